import { posix } from 'node:path';
import { build } from 'esbuild';
import * as tslib from 'tslib';
import ts from 'typescript';
import { root, type Files } from './files';

/**
 * The package depends on nothing, so TypeScript's run-time helpers are a file in it: miniprogram_dist/lib/tslib.js.
 * @param path of the file in the package, with `/`
 */
export function withOwnHelpers(code: string, path: string): string {
  const to = posix.relative(posix.dirname(path), 'lib/tslib');
  return code.replace('require("tslib")', `require("${to.startsWith('.') ? to : `./${to}`}")`);
}

/** miniprogram_dist/lib/tslib.js: the helpers that these compiled files use, and no other. */
export async function helpersFor(files: Files): Promise<string> {
  const used = new Set<string>();
  for (const [path, code] of files) {
    if (!path.endsWith('.js')) continue;
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
  return outputText;
}
