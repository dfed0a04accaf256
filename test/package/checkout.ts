import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const root = join(__dirname, '../..');

/** Copies what Git would have of this working tree, and links node_modules: a clean clone in which nothing is built. */
export function checkOut(target: string): void {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  for (const path of listed.split('\0').filter((each) => each !== '' && existsSync(join(root, each)))) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    cpSync(join(root, path), join(target, path));
  }
  symlinkSync(join(root, 'node_modules'), join(target, 'node_modules'));
}

export interface Tarball {
  /** Absolute path. */
  readonly path: string;
  /** Of the file, hex. */
  readonly sha256: string;
  /** What is in it, from the package's folder. */
  readonly files: readonly string[];
}

/** `npm pack` of the product, as anybody would call it. @param umask octal, as a shell takes it */
export async function npmPack(dir: string, umask: string, env: Readonly<Record<string, string>> = {}): Promise<Tarball> {
  const { stdout } = await promisify(execFile)('sh', ['-c', `umask ${umask} && exec npm pack --json`], {
    cwd: dir,
    env: { ...process.env, ...env },
    maxBuffer: 1 << 26,
  });
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  const path = join(dir, filename);
  const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
  return { path, sha256, files: files.map((file) => file.path) };
}

/** What npm does with a tarball in somebody's project. Asks no registry: the package depends on nothing. */
export function npmInstall(project: string, tarball: string): void {
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
