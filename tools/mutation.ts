/**
 * `npm run mutation`: small faults in lib/, one by one, and whether the checks notice. Writes docs/mutation.md, and what survived to
 * artifacts/mutation/. `npm run mutation -- FILE …` looks at some files only, and leaves the document as it is.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MutantResult } from '@stryker-mutator/api/core';
import { root } from './build/paths';
import { mutationDocument } from './mutation/document';
import { filesOf, parts } from './mutation/parts';
import { percent, scoreOf } from './mutation/score';
import { mutate } from './mutation/stryker';
import { describeSurvivors } from './mutation/survivors';

async function main(asked: readonly string[]): Promise<void> {
  const all = parts.flatMap((part) => filesOf(part, root));
  const unknown = asked.find((file) => !all.includes(file));
  if (unknown !== undefined) throw new Error(`${unknown} is not mutated. Name files like ${all[0]!}.`);
  const wanted = (file: string): boolean => asked.length === 0 || asked.includes(file);

  const results: MutantResult[] = [];
  for (const part of parts) {
    const files = filesOf(part, root).filter(wanted);
    if (files.length > 0) results.push(...(await mutate({ part: part.name, files })));
  }
  const survivors = join(root, 'artifacts/mutation/survivors.txt');
  mkdirSync(join(survivors, '..'), { recursive: true });
  writeFileSync(survivors, describeSurvivors(results, root));
  const score = scoreOf(results);
  console.log(`${percent(score)} found; ${score.survived} of ${score.found + score.survived} mutants survived: ${survivors}`);
  if (asked.length === 0) writeFileSync(join(root, 'docs/mutation.md'), mutationDocument(all, results));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
