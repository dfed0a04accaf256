import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Bus } from '../src/client/bus';
import { createPlaygroundServer } from '../src/server';
import { closeBrowser, visit, type Visit } from './visit';

let folder: string;
let opened: Visit;
const write = (file: string, text: string): Promise<void> => writeFile(path.join(folder, file), text);
const mine = { wxml: '<view bind:tap="onTap">fine</view>', js: 'Page({ onTap() {} });\n' };

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'playground-'));
  await cp(path.join(__dirname, 'fixture', 'app'), folder, { recursive: true });
});
afterEach(async () => {
  await opened.close();
  await rm(folder, { recursive: true });
});
afterAll(closeBrowser);

const problem = () => opened.page.locator('.problem[data-severity="error"]');

/** The page hears nothing before its stream is open. */
async function until(done: () => Promise<number>): Promise<void> {
  while ((await done()) === 0) await new Promise((resolve) => setTimeout(resolve, 50));
}

describe('what is wrong in a mini program', () => {
  it('is shown in the phone with file and line while the page is open, and the process stays up', async () => {
    await write('pages/mine/index.wxml', '<view>\n  {{ a + }}\n</view>');
    opened = await visit({ project: folder });
    await opened.screen.getByText('HOME', { exact: true }).waitFor();
    expect(await problem().count()).toBe(0);
    await opened.page.getByRole('button', { name: 'Mine' }).click();
    expect(await problem().innerText()).toContain('pages/mine/index.wxml:2:10');
    expect(await problem().locator('pre').innerText()).toContain('> 2 |   {{ a + }}');
    await opened.page.getByRole('button', { name: 'Close' }).click();
    await opened.page.getByRole('button', { name: 'Home' }).click();
    await opened.native('button', 'Add one').click();
    await opened.screen.getByText('Badge 1 2').waitFor();
  });

  it.each([
    ['a page', { 'pages/mine/index.js': 'Page({\n  data: {,\n});' }, 'pages/mine/index.js:2:10'],
    [
      'a module that only a page requires',
      { 'pages/mine/index.js': 'require("./words");\nPage({});', 'pages/mine/words.js': '\nlet = ;' },
      'pages/mine/words.js:2:',
    ],
  ])('is a syntax error of %s: told with file and line when the page opens, and the other pages run', async (_, files, place) => {
    for (const [file, text] of Object.entries(files)) await write(file, text);
    opened = await visit({ project: folder });
    await opened.native('button', 'Add one').click();
    await opened.screen.getByText('Badge 1 2').waitFor();
    expect(await problem().count()).toBe(0);
    await opened.page.getByRole('button', { name: 'Mine' }).click();
    await problem().first().waitFor();
    expect(await problem().count()).toBe(1);
    expect(await problem().innerText()).toContain(place);
  });

  it('is a syntax error that app.js reaches: told at once with file and line', async () => {
    await write('app.ts', "import './broken';\nApp({});");
    await write('broken.js', '\n\nlet = ;');
    opened = await visit({ project: folder });
    await problem().first().waitFor();
    expect((await problem().allInnerTexts()).join('\n')).toContain('broken.js:3:');
    expect(await opened.page.getByText('could not be compiled').count()).toBe(0);
  });

  it('is traced to the line of the TypeScript that threw, on the page, in the log and in App.onError', async () => {
    await write('pages/mine/index.wxml', mine.wxml);
    await rm(path.join(folder, 'pages/mine/index.js'));
    await write(
      'pages/mine/index.ts',
      [
        'interface Thing { name: string }',
        '',
        'const nameOf = (thing: Thing | undefined): string => thing!.name;',
        '',
        'Page({',
        '  onTap() {',
        '    nameOf(undefined);',
        '  },',
        '});',
        '',
      ].join('\n'),
    );
    opened = await visit({ project: folder }, 'pages/mine/index');
    await opened.screen.getByText('fine').click();
    const text = await problem().innerText();
    expect(text).toContain("TypeError: Cannot read properties of undefined (reading 'name')");
    expect(text).toContain('pages/mine/index.ts:3:');
    expect(opened.log.join('\n')).toContain('at pages/mine/index.ts:3:');
    expect(opened.console.some((line) => line.startsWith('error TypeError'))).toBe(true);
  });

  it.each([
    ['while its page loads', 'Page({\n  onLoad() { throw new Error("in onLoad"); },\n});', 'pages/mine/index.js:2:'],
    ['while its file is evaluated', '\nthrow new Error("at the top");', 'pages/mine/index.js:2:'],
    ['in a timer', 'Page({ onLoad() {\n  setTimeout(() => { throw new Error("late"); });\n} });', 'pages/mine/index.js:2:'],
    ['in a promise', 'Page({\n  async onLoad() { throw new Error("rejected"); },\n});', 'pages/mine/index.js:2:'],
    ['by using what a phone lacks', 'Page({ onLoad() {\n  document.title = "x";\n} });', 'pages/mine/index.js:2:'],
    ['by requiring what is not there', 'Page({});\nrequire("./gone");', 'pages/mine/index.js:2:'],
    ['by never calling Page()', 'module.exports = 1;', 'pages/mine/index.js calls neither Page() nor Component()'],
  ])('is told when it is thrown %s', async (_, script, expected) => {
    await write('pages/mine/index.js', script);
    opened = await visit({ project: folder }, 'pages/mine/index');
    await problem().first().waitFor();
    expect((await problem().allInnerTexts()).join('\n')).toContain(expected);
  });

  it('goes away when the file is corrected, without anybody reloading', async () => {
    await write('pages/home/index.wxml', '<view>{{ a + }}</view>');
    opened = await visit({ project: folder, watch: true });
    await problem().first().waitFor();
    await write('pages/home/index.wxml', '<view>corrected</view>');
    await opened.screen.getByText('corrected').waitFor();
    expect(await problem().allInnerTexts()).toEqual([]);
  });

  it('lies in what the mini program is made from: shown while the server says so, gone with the next build', async () => {
    opened = await visit({ project: folder });
    await opened.screen.getByText('HOME', { exact: true }).waitFor();
    await until(() => {
      opened.server.report({ severity: 'error', message: 'The build failed', file: 'components/a.ts', line: 3 });
      return problem().count();
    });
    expect(await problem().innerText()).toContain('components/a.ts:3');
    await opened.server.rebuild();
    await problem().waitFor({ state: 'hidden' });
  });

  it('is corrected: the timeline says that the mini program was compiled again, not that anybody restarted it', async () => {
    opened = await visit({ project: folder, watch: true, panel: true });
    const rows = opened.page.locator('.timeline .row');
    const reloaded = opened.page.evaluate(
      () =>
        new Promise((resolve) => {
          (globalThis as unknown as { playground: { bus: Bus } }).playground.bus.on('app.reloaded', resolve);
        }),
    );
    await opened.server.rebuild();
    expect(await reloaded).toEqual({ build: 2 });
    await rows.filter({ hasText: 'was compiled again and restarts' }).waitFor();
    expect(await rows.filter({ hasText: 'restart the app' }).count()).toBe(0);
    await opened.page.evaluate(() => (globalThis as unknown as { playground: { restart(): void } }).playground.restart());
    await rows.filter({ hasText: 'restart the app' }).waitFor();
  });

  it('tells of a handler that does not exist', async () => {
    await write('pages/mine/index.wxml', '<view bind:tap="onGone">press</view>');
    opened = await visit({ project: folder }, 'pages/mine/index');
    await opened.screen.getByText('press').click();
    await opened.page.getByRole('button', { name: 'Notices 2' }).click();
    expect(await opened.page.locator('.problem-message').allInnerTexts()).toContain(
      'there is no method "onGone" for an event handler in the WXML',
    );
  });
});

describe('the server', () => {
  const busy = (): Promise<Server> =>
    new Promise((resolve) => {
      const server = createServer();
      server.listen(0, '127.0.0.1', () => resolve(server));
    });

  it('takes the next port when the wanted one is in use', async () => {
    const blocker = await busy();
    const { port } = blocker.address() as AddressInfo;
    const server = await createPlaygroundServer({ project: folder, watch: false, port, log: () => undefined });
    expect(Number(new URL(server.url).port)).toBeGreaterThan(port);
    await server.close();
    blocker.close();
    opened = await visit({ project: folder });
  });

  it("serves the project's pictures and nothing beside the project", async () => {
    opened = await visit({ project: folder });
    const get = (address: string): Promise<Response> => fetch(opened.server.url + address);
    expect((await get('/project/images/green.png')).headers.get('content-type')).toBe('image/png');
    expect((await get('/project/app.js')).status).toBe(404);
    expect((await get('/project/%2e%2e/%2e%2e/etc/hostname.png')).status).toBe(404);
  });
});
