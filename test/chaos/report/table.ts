import { noTally } from './figures';
import type { Figures, Tally } from './figures';

const columns: readonly [title: string, value: (tally: Tally) => string][] = [
  ['first tap succeeds', ({ first, firstSucceeded }) => percent(firstSucceeded, first)],
  ['taps', ({ taps }) => String(taps)],
  ['signed in', ({ succeeded, taps }) => percent(succeeded, taps)],
  ['busy', ({ busy, taps }) => percent(busy, taps)],
  ['retryable', ({ retryable, taps }) => percent(retryable, taps)],
  ['final', ({ final, taps }) => percent(final, taps)],
  ['wrong', ({ wrong, taps }) => percent(wrong, taps)],
  ['hanging', ({ hanging, taps }) => percent(hanging, taps)],
];

const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((part / whole) * 100).toFixed(part === whole || part === 0 ? 0 : 2)} %`;

/** Ours and the predecessor's, on the same schedules: the header, then a pair of lines for each kind of schedule. */
export function figureTable(ours: Figures, theirs: Figures): string[][] {
  const rows = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].sort(byNesting);
  const lines = rows.flatMap((row) => [
    [row, 'this package', ...columns.map(([, value]) => value(ours[row] ?? noTally()))],
    ['', 'authing-wxapp-sdk', ...columns.map(([, value]) => value(theirs[row] ?? noTally()))],
  ]);
  return [['', '', ...columns.map(([title]) => title)], ...lines];
}

/** A table as a text for the console; the first column, or so many, to the left. */
export function asText(all: readonly string[][], left = 1): string {
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((line) => (line[column] ?? '').length)));
  return all
    .map((line) =>
      line.map((cell, column) => (column < left ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
    )
    .join('\n');
}

/** `nothing goes wrong`, its parts, `anything goes wrong`. */
const byNesting = (one: string, other: string): number => rank(one) - rank(other) || one.localeCompare(other);
const rank = (row: string): number => (row.startsWith('nothing') ? 0 : row.startsWith(' ') ? 1 : 2);
