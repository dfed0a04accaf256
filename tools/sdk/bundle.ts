import { join } from 'node:path';
import { build } from 'esbuild';
import type { BuildOptions } from 'esbuild';
import ts from 'typescript';
import { sdkDeclarations } from './declarations';
import { kernelModules } from './kernel-modules';
import { sdkModules } from './sdk-modules';
import { shortBundle } from './short-bundle';

/** The bundle's path in the package, without extension: that of the source it begins with. */
export const BUNDLE = 'lib/sdk/authentication-client';

export interface ClientBundle {
  /** The module `BUNDLE`: all of `lib/sdk`, and of the SDK what a phone needs; ES5, but for `import` and `export`. */
  readonly js: string;
  /** `lib/sdk/authing-js-sdk.d.ts`: the SDK's types, without the SDK. */
  readonly dts: string;
}

const root = join(__dirname, '../..');
const client = {
  entryPoints: [join(root, `${BUNDLE}.ts`)],
  bundle: true,
  write: false,
  treeShaking: true,
  legalComments: 'none',
  charset: 'utf8',
  // Fields are assigned in the constructor, as TypeScript does for ES5; those that are only declared leave no trace.
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
} satisfies BuildOptions;

/** The bundle as it is written: `async`, ES2022, CommonJS, with an inline source map of `lib`. */
export async function bundleSource(): Promise<string> {
  const { outputFiles } = await build({
    ...client,
    format: 'cjs',
    target: 'es2022',
    sourcemap: 'inline',
    sourcesContent: false,
    outdir: root,
    sourceRoot: `${root}/`,
    plugins: [kernelModules({ asWritten: true }), sdkModules],
  });
  return outputFiles[0]!.text;
}

/** Bundles the client with the SDK it extends. */
export async function bundleClient(): Promise<ClientBundle> {
  const [{ outputFiles }, dts] = await Promise.all([
    build({ ...client, format: 'esm', target: 'esnext', plugins: [kernelModules(), sdkModules] }),
    sdkDeclarations(),
  ]);
  const { outputText } = ts.transpileModule(outputFiles[0]!.text, {
    compilerOptions: { target: ts.ScriptTarget.ES5, module: ts.ModuleKind.ESNext, importHelpers: true },
  });
  return { js: shortBundle(outputText), dts };
}
