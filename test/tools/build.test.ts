import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stop } from 'esbuild';
import { createBuilder } from '../../tools/build';
import { filesBelow, writeFolder } from '../../tools/build/files';
import { helpersFor, withOwnHelpers } from '../../tools/build/helpers';
import { createScriptCompiler } from '../../tools/build/scripts';
import { temporaryFiles } from './temporary-files';

afterAll(stop); // esbuild's process would keep the test run from ending

const options = { target: 'ES5', module: 'CommonJS', lib: ['ES2018'], types: [], strict: true, declaration: true, importHelpers: true };
const project = (files: Readonly<Record<string, string>>): string =>
  temporaryFiles({
    'tsconfig.phone.json': JSON.stringify({ compilerOptions: { ...options, rootDir: '.' }, include: ['index.ts', 'lib'] }),
    ...files,
  });

describe('the compiler of scripts', () => {
  it('compiles to ES5 without comments and export markers, and keeps both comments and types in declarations', async () => {
    const compiled = await createScriptCompiler(
      project({ 'index.ts': "export { a } from './lib/a';", 'lib/a.ts': '/** About a. */\nexport const a = (): number => 1;' }),
    )();
    expect([...compiled.keys()]).toEqual(['index.d.ts', 'index.js', 'lib/a.d.ts', 'lib/a.js']);
    expect(compiled.get('lib/a.js')).toBe('"use strict";\nvar a = function () { return 1; };\nexports.a = a;\n');
    expect(compiled.get('lib/a.d.ts')).toBe('/** About a. */\nexport declare const a: () => number;\n');
    expect(compiled.get('index.js')).toContain('"__esModule"');
  });

  it('follows changed, added and removed files', async () => {
    const dir = project({ 'index.ts': 'export {};', 'lib/a.ts': 'export const a = 1;' });
    const compile = createScriptCompiler(dir);
    await compile();
    writeFileSync(join(dir, 'lib/a.ts'), 'export const a = 2;');
    writeFileSync(join(dir, 'lib/b.ts'), "export { a } from './a';");
    expect((await compile()).get('lib/a.js')).toContain('= 2');
    rmSync(join(dir, 'lib/b.ts'));
    expect([...(await compile()).keys()]).toEqual(['index.d.ts', 'index.js', 'lib/a.d.ts', 'lib/a.js']);
  });

  it('comes to the same when nothing has changed', async () => {
    const compile = createScriptCompiler(
      project({ 'index.ts': 'export const a = (b: number): string => `${b}`;', 'lib/a.ts': 'export {};' }),
    );
    expect(await compile()).toEqual(await compile());
  });

  it('says what is wrong and where, until it is right again', async () => {
    const dir = project({ 'index.ts': "export { a } from './lib/a';", 'lib/a.ts': "export const a: number = 'one';" });
    const compile = createScriptCompiler(dir);
    await expect(compile()).rejects.toThrow(/lib\/a\.ts\(1,14\): error TS2322/);
    await expect(compile()).rejects.toThrow('TS2322');
    writeFileSync(join(dir, 'lib/a.ts'), 'export const a: number = 1;');
    expect((await compile()).get('lib/a.js')).toContain('= 1');
  });
});

describe('a written folder', () => {
  it('holds the files and no others, and those that are right are left alone', async () => {
    const dir = temporaryFiles({ 'same.js': '1', 'other.js': '1', 'gone/deep/old.js': '1' });
    const { mtimeMs } = statSync(join(dir, 'same.js'));
    const files = new Map([['same.js', '1'], ['other.js', '2'], ['new/one.js', '3']]); // prettier-ignore
    expect(await writeFolder(dir, files)).toEqual(['gone/deep/old.js', 'other.js', 'new/one.js']);
    expect(await filesBelow(dir)).toEqual(['new/one.js', 'other.js', 'same.js']);
    expect(statSync(join(dir, 'same.js')).mtimeMs).toBe(mtimeMs);
    expect(() => statSync(join(dir, 'gone'))).toThrow('ENOENT');
    expect(await writeFolder(dir, files)).toEqual([]);
  });
});

describe("TypeScript's helpers", () => {
  it('are those that are used', async () => {
    const code = await helpersFor(new Map([['a.js', 'tslib_1.__assign({}); x.__notOne();']]));
    expect(code).toContain('__assign');
    expect(code).not.toContain('__awaiter');
  });

  it('are found from where a file is', () => {
    expect(withOwnHelpers('require("tslib")', 'index.js')).toBe('require("./lib/tslib")');
    expect(withOwnHelpers('require("tslib")', 'components/a/index.js')).toBe('require("../../lib/tslib")');
  });
});

it('a builder writes the whole package, and then only what is not as it should be', async () => {
  const dir = temporaryFiles({ 'lib/old.js': '' });
  const build = createBuilder(dir);
  const written = await build();
  expect(written).toEqual(
    expect.arrayContaining(['index.js', 'index.d.ts', 'LICENSE', 'lib/tslib.js', 'components/login-button/index.wxml']),
  );
  expect(await build()).toEqual([]);
  rmSync(join(dir, 'index.js'));
  expect(await build()).toEqual(['index.js']);
  // Nothing of lib/sdk is there twice, and no package is asked for.
  expect((await filesBelow(join(dir, 'lib/sdk'))).filter((path) => path.endsWith('.js'))).toEqual(['authentication-client.js']);
  // All async functions fit async-to-promises: one that does not brings a state machine into every component.
  expect(readFileSync(join(dir, 'lib/tslib.js'), 'utf8')).not.toMatch(/__awaiter|__generator/);
  for (const path of (await filesBelow(dir)).filter((name) => name.endsWith('.js'))) {
    const required = [...readFileSync(join(dir, path), 'utf8').matchAll(/require\("([^"]*)"\)/g)].map(([, name]) => name);
    expect([path, required.filter((name) => !name!.startsWith('.'))]).toEqual([path, []]);
  }
}, 120_000);
