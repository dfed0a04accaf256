import { appendFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPlaygroundServer, type PlaygroundServer } from '../src/server';

let folder: string;
let server: PlaygroundServer;
let log: string[];

const write = (file: string, text: string): Promise<void> => writeFile(path.join(folder, file), text);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const rebuilds = (): number => log.filter((line) => line.startsWith('Compiled again')).length;

async function until(done: () => boolean): Promise<void> {
  while (!done()) await pause(20);
}

/** Resolves when what was written has been compiled, however long this machine takes. */
async function quiet(): Promise<void> {
  for (let seen = -1; seen < rebuilds(); await pause(700)) seen = rebuilds();
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'playground-'));
  await cp(path.join(__dirname, 'fixture', 'app'), folder, { recursive: true });
  await write('pages/mine/index.json', JSON.stringify({ usingComponents: { 'x-late': './late' } }));
  log = [];
  server = await createPlaygroundServer({
    project: folder,
    watch: true,
    log(line) {
      log.push(line);
      // As `authing-miniapp-playground > dev.log` does.
      appendFileSync(path.join(folder, 'dev.log'), `${line}\n`);
    },
  });
  // A change counts once everything is watched; until then it is made again and again.
  const repeated = setInterval(() => void write('app.wxss', `/* ${Date.now()} */`), 50);
  await until(() => rebuilds() > 0);
  clearInterval(repeated);
  await quiet();
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

describe('a playground that watches', () => {
  it('compiles again for no file that the mini program does not read, and tells a warning once', async () => {
    const before = rebuilds();
    await write('notes.md', 'a');
    await quiet();
    expect(rebuilds()).toBe(before);
    expect(log.filter((line) => line.startsWith('warning: <p>'))).toHaveLength(1);
  });

  it('hears of a change while a log is written all the time', async () => {
    const before = rebuilds();
    const logging = setInterval(() => appendFileSync(path.join(folder, 'other.log'), 'line\n'), 10);
    await write('app.wxss', '/* changed */');
    await until(() => rebuilds() > before);
    clearInterval(logging);
  });

  it('compiles again for a file that was missing', async () => {
    const missing = (): boolean => server.problems.some(({ message }) => message === 'component not found: ./late');
    expect(missing()).toBe(true);
    await write('pages/mine/late.js', 'Component({});');
    await write('pages/mine/late.wxml', '<view />');
    await write('pages/mine/late.json', '{ "component": true }');
    await until(() => !missing());
  });

  it('compiles again for a picture that the page has asked for', async () => {
    await fetch(`${server.url}/project/images/green.png`);
    const before = rebuilds();
    await write('images/green.png', 'other');
    await until(() => rebuilds() > before);
  });
});

describe('a playground of a mini program below its project', () => {
  let project: string;
  let outer: PlaygroundServer;
  const messages = (): string[] => outer.problems.map(({ message }) => message);
  /** A change counts once everything is watched; until then it is made again and again. */
  async function writes(file: string, text: () => string, done: () => boolean): Promise<void> {
    await mkdir(path.dirname(path.join(project, file)), { recursive: true });
    while (!done()) {
      await writeFile(path.join(project, file), text());
      await pause(300);
    }
  }

  beforeEach(async () => {
    project = await mkdtemp(path.join(tmpdir(), 'playground-'));
    for (const root of ['src', 'other']) await cp(path.join(__dirname, 'fixture', 'app'), path.join(project, root), { recursive: true });
    await writeFile(path.join(project, 'src/pages/mine/index.js'), "const kit = require('kit');\nPage({ kit });");
    await writeFile(path.join(project, 'project.config.json'), JSON.stringify({ miniprogramRoot: 'src' }));
    outer = await createPlaygroundServer({ project, watch: true, log: () => undefined });
  });
  afterEach(async () => {
    await outer.close();
    await rm(project, { recursive: true });
  });

  it('hears of package.json, of what npm installs, of what is changed there, and of project.config.json', async () => {
    const notFound = (): boolean => messages().some((message) => message.startsWith('module not found: kit'));
    const notInstalled = (): boolean => messages().some((message) => message.startsWith('kit is not here'));
    expect([notFound(), notInstalled()]).toEqual([true, false]);

    const manifest = { dependencies: { kit: '1' }, at: 0 };
    await writes('package.json', () => JSON.stringify({ ...manifest, at: Date.now() }), notInstalled);

    const kit = 'node_modules/kit';
    await mkdir(path.join(project, kit), { recursive: true });
    await writeFile(path.join(project, kit, 'package.json'), '{}');
    await writeFile(path.join(project, kit, 'index.js'), 'module.exports = 1;');
    const taken = (): boolean => messages().some((message) => message.startsWith('"kit" was taken from node_modules'));
    await writes('node_modules/.package-lock.json', () => JSON.stringify({ at: Date.now() }), taken);

    const broken = (): boolean => outer.problems.some(({ file }) => file === 'miniprogram_npm/kit/index.js');
    await writes(`${kit}/index.js`, () => `= ${Date.now()};`, broken);

    expect(outer.problems.length).toBeGreaterThan(1);
    await writes(
      'project.config.json',
      () => JSON.stringify({ miniprogramRoot: 'other', at: Date.now() }),
      () => !broken(),
    );
    // The other folder is watched now.
    const unclosed = (): boolean => messages().includes('Unclosed block');
    await writes('other/app.wxss', () => `.a { /* ${Date.now()} */`, unclosed);
  });
});
