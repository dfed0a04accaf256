import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MutantResult } from '@stryker-mutator/api/core';

/** The mutants that no check noticed, as a text to go through: place, what was there, what stood there instead. */
export function describeSurvivors(results: readonly MutantResult[], root: string): string {
  const survivors = results.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  return survivors
    .map(({ fileName, location: { start, end }, replacement, status, mutatorName }) => {
      const lines = readFileSync(join(root, fileName), 'utf8')
        .split('\n')
        .slice(start.line - 1, end.line);
      // The end first: on a single line it must not move.
      lines.push((lines.pop() ?? '').slice(0, end.column - 1));
      const was = [(lines.shift() ?? '').slice(start.column - 1), ...lines].join(' ');
      const short = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 100);
      const note = status === 'NoCoverage' ? ' (no check gets there)' : '';
      return `${fileName}:${start.line}:${start.column} ${mutatorName}${note}\n  - ${short(was)}\n  + ${short(replacement ?? '')}\n`;
    })
    .join('');
}
