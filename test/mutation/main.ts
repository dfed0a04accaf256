/**
 * `npm run mutation`: small faults in lib/ and components/, one by one, and whether the checks notice. Writes a report, and what survived,
 * to artifacts/mutation/. `npm run mutation -- --mutate FILE` looks at one file only (said again: at more), and `-- --again` judges only
 * what survived the run before where new specifications reach it (Stryker knows specifications by title: one that was edited does not
 * count as new). Both leave the report as it is.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { MutantResult } from '@stryker-mutator/api/core';
import { root } from '../../tools/build/files';
import { mutationDocument } from './document';
import { filesOf, measured, partNames } from './files';
import { percent, scoreOf } from './score';
import { mutate } from './stryker';
import { describeSurvivors } from './survivors';

async function main(): Promise<void> {
  const {
    values: { again, mutate: asked },
  } = parseArgs({
    options: { again: { type: 'boolean', default: false }, mutate: { type: 'string', multiple: true, default: [] } },
  });
  const unknown = asked.find((file) => !partNames.some((part) => filesOf(part, root).includes(file)));
  if (unknown !== undefined) throw new Error(`${unknown} is not mutated. Name files like ${measured(root)[0]!}.`);

  const results: MutantResult[] = [];
  for (const part of partNames) {
    const files = asked.length === 0 ? measured(root) : asked;
    const here = filesOf(part, root).filter((file) => files.includes(file));
    if (here.length > 0) results.push(...(await mutate({ part, files: here, again })));
  }
  const survivors = join(root, 'artifacts/mutation/survivors.txt');
  mkdirSync(join(survivors, '..'), { recursive: true });
  writeFileSync(survivors, describeSurvivors(results, root));
  const score = scoreOf(results);
  console.log(`${percent(score)} found; ${score.survived} of ${score.found + score.survived} mutants survived: ${survivors}`);
  if (asked.length === 0 && !again) writeFileSync(join(survivors, '../report.md'), mutationDocument(measured(root), results));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
