import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { build } from 'esbuild';
import * as tslib from 'tslib';
import ts from 'typescript';
import { dist, root } from './paths';

/**
 * The package depends on nothing, so TypeScript's run-time helpers are a file in it: miniprogram_dist/lib/tslib.js.
 * @param path of the file in the package, with `/`
 */
export function withOwnHelpers(code: string, path: string): string {
  const to = posix.relative(posix.dirname(path), 'lib/tslib');
  return code.replace('require("tslib")', `require("${to.startsWith('.') ? to : `./${to}`}")`);
}

/** Writes miniprogram_dist/lib/tslib.js: the helpers that the compiled files use, and no other. */
export async function helpers(): Promise<void> {
  const used = new Set<string>();
  for (const path of await readdir(dist, { recursive: true })) {
    if (!path.endsWith('.js')) continue;
    const code = await readFile(join(dist, path), 'utf8');
    // Whatever the module is called there (`tslib_1.__assign`, minified `e.__assign`).
    for (const [, name] of code.matchAll(/\.(__\w+)/g)) if (name! in tslib) used.add(name!);
  }
  const bundle = await build({
    stdin: { contents: `export { ${[...used].sort().join(', ')} } from 'tslib';`, resolveDir: root },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2015',
    treeShaking: true,
    legalComments: 'none',
  });
  const { outputText } = ts.transpileModule(bundle.outputFiles[0]!.text, {
    compilerOptions: { target: ts.ScriptTarget.ES5, module: ts.ModuleKind.CommonJS, removeComments: true },
  });
  await writeFile(join(dist, 'lib/tslib.js'), outputText);
}
helpers.displayName = 'helpers';
