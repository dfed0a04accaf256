/** What `npm run frameworks` demands of an output: the built package passes, and each fault that a framework has made does not. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dist } from '../../../tools/build/files';
import { examples, type Example } from '../../../tools/frameworks/examples';
import { checkOutput } from '../../../tools/frameworks/output';

const example = examples.find(({ name }) => name === 'taro-react') as Example;
let output: string;

/** The package as a framework puts it into an output. */
const add = (folder: string): void => cpSync(dist, join(output, folder), { recursive: true });
const rewrite = (path: string, change: (text: string) => string): void =>
  writeFileSync(join(output, path), change(readFileSync(join(output, path), 'utf8')));

beforeEach(() => {
  output = mkdtempSync(join(tmpdir(), 'authing-miniapp-output-'));
  add('npm/authing-miniapp');
});
afterEach(() => rmSync(output, { recursive: true, force: true }));

it('is content with the package as it was built', async () => {
  await expect(checkOutput(example, output, dist)).resolves.toBeUndefined();
});

it('finds a component that was swallowed', async () => {
  rmSync(join(output, 'npm/authing-miniapp/components/phone-button'), { recursive: true });
  await expect(checkOutput(example, output, dist)).rejects.toThrow('phone-button is in the output 0 times, not 1');
});

it('finds a second copy, unless the framework needs one', async () => {
  add('vendor');
  await expect(checkOutput(example, output, dist)).rejects.toThrow(
    /login-button is in the output 2 times[^]*2 copies of the library, not 1/,
  );
  const independent = { folder: 'vendor', page: 'vendor/index' };
  await expect(checkOutput({ ...example, copies: 2, independent }, output, dist)).resolves.toBeUndefined();
});

it('finds lengths that became others', async () => {
  rewrite('npm/authing-miniapp/components/button.wxss', (styles) => styles.replaceAll('48px', '48rpx'));
  await expect(checkOutput(example, output, dist)).rejects.toThrow('login-button: its styles lost 48px and hold 48rpx');
  rewrite('npm/authing-miniapp/components/button.wxss', (styles) => styles.replaceAll('48rpx', '48PX'));
  await expect(checkOutput(example, output, dist)).resolves.toBeUndefined();
});
