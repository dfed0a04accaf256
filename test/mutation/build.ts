/**
 * Stryker's build command, run in its copy of the project: puts the instrumented kernel and components into the copy of the real build,
 * file by file, and the bundle of `lib/sdk`. Types do not matter here.
 */
import { copyFileSync, existsSync, readFileSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { withOwnHelpers } from '../../tools/build/helpers';
import { dist, root } from '../../tools/build/files';
import { compile } from '../chaos/mutants/mutant';
import { filesIn } from '../../tools/lint/files';

const built = ['lib', 'components'].flatMap((folder) => filesIn(join(dist, folder)).map((file) => `${folder}/${file}`));
for (const path of built) {
  const source = join(root, path.replace(/\.js$/, '.ts'));
  if (!path.endsWith('.js') || path.startsWith('lib/sdk/') || !existsSync(source)) continue;
  writeFileSync(join(dist, path), withOwnHelpers(compile(readFileSync(source, 'utf8')), path));
}
// All of TypeScript's helpers: instrumented code may need others than the real build, which carries only what it uses.
const tslib = createRequire(__filename).resolve('tslib/tslib.js');
copyFileSync(tslib, join(dist, 'lib/tslib.js'));

// Instrumented code looks for the global object, which the bundle of `lib/sdk` otherwise must not. The real build goes on asking.
const freeNames = join(root, 'tools/sdk/free-names.ts');
const check = readFileSync(freeNames, 'utf8');
const ALLOWED = "'require', ";
if (check.split(ALLOWED).length !== 2) throw new Error(`${freeNames} has no ${ALLOWED}: bring test/mutation/build.ts up to date.`);
writeFileSync(freeNames, check.replace(ALLOWED, `${ALLOWED}'globalThis', 'Function', `));

// The bundle is made of packages, too; Stryker puts them into the copy only after this.
const packages = join(root, 'node_modules');
symlinkSync(join(dirname(tslib), '..'), packages, 'junction');
// Loaded only now, with the check that has just been changed.
void import('../../tools/sdk/bundle').then(async ({ bundleClient }) => {
  const path = 'lib/sdk/authentication-client.js';
  writeFileSync(join(dist, path), withOwnHelpers((await bundleClient()).js, path));
  unlinkSync(packages);
});
