/** @jest-environment ./test/harness/environment.js */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { parse } from 'acorn';
import { engineNames } from 'authing-miniapp-emulator/engines';
import { filesIn } from '../../tools/lint/files';
import { createProject, packNpm } from '../../tools/wechat-compiler';
import { createHarness } from '../harness/harness';
import { checkOut, npmInstall, npmPack, type Tarball } from './checkout';
import { packedSet } from './packed-set';
import { compilers, complaints, resolutions, type ResolutionName } from './type-check';

jest.setTimeout(600_000); // two builds and WeChat's compiler, on a machine that does other things too

const root = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'authing-miniapp-package-'));
const project = join(folder, 'project');
const installed = join(project, 'node_modules/authing-miniapp');
const text = (path: string): string => readFileSync(join(installed, path), 'utf8');
const NAME = 'authing-miniapp';
/** The product. */
let tarball: Tarball;
let clone: string;
/** Of the clean clone. */
let packed: Record<string, Tarball>;
let again: Record<string, Tarball>;

beforeAll(async () => {
  clone = join(folder, 'elsewhere/in/another/clone');
  checkOut(clone);
  [packed, again] = await Promise.all([npmPack(clone, '077', { TZ: 'Asia/Shanghai', LC_ALL: 'C', SOURCE_DATE_EPOCH: '1' }), packedSet()]);
  tarball = packed[NAME]!;
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'mini-program', version: '1.0.0' }));
  writeFileSync(join(project, 'app.json'), '{}');
  npmInstall(project, tarball.path);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const components = ['login-button', 'phone-button', 'avatar-picker', 'nickname-input', 'login-panel', 'user-panel'];

it('npm pack in a clean clone builds the package, and nothing but it', () => {
  const component = ['js', 'json', 'wxml', 'wxss', 'd.ts'].map((extension) => `index.${extension}`);
  const expected = components.flatMap((name) => component.map((file) => `components/${name}/${file}`));
  expect(tarball.files).toEqual(
    expect.arrayContaining(['index.js', 'index.d.ts', 'THIRD-PARTY-NOTICES.txt', ...expected].map((path) => `miniprogram_dist/${path}`)),
  );
  const outside = tarball.files.filter((path) => !path.startsWith('miniprogram_dist/'));
  const door = ['README.md', 'README.zh-CN.md', 'index.js', 'index.json', 'index.wxml', 'index.wxss'];
  const doors = components.flatMap((name) => door.map((file) => `components/${name}/${file}`));
  const hooks = ['react', 'vue'].flatMap((name) => ['js', 'mjs', 'd.ts', 'd.mts'].map((extension) => `${name}.${extension}`));
  const rest = [
    'LICENSE',
    'README.md',
    'README.zh-CN.md',
    'bin/THIRD-PARTY-NOTICES.txt',
    'bin/authing-miniapp.js',
    // What the templates of two components import.
    'components/consent.wxml',
    'index.d.mts',
    'index.mjs',
    'package.json',
  ];
  const types = ['components', 'react', 'vue'].map((name) => `types/${name}.d.ts`);
  const read = ['html-data.json', 'llms.txt', 'web-types.json', 'weapp-vite.d.ts', 'weapp-vite.js'];
  const ofDevelopers = /^docs\/((architecture|chaos|performance)[.\w-]*\.md|(decisions|images)\/.*)$/;
  const docs = filesIn(join(root, 'docs')).map((path) => `docs/${path}`);
  expect(outside.sort()).toEqual(
    [...rest, ...types, ...hooks, ...doors, ...read, ...docs.filter((path) => !ofDevelopers.test(path))].sort(),
  );
});

