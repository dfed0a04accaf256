/** Both packages as a user has them: tarballs, installed into an empty project beside jest, and the README's test run there. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.join(__dirname, '../../../..');
const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  devDependencies: Record<string, string>;
};

/** npm's own command-line program; no shell between. Throws what npm wrote. */
const npmFile = process.env['npm_execpath'];
const [npmProgram = 'npm', ...npmFirst] = npmFile?.endsWith('.js') === true ? [process.execPath, npmFile] : ['npm'];
const npm = (cwd: string, ...args: string[]): string =>
  execFileSync(npmProgram, [...npmFirst, ...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

let folder: string;
let project: string;

/** Packs a copy, for others may be building the package itself at this moment. */
function packEmulator(): void {
  mkdirSync(path.join(root, 'artifacts'), { recursive: true });
  const copy = mkdtempSync(path.join(root, 'artifacts', 'emulator-'));
  const own = path.join(root, 'packages/emulator');
  try {
    cpSync(own, copy, { recursive: true, filter: (file) => !['dist', 'test', 'node_modules'].includes(path.relative(own, file)) });
    npm(copy, 'run', 'build');
    npm(copy, 'pack', '--ignore-scripts', '--pack-destination', folder);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const runJest = (): { status: number | null; output: string } => {
  const { status, stderr } = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', '--ci'], { cwd: project, encoding: 'utf8' });
  return { status, output: stderr };
};

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'packed-emulator-'));
  project = path.join(folder, 'my-app');
  packEmulator();
  // Built already, as for every test of the built package.
  npm(root, 'pack', '--ignore-scripts', '--pack-destination', folder);
  cpSync(path.join(__dirname, 'my-app'), project, { recursive: true });
  writeFileSync(path.join(project, 'package.json'), JSON.stringify({ name: 'my-app', private: true }));
  const tarballs = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
  try {
    const flags = ['--save-dev', '--prefer-offline', '--no-audit', '--no-fund'];
    npm(project, 'install', ...flags, `jest@${devDependencies['jest']}`, ...tarballs.map((file) => `../${file}`));
  } catch (error) {
    throw new Error('The tarballs could not be installed. This test needs npm: its registry, or a cache that has been filled from it.', {
      cause: error,
    });
  }
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
