/** `npm run methods`: calls every method of the built package and writes docs/sdk-methods.md; with `--check` only compares. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromFolder } from '../harness/bare-context';
import { methodDocument } from './document';
import { runMethodTable } from './method-table';

const root = join(__dirname, '../..');
const target = join(root, 'docs/sdk-methods.md');

async function main(): Promise<void> {
  const text = methodDocument(await runMethodTable(fromFolder(join(root, 'miniprogram_dist'))));
  if (!process.argv.includes('--check')) writeFileSync(target, text);
  else if (readFileSync(target, 'utf8') !== text) throw new Error('docs/sdk-methods.md is stale. Next: npm run methods');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
