/** Builds the package unless it is what the present source makes: jest calls this before tests that need it. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hashOf, root } from '../../tools/build/files';

const stamp = join(root, 'node_modules/.cache/authing-miniapp/built');

/** What a build writes. */
export const outcome = ['miniprogram_dist', 'bin'];

/** The source, what builds it, and the outcome. */
const present = (): string =>
  hashOf(['index.ts', 'lib', 'components', 'cli', 'tools/build', 'tools/sdk', 'gulpfile.js', 'tsconfig.base.json', 'tsconfig.phone.json']) +
  hashOf(['package-lock.json', 'LICENSE', ...outcome]);

export default function build(): void {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === present()) return;
  execFileSync(process.execPath, [join(root, 'node_modules/gulp/bin/gulp.js'), 'build'], { cwd: root, stdio: 'inherit' });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, present());
}
