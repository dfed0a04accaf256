/** The tarballs, for all tests that install them. */
import { execFile, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { hashOf, root } from '../../tools/build/files';
import { packageFolders } from '../../tools/release/manifests';
import { beforePack } from '../../tools/release/pack-hooks';
import build, { outcome } from './build';
import { checkOut, npmPack, type Tarball } from './checkout';

const kept = join(root, 'node_modules/.cache/authing-miniapp');

/** Whoever holds the lock for so long (ms) has died. */
const LONGEST_BUILD = 300_000;

/** npm's own command-line program; no shell between. Rejects with what npm wrote. */
const npmFile = process.env['npm_execpath'];
const [program, ...first] = (npmFile?.endsWith('.js') === true ? [process.execPath, npmFile] : ['npm']) as [string, ...string[]];
export const npm = (cwd: string, ...args: string[]) => promisify(execFile)(program, [...first, ...args], { cwd });

/** Whether npm reaches its registry. */
export const npmReaches = (): boolean => spawnSync(program, [...first, 'ping'], { cwd: root }).status === 0;

/** Parts of the repository that are in no tarball, and make none. */
const isSource = (path: string): boolean =>
  !/^(packages\/\w+\/(dist|test|node_modules)|tools\/(demo|lint|size|wechat-compiler))$/.test(path);
const sources = ['cli', 'components', 'docs', 'hooks', 'lib', 'packages', 'tools', 'types'];
const files = ['index.ts', 'gulpfile.js', 'tsconfig.base.json', 'tsconfig.phone.json', 'package.json', 'package-lock.json', 'LICENSE'];
const readmes = ['README.md', 'README.zh-CN.md'];

/**
 * All packages as `npm pack` in a clean clone makes them, by name: once for each state of their sources, whoever asks first. The product
 * is packed as it is built already; tarball.test.ts compares all of it with what a clean clone comes to.
 */
export async function packedSet(): Promise<Record<string, Tarball>> {
  const target = join(kept, `packed-${hashOf([...sources, ...files, ...readmes], isSource).slice(0, 16)}`);
  const list = join(target, 'set.json');
  mkdirSync(kept, { recursive: true });
  while (!existsSync(list)) {
    if (!locked(`${target}.lock`)) await new Promise((resolve) => setTimeout(resolve, 200));
    else {
      try {
        if (!existsSync(list)) await pack(target);
      } finally {
        rmdirSync(`${target}.lock`);
      }
    }
  }
  return JSON.parse(readFileSync(list, 'utf8')) as Record<string, Tarball>;
}

/** Puts the product's tarball into a project, as npm would, and quicker. @returns the package's folder */
export async function unpackInto(project: string): Promise<string> {
  const folder = join(project, 'node_modules/authing-miniapp');
  const { path } = (await packedSet())['authing-miniapp']!;
  mkdirSync(folder, { recursive: true });
  await promisify(execFile)('tar', ['-xzf', path, '--strip-components=1', '-C', folder]);
  return folder;
}

/** Whether the lock is ours now. */
function locked(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - since > LONGEST_BUILD) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

async function pack(target: string): Promise<void> {
  // Not below node_modules, where compilers look at nothing.
  const clone = mkdtempSync(join(tmpdir(), 'authing-miniapp-clone-'));
  const part = mkdtempSync(`${target}-`);
  try {
    checkOut(clone);
    build();
    for (const path of outcome) cpSync(join(root, path), join(clone, path), { recursive: true });
    const folders = packageFolders(clone);
    // Their types are checked where the clean clone packs them.
    const others = folders.filter((folder) => folder !== '.');
    await Promise.all(others.map((folder) => npm(join(clone, folder), 'run', 'build', '--', '--noCheck')));
    folders.forEach((folder) => beforePack(clone, folder, () => undefined));
    const which = ['--ignore-scripts', ...folders.map((folder) => `./${folder}`)];
    const packed = Object.entries(await npmPack(clone, '022', { TZ: 'UTC' }, which)).map(([name, tarball]) => {
      copyFileSync(tarball.path, join(part, basename(tarball.path)));
      return [name, { ...tarball, path: join(target, basename(tarball.path)) }] as const;
    });
    writeFileSync(join(part, 'set.json'), JSON.stringify(Object.fromEntries(packed)));
    // Complete or not at all: others install what is in it.
    renameSync(part, target);
  } finally {
    rmSync(part, { recursive: true, force: true });
    rmSync(clone, { recursive: true, force: true });
  }
}
