import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromFolder } from '../harness/bare-context';
import { methodDocument } from './document';
import { publicMethods } from './public-methods';
import { runMethodTable } from './method-table';

const root = join(__dirname, '../..');

it('every public method of the SDK is called, none twice', () => {
  const methods = publicMethods();
  expect(new Set(methods).size).toBe(methods.length);
  expect(methods.length).toBeGreaterThan(110);
  expect(methods).toEqual(expect.arrayContaining(['loginByEmail', 'mfa.verifyTotpMfa', 'event.sub', 'wechatmpqrcode.geneCode']));
});

it('docs/sdk-methods.md says what the built package does', async () => {
  const dist = join(root, 'miniprogram_dist');
  if (!existsSync(dist)) throw new Error('There is no built package. Next: npm run build.');
  const text = methodDocument(await runMethodTable(fromFolder(dist)));
  expect(readFileSync(join(root, 'docs/sdk-methods.md'), 'utf8')).toBe(text);
}, 180_000);
