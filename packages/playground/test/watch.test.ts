import { mkdtemp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { watchDirectories } from '../src/watch';

let folder: string;
let stop: () => void;
/** Resolves at the next burst of changes. */
let heard: () => Promise<void>;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'watch-'));
  await mkdir(path.join(folder, 'pages/a'), { recursive: true });
  await writeFile(path.join(folder, 'pages/a/index.js'), '0');
  let count = 0;
  let wake = (): void => undefined;
  heard = async () => {
    while (count === 0) await new Promise<void>((resolve) => (wake = resolve));
    count = 0;
  };
  stop = watchDirectories(
    [folder],
    () => {
      count += 1;
      wake();
    },
    (error) => {
      throw error;
    },
  );
  // A first change is heard once everything is watched; until then it is made again and again.
  const repeated = setInterval(() => void writeFile(path.join(folder, 'ready'), String(Date.now())), 50);
  await heard();
  clearInterval(repeated);
  await new Promise((resolve) => setTimeout(resolve, 300));
  count = 0;
});
afterEach(async () => {
  stop();
  await rm(folder, { recursive: true });
});

describe('watchDirectories', () => {
  it('hears of a file that is saved by putting another one in its place, every time', async () => {
    const file = path.join(folder, 'pages/a/index.js');
    for (const text of ['1', '22', '333']) {
      await writeFile(`${folder}.saving`, text);
      await rename(`${folder}.saving`, file);
      await heard();
    }
    await writeFile(file, '4444');
    await heard();
  });

  it('hears of new folders and what is in them, and of nothing in node_modules', async () => {
    await mkdir(path.join(folder, 'node_modules/x'), { recursive: true });
    await writeFile(path.join(folder, 'node_modules/x/index.js'), '1');
    let early = true;
    const next = heard().then(() => early);
    await new Promise((resolve) => setTimeout(resolve, 300));
    early = false;
    await mkdir(path.join(folder, 'pages/b'));
    expect(await next).toBe(false);
    await writeFile(path.join(folder, 'pages/b/index.js'), '1');
    await heard();
  });
});
