import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stop } from 'esbuild';
import ts from 'typescript';
import { createBareContext } from '../../../tools/sdk/bare-context';
import type { BareContext, ReadFile } from '../../../tools/sdk/bare-context';
import { bundleClient } from '../../../tools/sdk/bundle';

const root = join(__dirname, '../../..');
let bundle: Promise<string> | undefined;
const compiled = new Map<string, string>();

/** The library as the build makes it (ES5, the client bundled), compiled on the fly so that a test never judges yesterday's build. */
export async function compiledPackage(): Promise<ReadFile> {
  // esbuild's process would keep the test run from ending.
  const client = await (bundle ??= bundleClient()
    .then(({ js }) => js)
    .finally(stop));
  const compile = (path: string): string | undefined => {
    if (path === 'lib/tslib.js') return readFileSync(join(root, 'node_modules/tslib/tslib.js'), 'utf8');
    if (path === 'lib/sdk/authentication-client.js') return client;
    const source = join(root, path.replace(/\.js$/, '.ts'));
    // Nothing but the bundle may reach into lib/sdk.
    return path.startsWith('lib/sdk/') || !existsSync(source)
      ? undefined
      : ts.transpileModule(readFileSync(source, 'utf8'), {
          compilerOptions: { target: ts.ScriptTarget.ES5, module: ts.ModuleKind.CommonJS, importHelpers: true, downlevelIteration: true },
        }).outputText;
  };
  return (path) => {
    const known = compiled.get(path);
    if (known !== undefined) return known;
    const up = '../'.repeat(path.split('/').length - 1) || './';
    const code = compile(path)?.replace(/require\("tslib"\)/g, `require("${up}lib/tslib")`);
    if (code !== undefined) compiled.set(path, code);
    return code;
  };
}

/** The compiled library in a world that has only what WeChat's logic layer has. */
export async function loadInBareContext(globals: Record<string, unknown>): Promise<BareContext> {
  return createBareContext(await compiledPackage(), globals);
}
