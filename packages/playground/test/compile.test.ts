import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compileProject } from '../src/compile';

const fixture = path.join(__dirname, 'fixture', 'app');

describe('a mini program, compiled', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'playground-'));
    await cp(fixture, folder, { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = (file: string, text: string): Promise<void> => writeFile(path.join(folder, file), text);
  const compile = async () => (await compileProject(folder)).build;

  it('has every page of app.json and its subpackages, and every component they use', async () => {
    const { app, entries } = await compile();
    expect(app.pages).toEqual([
      'pages/home/index',
      'pages/mine/index',
      'pages/buttons/index',
      'pages/form/index',
      'pages/shop/index',
      'pages/detail/index',
    ]);
    expect(Object.keys(entries).filter((entry) => entry.startsWith('components/'))).toEqual([
      'components/badge/index',
      'components/shell/index',
      'components/field/index',
      'components/send/index',
    ]);
    expect(entries['pages/home/index']?.usingComponents).toEqual({
      'app-badge': 'components/badge/index',
      'app-shell': 'components/shell/index',
    });
  });

  it('makes CommonJS of TypeScript and ES modules, and follows what they require', async () => {
    const { modules, appScript } = await compile();
    expect(appScript).toBe('app.ts');
    expect(modules['app.ts']?.requires).toEqual({ './shared/log': 'shared/log.ts' });
    expect(modules['components/badge/counting.js']?.requires).toEqual({ '../../shared/log': 'shared/log.ts' });
  });

  it('turns WXSS into CSS for the elements the engine builds', async () => {
    const { appStyle, entries } = await compile();
    expect(appStyle).toContain('.card { margin: 3.2vw;');
    expect(appStyle).toContain('body { background: #f4f5f7;');
    expect(appStyle).not.toContain('@import');
    expect(entries['pages/home/index']?.style.shared).toMatch(/\.actions wx-button \{.*\n.*\nwx-navigator|\.actions wx-button \{/);
    const badge = entries['components/badge/index']?.style;
    expect(badge?.isolated).toContain(`.${badge?.scope}--badge { padding: 2.133333vw;`);
    expect(badge?.isolated).toContain(`[wx-host=${badge?.scope}] {`);
    expect(badge?.shared).toContain('.badge {');
  });

  it('tells a component that does not exist, with its line', async () => {
    await write('pages/mine/index.json', '{\n  "usingComponents": { "x-gone": "./gone" }\n}');
    expect((await compile()).problems).toContainEqual(
      expect.objectContaining({
        severity: 'error',
        message: 'component not found: ./gone',
        file: 'pages/mine/index.json',
        line: 2,
        column: 34,
      }),
    );
  });

  it.each([
    ['authing-miniapp/components/login-button/index', 'authing-miniapp'],
    ['@scope/kit/button', '@scope/kit'],
  ])('names the package to install for %s', async (target, name) => {
    await write('pages/mine/index.json', JSON.stringify({ usingComponents: { 'x-gone': target } }));
    expect((await compile()).problems.map(({ message }) => message)).toContain(
      `component not found: ${target}. If the npm package ${name} is meant: run "npm install ${name}", then build npm (WeChat DevTools: Tools > Build npm)`,
    );
  });

  const install = (name: string): string => `Run "npm install ${name}", then build npm (WeChat DevTools: Tools > Build npm)`;

  it.each([
    ['a package', "\nconst dayjs = require('dayjs/esm');\n", 'error', `module not found: dayjs/esm. ${install('dayjs')}`, 2],
    ['a package, imported', "import { x } from '@scope/kit';\nx();", 'error', `module not found: @scope/kit. ${install('@scope/kit')}`, 1],
    ['a file', "const { a } = require('./gone');", 'error', 'module not found: ./gone', 1],
    ['a package that is tried', "try {\n  require('dayjs');\n} catch {}", 'warning', `module not found: dayjs. ${install('dayjs')}`, 2],
  ])('tells %s that is required and not there, with its line', async (_, script, severity, message, line) => {
    await write('pages/mine/index.js', `${script}\nPage({});`);
    expect((await compile()).problems).toContainEqual(
      expect.objectContaining({ severity, message, file: 'pages/mine/index.js', line, excerpt: expect.stringContaining(`> ${line} |`) }),
    );
  });

  it('tells a required package that package.json names and nobody has installed', async () => {
    await write('package.json', JSON.stringify({ dependencies: { dayjs: '1' } }));
    await write('pages/mine/index.js', "const dayjs = require('dayjs');\nPage({});");
    expect((await compile()).problems).toContainEqual(
      expect.objectContaining({ severity: 'error', message: expect.stringMatching(/^dayjs is not here: run "npm install"/), line: 1 }),
    );
  });

  it('takes what begins with a folder of the mini program for a path', async () => {
    await write('pages/mine/index.json', JSON.stringify({ usingComponents: { 'x-gone': 'components/gone/index' } }));
    expect((await compile()).problems.map(({ message }) => message)).toContain('component not found: components/gone/index');
  });

  it('tells a WXML error with line, column and the lines around it', async () => {
    await write('pages/mine/index.wxml', '<view>\n  <text>{{ a + }}</text>\n</view>\n');
    const [problem] = (await compile()).problems.filter(({ file }) => file === 'pages/mine/index.wxml');
    expect(problem).toMatchObject({ severity: 'error', message: 'unexpected character inside expression', line: 2, column: 16 });
    expect(problem?.excerpt).toContain('> 2 |   <text>{{ a + }}</text>');
  });

  it.each([
    [
      'a missing import',
      'pages/mine/index.wxml',
      '<import src="./gone.wxml" />',
      { message: 'pages/mine/gone.wxml does not exist', line: 1 },
    ],
    [
      'a missing WXS module',
      'pages/mine/index.wxml',
      '<wxs src="./gone.wxs" module="m" />',
      { message: 'pages/mine/gone.wxs does not exist', line: 1 },
    ],
    ['a WXSS error', 'pages/mine/index.wxss', '.a {\n  color: red;\n', { message: 'Unclosed block', line: 1, column: 1 }],
    [
      'a missing WXSS import',
      'pages/mine/index.wxss',
      '\n@import "./gone.wxss";',
      { message: 'pages/mine/gone.wxss does not exist', line: 2 },
    ],
    [
      'a syntax error',
      'pages/mine/index.js',
      'Page({\n  data: {,\n});',
      { message: 'Expected identifier but found ","', line: 2, column: 10 },
    ],
    ['broken JSON', 'pages/mine/index.json', '{\n  "a": 1,\n}', { line: 3 }],
    ['a missing app.json', 'app.json', '', { file: 'app.json', line: 1 }],
  ])('tells %s', async (_, file, text, problem) => {
    await write(file, text);
    expect((await compile()).problems).toContainEqual(expect.objectContaining({ severity: 'error', file, ...problem }));
  });

  it('warns of a tag that nothing declares, and of nothing else in a sound project', async () => {
    const { problems } = await compile();
    expect(problems).toEqual([
      expect.objectContaining({
        severity: 'warning',
        file: 'pages/shop/index.wxml',
        line: 1,
        message: expect.stringContaining('<p> is neither a built-in component'),
      }),
    ]);
  });

  it('names what app.json asks for and the playground lacks', async () => {
    await write('app.json', JSON.stringify({ pages: ['pages/mine/index'], plugins: {}, workers: 'workers' }));
    expect((await compile()).problems).toEqual([
      { severity: 'unsupported', message: 'app.json: "plugins"', file: 'app.json' },
      { severity: 'unsupported', message: 'app.json: "workers"', file: 'app.json' },
    ]);
  });

  it('never leaves the project for a file', async () => {
    const { files } = await compileProject(folder);
    expect(files.absolute('../secret')).toBeUndefined();
    expect(files.absolute('pages/../app.json')).toBe(path.join(folder, 'app.json'));
  });
});
