import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';
import { dist, root } from './paths';

/** Writes lib/tslib.js: the helpers of TypeScript that the compiled files use, and no other. */
export async function helpers(): Promise<void> {
  const used = new Set<string>();
  for (const path of await readdir(dist, { recursive: true })) {
    if (!path.endsWith('.js')) continue;
    for (const [, name] of (await readFile(join(dist, path), 'utf8')).matchAll(/\btslib\w*\.(__\w+)/g)) used.add(name!);
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
