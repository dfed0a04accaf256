/** `npm run size`: what the package costs its users, in bytes, beside the package it succeeds; fails over the gate. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyApp, measuredApps } from './apps';
import { compileApps, measureSizes } from './measure';
import { describe, failures } from './report';

const root = join(__dirname, '../..');

async function main(): Promise<number> {
  console.log("Compiling with WeChat's compiler, the predecessor too (about half a minute) …");
  const apps = [emptyApp, ...measuredApps(root)];
  const compiled = await compileApps(apps, (title) => console.log(`  compiled: ${title}`));
  const report = await measureSizes(apps, compiled);
  mkdirSync(join(root, 'artifacts'), { recursive: true });
  writeFileSync(join(root, 'artifacts/size.json'), `${JSON.stringify(report, null, 2)}\n`);
  console.log(`\n${describe(report)}\n`);
  const faults = failures(report);
  faults.forEach((fault) => console.error(`FAILED  ${fault}`));
  if (faults.length > 0) console.error('Next: look for the heaviest modules above; every file and byte is in artifacts/size.json.');
  return faults.length === 0 ? 0 : 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
