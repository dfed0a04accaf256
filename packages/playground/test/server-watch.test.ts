import { appendFileSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
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
  await pause(500);
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

describe('a playground that watches', () => {
  it('compiles again for no file that the mini program does not read, and tells a warning once', async () => {
    const before = rebuilds();
    await write('notes.md', 'a');
    await pause(700);
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
