import { join } from 'node:path';
import { build, transform } from 'esbuild';
import { checkFreeNames } from './es5/free-names';
import { lowerToEs5 } from './es5/lower';
import { sdkDeclarations } from './source/declarations';
import { kernelModules } from './source/kernel-modules';
import { checkOverridden } from './source/overridden-sources';
import { sdkModules } from './source/sdk-modules';

export interface ClientBundle {
  /** `lib/sdk/authentication-client.js`: all of `lib/sdk`, and of the SDK what a phone needs; ES5, minified. */
  readonly js: string;
  /** `lib/sdk/authing-js-sdk.d.ts`: the SDK's types, without the SDK. */
  readonly dts: string;
  /** Packages of which code is in `js`; their licences must travel with it. */
  readonly packages: readonly string[];
  /** Bytes before lowering and minification, by module, heaviest first. */
  readonly modules: ReadonlyMap<string, number>;
}

/** Bundles the client with the SDK it extends. Throws when anything that a mini program does not have is left in it. */
export async function bundleClient(): Promise<ClientBundle> {
  checkOverridden();
  const [{ outputFiles, metafile }, dts] = await Promise.all([
    build({
      entryPoints: [join(__dirname, '../../lib/sdk/authentication-client.ts')],
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      target: 'esnext',
      charset: 'utf8',
      treeShaking: true,
      legalComments: 'none',
      plugins: [kernelModules, sdkModules],
      // Fields are assigned in the constructor, as TypeScript does for ES5; those that are only declared leave no trace.
      tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    }),
    sdkDeclarations(),
  ]);
  const es5 = lowerToEs5(outputFiles[0]!.text);
  checkFreeNames(es5);
  const { code } = await transform(es5, { minify: true, target: 'es5', charset: 'utf8', format: 'cjs' });
  const sizes = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .map(([module, { bytesInOutput }]) => [module, bytesInOutput] as const);
  return { js: code, dts, packages: ['authing-js-sdk'], modules: new Map(sizes.sort(([, a], [, b]) => b - a)) };
}
