/** @jest-environment ./test/harness/environment.js */
/** What is wrong with a mini program's files is said of the file. */
import { launch } from 'authing-miniapp-emulator/jest';
import { engineNames } from 'authing-miniapp-emulator/engines';
import { miniProgram } from './mini-program';

const PAGE = 'pages/index/index';

describe.each(engineNames)('on %s', (engine) => {
  it('opens a page without a JSON file', async () => {
    const app = await launch({ root: miniProgram({ 'pages/index/index.json': null }), page: PAGE, engine });
    expect(app.page.text()).toBe('hello');
  });

  it.each([
    ['JavaScript', { 'pages/index/index.js': 'Page({\n  data: {} }\n}\n);' }, /index\.js:3: missing \)/],
    ['an ES module', { 'pages/index/index.js': "import x from './x';\n\nPage({ data: }\n);" }, /index\.js:3: .*Unexpected token/],
    ['TypeScript', { 'pages/index/index.js': null, 'pages/index/index.ts': 'const a: string = 1;\nPage({ data: });' }, /index\.ts:2: /],
    ['app.js', { 'app.js': 'App({\n\n})}' }, /app\.js:3: /],
    ['JSON', { 'pages/index/index.json': '{\n  "usingComponents": {,}\n}' }, /index\.json:2: .*JSON/],
    [
      'JSON, where V8 names no position',
      { 'pages/index/index.json': '{\n  "component": x,\n  "usingComponents": {}\n}\n' },
      /index\.json:2: .*'x'/,
    ],
    ['JSON that ends early', { 'pages/index/index.json': '{\n' }, /index\.json:2: .*JSON/],
    ['app.json', { 'app.json': '{\n\n"pages": x }' }, /app\.json:3: .*'x'/],
    ['a page without WXML', { 'pages/index/index.wxml': null }, /pages\/index\/index\.wxml does not exist/],
    ['a page without both', { 'pages/index/index.wxml': null, 'pages/index/index.json': null }, /no page '.*index\.wxml does not exist/],
    ['an import', { 'pages/index/index.wxml': '<import src="./row"/>' }, /row\.wxml does not exist; .*index\.wxml needs it/],
  ])('names the file and the line: %s', async (_what, files: Record<string, string | null>, message) => {
    await expect(launch({ root: miniProgram(files), page: PAGE, engine })).rejects.toThrow(message);
  });

  it('says which pages there are', async () => {
    await expect(launch({ root: miniProgram(), page: 'pages/indx/index', engine })).rejects.toThrow(
      "no page 'pages/indx/index': app.json lists pages/index/index, pages/me/me; and no component at ",
    );
  });
});
