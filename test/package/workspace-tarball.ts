/** Tarballs of packages/*, for all tests that install them. */
import { execFile, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, rmdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { hashOf, root } from '../../tools/build/files';

const kept = join(root, 'node_modules/.cache/authing-miniapp');

/** Whoever holds the lock for so long (ms) has died. */
const LONGEST_BUILD = 300_000;

/** npm's own command-line program; no shell between. Rejects with what npm wrote. */
const npmFile = process.env['npm_execpath'];
const [program, ...first] = (npmFile?.endsWith('.js') === true ? [process.execPath, npmFile] : ['npm']) as [string, ...string[]];
export const npm = (cwd: string, ...args: string[]) => promisify(execFile)(program, [...first, ...args], { cwd });

/** Whether npm reaches its registry. */
export const npmReaches = (): boolean => spawnSync(program, [...first, 'ping'], { cwd: root }).status === 0;

const isSource = (path: string): boolean => !/^packages\/\w+\/(dist|test|node_modules)$/.test(path);

/**
 * Builds and packs a workspace, once for each state of what it is made from, whoever asks first.
 * @returns path of the tarball; it stays for the next run
 */
export async function workspaceTarball(name: 'emulator' | 'playground'): Promise<string> {
  const sources = ['packages', 'tsconfig.base.json', 'package.json', 'package-lock.json'];
  const target = join(kept, `${name}-${hashOf(sources, isSource).slice(0, 16)}`);
  const tarball = (): string | undefined => (existsSync(target) ? readdirSync(target).map((file) => join(target, file))[0] : undefined);
  mkdirSync(kept, { recursive: true });
  while (tarball() === undefined) {
    if (!locked(`${target}.lock`)) await new Promise((resolve) => setTimeout(resolve, 200));
    else {
      try {
        if (tarball() === undefined) await pack(name, target);
      } finally {
        rmdirSync(`${target}.lock`);
      }
    }
  }
  return tarball()!;
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

/** Packs a copy, for others may be building the package itself at this moment. */
async function pack(name: string, target: string): Promise<void> {
  mkdirSync(join(root, 'artifacts'), { recursive: true });
  const copy = mkdtempSync(join(root, 'artifacts', `${name}-`));
  try {
    const own = join(root, 'packages', name);
    cpSync(own, copy, { recursive: true, filter: (file) => isSource(`packages/${name}${file.slice(own.length)}`) });
    // What npm pack runs first builds the repository's own folder; the copy is built here.
    await npm(copy, 'run', 'build');
    const packed = join(copy, 'artifacts', basename(target));
    mkdirSync(packed, { recursive: true });
    await npm(copy, 'pack', '--ignore-scripts', '--pack-destination', packed);
    // Complete or not at all: others install it.
    renameSync(packed, target);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
