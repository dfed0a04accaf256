/**
 * `npm run mutation`: small faults in lib/, one by one, and whether the checks notice. Writes docs/mutation.md, and what survived to
 * artifacts/mutation/. `npm run mutation -- FILE …` looks at some files only, and leaves the document as it
 * is; `-- --again` judges only what survived the run before, and what has changed since.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { MutantResult } from '@stryker-mutator/api/core';
import { root } from './build/paths';
import { mutationDocument } from './mutation/document';
import { filesOf, partNames } from './mutation/files';
import { percent, scoreOf } from './mutation/score';
import { mutate } from './mutation/stryker';
import { describeSurvivors } from './mutation/survivors';

async function main(): Promise<void> {
  const { positionals: asked, values: { again } } = parseArgs({
    allowPositionals: true,
    options: { again: { type: 'boolean', default: false } },
  });
  const all = partNames.flatMap((part) => filesOf(part, root));
  const unknown = asked.find((file) => !all.includes(file));
  if (unknown !== undefined) throw new Error(`${unknown} is not mutated. Name files like ${all[0]!}.`);

  const results: MutantResult[] = [];
  for (const part of partNames) {
    const files = filesOf(part, root).filter((file) => asked.length === 0 || asked.includes(file));
    if (files.length > 0) results.push(...(await mutate({ part, files, again })));
  }
  const survivors = join(root, 'artifacts/mutation/survivors.txt');
  mkdirSync(join(survivors, '..'), { recursive: true });
  writeFileSync(survivors, describeSurvivors(results, root));
  const score = scoreOf(results);
  console.log(`${percent(score)} found; ${score.survived} of ${score.found + score.survived} mutants survived: ${survivors}`);
  if (asked.length === 0) writeFileSync(join(root, 'docs/mutation.md'), mutationDocument(all, results));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
