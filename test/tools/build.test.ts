import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { stop } from 'esbuild';
import { createBuilder } from '../../tools/build';
import { filesBelow, writeFolder } from '../../tools/build/files';
import { linkScripts } from '../../tools/build/link';
import { createScriptCompiler } from '../../tools/build/scripts';
import { createBareContext, fromFolder } from '../harness/bare-context';
import { temporaryFiles } from './temporary-files';

afterAll(stop); // esbuild's process would keep the test run from ending

const options = { target: 'ES5', module: 'CommonJS', lib: ['ES2018'], types: [], strict: true, declaration: true, importHelpers: true };
const project = (files: Readonly<Record<string, string>>): string =>
  temporaryFiles({
    'tsconfig.phone.json': JSON.stringify({ compilerOptions: { ...options, rootDir: '.' }, include: ['index.ts', 'lib'] }),
    ...files,
  });

describe('the compiler of scripts', () => {
  it('compiles to modules of ES5, and keeps both comments and types in declarations', async () => {
    const compiled = await createScriptCompiler(
      project({ 'index.ts': "export { a } from './lib/a';", 'lib/a.ts': '/** About a. */\nexport const a = (): number => 1;' }),
    )();
    expect([...compiled.keys()]).toEqual(['index.d.ts', 'index.js', 'lib/a.d.ts', 'lib/a.js']);
    expect(compiled.get('lib/a.js')).toBe('/** About a. */\nexport var a = function () { return 1; };');
    expect(compiled.get('lib/a.d.ts')).toBe('/** About a. */\nexport declare const a: () => number;\n');
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

describe('the linker', () => {
  const link = (modules: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, string>> =>
    linkScripts(new Map(Object.entries(modules)), ['index', 'components/button/index']);
  const component = "import { shown } from '../../lib/shown'; Component({ data: { shown: shown } });";

  /** The exports of the main entry, and the files that were evaluated by then and after. */
  function run(files: ReadonlyMap<string, string>): { exports: Record<string, unknown>; evaluated: string[] } {
    const evaluated: string[] = [];
    const load = (path: string): Record<string, unknown> => {
      evaluated.push(path);
      const exports = {};
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- runs what the build has just made
      new Function('exports', 'require', files.get(path)!)(exports, (to: string) => load(`${posix.join(posix.dirname(path), to)}.js`));
      return exports;
    };
    return { exports: load('index.js'), evaluated };
  }

  it('puts modules together, each in one file, and brings the helpers that are used', async () => {
    const files = await link({
      'index.js': "export * from './lib/index';",
      'lib/index.js':
        "import { __assign } from 'tslib'; import { shown } from './shown'; export var main = __assign({}, { shown: shown });",
      'lib/shown.js': '/** About it. */ export var shown = "once"; export var unused = "never";',
      'components/button/index.js': component,
    });
    expect([...files.keys()].sort()).toEqual(['components/button/index.js', 'index.js', 'lib/es5.js', 'lib/page.js']);
    expect([...files.values()].join('').match(/once/g)).toHaveLength(1);
    expect([...files.values()].join('')).not.toMatch(/never|About|SuppressedError/);
    expect(files.get('index.js')).toContain('"__esModule"');
    const { exports } = run(files);
    expect(exports['main']).toEqual({ shown: 'once' });
  });

  it('asks for a lazy file where it is used, also by `new` and by what an entry passes on', async () => {
    const { exports, evaluated } = run(
      await link({
        'index.js': "export * from './lib/index';",
        'lib/index.js':
          "import { Client } from './sdk/client'; export { Client }; export var make = function () { return new Client(1); };",
        'lib/sdk/client.js': 'export var Client = function (size) { this.size = size; };',
        'lib/shown.js': "export var shown = '';",
        'components/button/index.js': component,
      }),
    );
    expect(evaluated).toEqual(['index.js']);
    expect((exports['make'] as () => object)()).toEqual({ size: 1 });
    expect(evaluated).toEqual(['index.js', 'lib/sdk/authentication-client.js']);
    expect(exports['Client']).toBeInstanceOf(Function);
  });

  it('lets a lazy file ask late for the buttons, which Node.js cannot evaluate', async () => {
    const { exports, evaluated } = run(
      await link({
        'index.js': "export * from './lib/index';",
        'lib/index.js': "export { phone } from './endpoints/phone';",
        'lib/endpoints/phone.js': "import { flow } from '../login-code/code-flow'; export var phone = function () { return flow(); };",
        'lib/login-code/code-flow.js': 'export var flow = function () { return 1; };',
        'lib/shown.js': "export var shown = '';",
        'components/button/index.js': `${component} import { flow } from '../../lib/login-code/code-flow'; flow();`,
      }),
    );
    expect([exports['phone'], evaluated]).toEqual([expect.any(Function), ['index.js', 'lib/phone.js']]);
    expect([(exports['phone'] as () => number)(), evaluated]).toEqual([1, ['index.js', 'lib/phone.js', 'lib/button.js']]);
  });

  it.each([
    ['document.title', 'document'],
    ["Function('return 1')", 'Function'],
  ])('refuses what a mini program does not have: %s', async (code, name) => {
    const modules = {
      'index.js': 'export var main = 1;',
      'components/button/index.js': component,
      'lib/shown.js': `export var shown = ${code};`,
    };
    await expect(link(modules)).rejects.toThrow(`does not have: ${name}.`);
  });
});

it('a builder writes the whole package, and then only what is not as it should be', async () => {
  const dir = temporaryFiles({ 'lib/old.js': '' });
  const build = createBuilder(dir);
  const written = await build();
  expect(written).toEqual(
    expect.arrayContaining(['index.js', 'index.d.ts', 'LICENSE', 'lib/page.js', 'components/login-button/index.wxml']),
  );
  expect(await build()).toEqual([]);
  rmSync(join(dir, 'index.js'));
  expect(await build()).toEqual(['index.js']);
  // Nothing of lib/sdk is there twice, and no package is asked for.
  expect((await filesBelow(join(dir, 'lib/sdk'))).filter((path) => path.endsWith('.js'))).toEqual(['authentication-client.js']);
  // Nothing that shows who is signed in evaluates the SDK.
  const evaluated: string[] = [];
  const files = fromFolder(dir);
  const world = createBareContext((path) => (evaluated.push(path), files(path)), { Behavior: (behavior: unknown) => behavior });
  const entry = world.require('index') as unknown as typeof import('../../index');
  expect(evaluated).toEqual(['index.js', 'lib/page.js', 'lib/es5.js']);
  entry.onAuthStateChange(() => undefined)();
  expect([entry.authingBehavior, entry.AuthingError, evaluated]).toEqual([
    expect.anything(),
    expect.anything(),
    ['index.js', 'lib/page.js', 'lib/es5.js', 'lib/auth-state.js', 'lib/session.js', 'lib/tap.js', 'lib/authing-behavior.js'],
  ]);
  // All async functions fit async-to-promises: one that does not brings a state machine into every component.
  for (const path of (await filesBelow(dir)).filter((name) => name.endsWith('.js'))) {
    const code = readFileSync(join(dir, path), 'utf8');
    expect(code).not.toMatch(/\blabel:0,sent:|asyncIterator/);
    const required = [...code.matchAll(/require\("([^"]*)"\)/g)].map(([, name]) => name);
    expect([path, required.filter((name) => !name!.startsWith('.'))]).toEqual([path, []]);
  }
}, 120_000);
