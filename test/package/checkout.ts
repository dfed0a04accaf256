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
  /** Its package.json. */
  readonly manifest: Readonly<Record<string, unknown>>;
}

/**
 * `npm pack` of all packages, as anybody would call it; by name.
 * @param umask octal, as a shell takes it
 * @param which arguments that name the packages
 */
export async function npmPack(
  dir: string,
  umask: string,
  env: Readonly<Record<string, string>> = {},
  which: readonly string[] = ['--workspaces', '--include-workspace-root'],
): Promise<Record<string, Tarball>> {
  const command = `umask ${umask} && exec npm pack --json ${which.join(' ')}`;
  const { stdout } = await promisify(execFile)('sh', ['-c', command], { cwd: dir, env: { ...process.env, ...env }, maxBuffer: 1 << 26 });
  const packed = JSON.parse(stdout) as { name: string; filename: string; files: { path: string }[] }[];
  return Object.fromEntries(
    packed.map(({ name, filename, files }) => {
      const path = join(dir, filename);
      const manifest = execFileSync('tar', ['-xzOf', path, 'package/package.json'], { encoding: 'utf8' });
      return [
        name,
        {
          path,
          sha256: createHash('sha256').update(readFileSync(path)).digest('hex'),
          files: files.map((file) => file.path),
          manifest: JSON.parse(manifest) as Readonly<Record<string, unknown>>,
        },
      ];
    }),
  );
}

/** What npm does with a tarball in somebody's project. Asks no registry: the package depends on nothing. */
export function npmInstall(project: string, tarball: string): void {
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
