/** Both packages as a user has them: tarballs, installed into an empty project beside jest, and the README's test run there. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { satisfies } from 'semver';
import { npm, packedSet } from '../../../../test/package/packed-set';

const root = path.join(__dirname, '../../../..');
const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  devDependencies: Record<string, string>;
};

let folder: string;
let project: string;

const runJest = (): { status: number | null; output: string } => {
  // jest's five seconds for a test are a measure of this machine, which does other things too.
  const flags = ['--ci', '--testTimeout=60000'];
  const { status, stderr } = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', ...flags], { cwd: project, encoding: 'utf8' });
  return { status, output: stderr };
};

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'packed-emulator-'));
  project = path.join(folder, 'my-app');
  const packed = await packedSet();
  const tarballs = ['authing-miniapp-emulator', 'authing-miniapp'].map((name) => packed[name]!.path);
  cpSync(path.join(__dirname, 'my-app'), project, { recursive: true });
  writeFileSync(path.join(project, 'package.json'), JSON.stringify({ name: 'my-app', private: true }));
  try {
    const flags = ['--save-dev', '--prefer-offline', '--no-audit', '--no-fund'];
    await npm(project, 'install', ...flags, ...tarballs);
  } catch (error) {
    throw new Error('The tarballs could not be installed. This test needs npm: its registry, or a cache that has been filled from it.', {
      cause: error,
    });
  }
  // The user's own, which npm would take longer to install than all the rest; that it is one the package wants, npm would have looked up.
  expect(
    satisfies(devDependencies['jest']!, (packed['authing-miniapp-emulator']!.manifest['peerDependencies'] as { jest: string }).jest),
  ).toBe(true);
  symlinkSync(path.join(root, 'node_modules/jest'), path.join(project, 'node_modules/jest'), 'junction');
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('lets a project with jest and the two tarballs test a page of its own', () => {
  expect(runJest()).toMatchObject({ status: 0, output: expect.stringContaining('3 passed, 3 total') });
}, 60_000);

it('notices when the sheet is answered differently', () => {
  const file = path.join(project, 'index.test.js');
  const written = readFileSync(file, 'utf8');
  writeFileSync(file, written.replace("{ answer: 'deny' }", "{ answer: 'accept' }"));
  try {
    const { status, output } = runJest();
    expect([status, output]).toEqual([1, expect.stringMatching(/✕ takes no for an answer[\s\S]*1 failed, 2 passed, 3 total/)]);
  } finally {
    writeFileSync(file, written);
  }
}, 60_000);

// `bundler` reads the same exports as node16.
it.each([
  ['node16', 'node16'],
  ['commonjs', 'node10'],
])(
  'has types that a strict project takes, libraries checked, module %s, resolution %s',
  (module, moduleResolution) => {
    writeFileSync(path.join(project, 'typed.ts'), readFileSync(path.join(project, 'typed.ts.txt')));
    const strict = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true, types: [] };
    // TypeScript 6 calls node10 deprecated, and TypeScript 5 does not know what to be silent about.
    const compilerOptions = { ...strict, target: 'es2022', lib: ['es2023'], module, moduleResolution, ignoreDeprecations: '6.0' };
    writeFileSync(path.join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['typed.ts'] }));
    const { stdout } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc'], { cwd: project, encoding: 'utf8' });
    expect(stdout).toBe('');
  },
  60_000,
);
