/**
 * Stryker's build command, run in its copy of the project: puts the instrumented kernel and components into the copy of the real build,
 * file by file, and the bundle of `lib/sdk`; the specifications compile the copy's source by themselves. Types do not matter here.
 */
import { copyFileSync, existsSync, readFileSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { withOwnHelpers } from '../../tools/build/helpers';
import { dist, root } from '../../tools/build/files';
import { filesIn } from '../../tools/lint/files';

/** As tsconfig.phone.json has it. */
const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES5,
  module: ts.ModuleKind.CommonJS,
  importHelpers: true,
  downlevelIteration: true,
  esModuleInterop: true,
};

const built = ['lib', 'components'].flatMap((folder) => filesIn(join(dist, folder)).map((file) => `${folder}/${file}`));
for (const path of built) {
  const source = join(root, path.replace(/\.js$/, '.ts'));
  if (!path.endsWith('.js') || path.startsWith('lib/sdk/') || !existsSync(source)) continue;
  writeFileSync(join(dist, path), withOwnHelpers(ts.transpileModule(readFileSync(source, 'utf8'), { compilerOptions }).outputText, path));
}
// All of TypeScript's helpers: instrumented code may need others than the real build, which carries only what it uses.
const tslib = createRequire(__filename).resolve('tslib/tslib.js');
copyFileSync(tslib, join(dist, 'lib/tslib.js'));

// The bundle is made of packages, too; Stryker puts them into the copy only after this.
const packages = join(root, 'node_modules');
symlinkSync(join(dirname(tslib), '..'), packages, 'junction');
// Loaded only now that it finds the packages. The bundle is as it is written: instrumented code looks for the global object, which the real
// build refuses; that build is judged by the other tests.
void import('../../tools/sdk/bundle').then(async ({ BUNDLE, bundleSource }) => {
  writeFileSync(join(dist, `${BUNDLE}.js`), await bundleSource());
  unlinkSync(packages);
});