it.each(components)('the door to %s holds what a compiler copies, and one line of script', (name) => {
  const door = (extension: string): string => text(`components/${name}/index.${extension}`);
  expect(door('js')).toBe(`require('../../miniprogram_dist/components/${name}/index');\n`);
  for (const extension of ['json', 'wxml']) expect(door(extension)).toBe(text(`miniprogram_dist/components/${name}/index.${extension}`));
  expect(door('wxss')).toMatch(/^\.(button|avatar|save)\.\1 \{$/m);
  expect(door('wxss')).not.toContain('@import');
});

it('the same source makes the same three tarballs, byte for byte, wherever and whenever they are built', () => {
  const sums = (all: typeof packed): object => Object.fromEntries(Object.entries(all).map(([name, { sha256 }]) => [name, sha256]));
  expect(sums(again)).toEqual(sums(packed));
  expect(Object.keys(packed).sort()).toEqual([NAME, `${NAME}-emulator`, `${NAME}-playground`]);
});

const identity = ['name', 'version', 'description', 'keywords', 'license', 'homepage', 'bugs', 'repository', 'files'];
it.each([
  [NAME, ['main', 'types', 'exports', 'sideEffects', 'web-types', 'miniprogram', 'bin', 'peerDependencies', 'peerDependenciesMeta']],
  [
    `${NAME}-emulator`,
    ['main', 'types', 'exports', 'typesVersions', 'engines', 'dependencies', 'peerDependencies', 'peerDependenciesMeta'],
  ],
  [`${NAME}-playground`, ['bin', 'exports', 'typesVersions', 'engines', 'dependencies']],
])('the manifest of %s says what its users need, and no more', (name, own) => {
  expect(Object.keys(packed[name]!.manifest).sort()).toEqual([...identity, ...own].sort());
});

it('packing leaves the clone as it was', () => {
  expect(readdirSync(join(clone, 'components/login-button'))).toEqual(readdirSync(join(root, 'components/login-button')));
  for (const folder of ['', 'packages/emulator', 'packages/playground']) {
    for (const path of ['README.md', 'README.zh-CN.md', 'package.json'].map((name) => join(folder, name))) {
      expect(readFileSync(join(clone, path), 'utf8')).toBe(readFileSync(join(root, path), 'utf8'));
    }
  }
});

it("is what WeChat's npm build and TypeScript look for, and installs nothing else", () => {
  const manifest = JSON.parse(text('package.json')) as Record<string, unknown>;
  expect(manifest).toMatchObject({
    miniprogram: 'miniprogram_dist',
    main: 'miniprogram_dist/index.js',
    types: 'miniprogram_dist/index.d.ts',
    peerDependenciesMeta: { 'miniprogram-api-typings': { optional: true }, react: { optional: true }, vue: { optional: true } },
  });
  const kinds = ['dependencies', 'optionalDependencies', 'bundledDependencies'];
  expect(kinds.filter((kind) => kind in manifest)).toEqual([]);
  expect(Object.keys(manifest.peerDependencies as object)).toEqual(Object.keys(manifest.peerDependenciesMeta as object));
  expect(existsSync(join(project, 'node_modules/miniprogram-api-typings'))).toBe(false);
});

it.each(['README.md', 'README.zh-CN.md'])('every link of the packed %s leads into the tarball or is an address', (readme) => {
  const targets = [...text(readme).matchAll(/\]\(([^()\s]+)\)/g)].map(([, target]) => target!);
  expect(targets.length).toBeGreaterThan(10);
  const relative = targets.filter((target) => !/^(https:|#)/.test(target));
  expect(relative.filter((target) => !existsSync(join(installed, posix.dirname(readme), target.split('#')[0]!)))).toEqual([]);
  const { version, repository } = JSON.parse(text('package.json')) as { version: string; repository: { url: string } };
  const address = repository.url.replace(/^git\+|\.git$/g, '');
  const within = targets.filter((target) => target.startsWith(`${address}/`));
  const paths = within.map((target) => new RegExp(`^${address}/(?:blob|tree|raw)/v${version}/([^#]+)`).exec(target)?.[1] ?? target);
  expect(paths.length).toBeGreaterThan(5);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

it('gives all of its names to ES modules of Node.js', () => {
  const names = ['AuthenticationClient', 'AuthingError', 'authingBehavior', 'configureAuthing', 'getAuthing', 'onAuthStateChange'];
  writeFileSync(
    join(project, 'names.mjs'),
    `import { ${names.join(', ')} } from '${NAME}'; console.log([${names.join(', ')}].includes(undefined));`,
  );
  expect(execFileSync(process.execPath, ['names.mjs'], { cwd: project, encoding: 'utf8' })).toBe('false\n');
});

it('has the declarations that its entries are made of, and no others', () => {
  const declarations = tarball.files.filter((path) => path.endsWith('.d.ts'));
  const imported = declarations.flatMap((path) =>
    [...text(path).matchAll(/(?:from |import\()['"](\.[^'"]+)['"]/g)].map(([, from]) => `${posix.join(posix.dirname(path), from!)}.d.ts`),
  );
  const entries = declarations.filter((path) =>
    /^miniprogram_dist\/(index|components\/[\w-]+\/index)\.d\.ts$|^((types\/)?(react|vue)|weapp-vite)\.d\.ts$/.test(path),
  );
  expect(entries).toHaveLength(components.length + 6);
  expect([...new Set([...entries, ...imported])].sort()).toEqual(declarations.sort());
});

it('is ES5 where phones run it, and requires nothing from outside', () => {
  const scripts = tarball.files.filter((path) => /^miniprogram_dist\/.*\.js$/.test(path));
  expect(scripts.length).toBeGreaterThan(5);
  for (const path of scripts) {
    const code = text(path);
    expect(() => parse(code, { ecmaVersion: 5, sourceType: 'script' })).not.toThrow();
    expect(code).not.toMatch(/\beval\(|new Function\(/);
    for (const [, required] of code.matchAll(/\brequire\(["']([^"']+)["']\)/g)) {
      expect([path, existsSync(`${join(installed, dirname(path), required!)}.js`)]).toEqual([path, required!.startsWith('.')]);
    }
  }
});

it('is loaded by plain Node.js, as the unit tests of an app do it, and signs in there', () => {
  // Some mocks answer at once, which WeChat never does.
  const script = `
    const storage = new Map();
    globalThis.wx = {
      getStorageSync: (key) => storage.get(key) ?? '',
      setStorageSync: (key, value) => storage.set(key, value),
      removeStorageSync: (key) => storage.delete(key),
      request: ({ data, success }) => success({ statusCode: 200, data: { code: 200, data: { id: 'u', token: data.code } } }),
    };
    const { AuthenticationClient } = require('authing-miniapp');
    new AuthenticationClient({ appId: 'app' }).loginByCode('code').then((user) => console.log(JSON.stringify([user.id, [...storage.values()]])));`;
  const output = execFileSync(process.execPath, ['-e', script], { cwd: project, encoding: 'utf8' });
  const session = { appId: 'app', host: 'https://core.authing.cn', token: 'code', user: { id: 'u', token: 'code' } };
  expect(JSON.parse(output)).toEqual(['u', [session]]);
});

describe('its declarations, with skipLibCheck off', () => {
  const cases = compilers.flatMap((name) =>
    (Object.keys(resolutions) as ResolutionName[])
      .filter((resolution) => name !== 'typescript-4.9' || resolution !== 'bundler')
      .map((resolution) => ({ name, resolution })),
  );
  const page = (name: string, extension = 'ts'): string => {
    const path = join(project, `${name}.${extension}`);
    cpSync(join(__dirname, `${name}.ts.txt`), path);
    return path;
  };

  // Where a project finds them makes no difference to what they ask for; each way is gone with WeChat's typings, below.
  it.each(compilers)('stand alone: %s, without any typings', (name) => {
    expect(complaints(name, { page: page('page-without-typings'), resolution: 'node', typings: false })).toEqual([]);
  });

  it.each(compilers)('stand alone: %s, from an ES module of Node.js', (name) => {
    const module = page('page-without-typings', 'mts');
    expect(complaints(name, { page: module, resolution: 'node16', typings: false })).toEqual([]);
  });

  it.each(cases)("fit WeChat's typings: $name, $resolution", ({ name, resolution }) => {
    const typings = join(project, 'node_modules/miniprogram-api-typings');
    if (!existsSync(typings)) cpSync(join(root, 'node_modules/miniprogram-api-typings'), typings, { recursive: true });
    expect(complaints(name, { page: page('page-with-typings'), resolution, typings: true })).toEqual([]);
  });
});

describe("WeChat's npm build of it", () => {
  beforeAll(async () => {
    writeFileSync(
      join(project, 'package.json'),
      JSON.stringify({ name: 'mini-program', version: '1.0.0', dependencies: { 'authing-miniapp': '*' } }),
    );
    await packNpm(createProject(project));
    jest.useFakeTimers();
  });
  afterAll(() => jest.useRealTimers());

  it('copies miniprogram_dist and nothing beside it', () => {
    const files = readdirSync(join(project, 'miniprogram_npm/authing-miniapp'), { recursive: true, encoding: 'utf8' });
    const scripts = tarball.files.filter((path) => /^miniprogram_dist\/.*\.js$/.test(path));
    expect(files.filter((path) => path.endsWith('.js')).sort()).toEqual(
      scripts.map((path) => path.slice('miniprogram_dist/'.length)).sort(),
    );
  });

  it.each(engineNames)('has a login-button that signs in, on %s', async (name) => {
    const harness = await createHarness(name);
    const button = harness.engine.mount(join(project, 'miniprogram_npm/authing-miniapp/components/login-button/index'));
    await harness.pass();
    harness.press(button);
    await harness.pass();
    expect(button.events).toEqual([
      { name: 'login', detail: { mode: 'silent', user: expect.objectContaining({ id: expect.any(String) }) } },
    ]);
    expect(harness.engine.problems).toEqual([]);
  });
});
