/** Builds the package unless it is what the present source makes: jest calls this before tests that need it. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../..');
const stamp = join(root, 'node_modules/.cache/authing-miniapp/built');

/** A hash of all texts in these files and folders. */
function hashOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) add(join(path, name));
    } else hash.update(path).update(readFileSync(path));
  };
  for (const path of paths) add(join(root, path));
  return hash.digest('hex');
}

/** The source, what builds it, and the outcome. */
const present = (): string =>
  hashOf(['index.ts', 'lib', 'components', 'tools/build', 'tools/sdk', 'gulpfile.js', 'tsconfig.base.json', 'tsconfig.phone.json']) +
  hashOf(['package-lock.json', 'LICENSE', 'miniprogram_dist']);

export default function build(): void {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === present()) return;
  execFileSync(process.execPath, [join(root, 'node_modules/gulp/bin/gulp.js'), 'build'], { cwd: root, stdio: 'inherit' });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, present());
}
