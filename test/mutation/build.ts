/**
 * Stryker's build command, run in its copy of the project: builds the instrumented source over the copy of the real build; the
 * specifications compile the copy's source by themselves. Types do not matter here.
 */
import { readFileSync, symlinkSync, unlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { dist, filesBelow, root, writeFolder } from '../../tools/build/files';

// The bundle is made of packages, too; Stryker puts them into the copy only after this. What builds is loaded only now that it finds them.
const packages = join(root, 'node_modules');
symlinkSync(join(dirname(createRequire(__filename).resolve('tslib/tslib.js')), '..'), packages, 'junction');

const compilerOptions = { target: ts.ScriptTarget.ES5, module: ts.ModuleKind.ESNext, importHelpers: true };
const compile = (path: string): string => ts.transpileModule(readFileSync(join(root, path), 'utf8'), { compilerOptions }).outputText;

async function build(): Promise<void> {
  const { packageScripts } = await import('../../tools/build');
  const { bundleClient } = await import('../../tools/sdk/bundle');
  const sources = ['index.ts'];
  for (const folder of ['lib', 'components']) sources.push(...(await filesBelow(join(root, folder))).map((path) => `${folder}/${path}`));
  const compiled = sources.filter((path) => path.endsWith('.ts')).map((path) => [path.replace(/\.ts$/, '.js'), compile(path)] as const);
  // Instrumented code looks for the global object, which the real build refuses; that build is judged by the other tests.
  const scripts = await packageScripts(new Map(compiled), (await bundleClient()).js, { check: false });
  const kept = (await filesBelow(dist)).filter((path) => !path.endsWith('.js'));
  await writeFolder(dist, new Map([...scripts, ...kept.map((path) => [path, readFileSync(join(dist, path), 'utf8')] as const)]));
}

build().then(
  () => unlinkSync(packages),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
