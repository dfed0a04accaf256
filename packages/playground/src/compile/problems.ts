/** Problems with the place they are at, found while compiling. */
import type { Problem } from '../build';
import type { ProblemTexts } from './problem-texts';

/** Takes problems, and has the words for them. */
export interface Report {
  (problem: Problem): void;
  readonly texts: ProblemTexts;
}

/** Characters of a line that are shown; of a longer one, as a minifier writes them, those around the column. */
const WIDTH = 160;

/** `source`'s lines around `line` (from 1) with a mark under `column` (from 1). */
export function excerpt(source: string, line: number, column?: number): string {
  const lines = source.split('\n');
  const first = Math.max(1, line - 2);
  const last = Math.min(lines.length, line + 1);
  const width = String(last).length;
  const start = column === undefined || column <= WIDTH ? 0 : column - WIDTH / 2;
  const shown: string[] = [];
  for (let number = first; number <= last; number++) {
    const text = (lines[number - 1] ?? '').slice(start, start + WIDTH);
    shown.push(`${number === line ? '>' : ' '} ${String(number).padStart(width)} | ${text}`);
    if (number === line && column !== undefined) shown.push(`  ${' '.repeat(width)} | ${' '.repeat(Math.max(0, column - 1 - start))}^`);
  }
  return shown.join('\n');
}

/** Line and column (from 1) of a character offset. */
export function position(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The problem at a character offset of a file. */
export function problemAt(problem: Omit<Problem, 'line' | 'column' | 'excerpt'>, source: string, offset: number): Problem {
  const { line, column } = position(source, offset);
  return { ...problem, line, column, excerpt: excerpt(source, line, column) };
}
