import { readFile } from 'node:fs/promises';
import { dirname, join, posix, relative, sep } from 'node:path';
import type { Plugin } from 'esbuild';
import { asyncToPromises } from './async-to-promises';

const root = join(__dirname, '../..');

/** Where the bundle is in the package. */
const HOME = 'lib/sdk';

/** Modules outside `lib/sdk` that nothing else uses and that keep no state. */
const ONLY_USED_BY_SDK = ['lib/wx/random', 'lib/wx/socket'];

/**
 * Whether a module of ours is in the bundle, and not in the package on its own.
 * @param module path from the root without extension, such as `lib/sdk/options`
 */
export const isBundled = (module: string): boolean => module.startsWith(`${HOME}/`) || ONLY_USED_BY_SDK.includes(module);

/**
 * esbuild plugin: the kernel's files stay outside the bundle, where the components share them (and the session in them).
 * @param asWritten leaves `async` functions as they are, line for line
 */
export const kernelModules = ({ asWritten = false } = {}): Plugin => ({
  name: 'kernel-modules',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\./, namespace: 'file' }, ({ path, importer }) => {
      const name = relative(root, join(dirname(importer), path))
        .split(sep)
        .join('/');
      return isBundled(name) ? undefined : { path: posix.relative(HOME, name), external: true, sideEffects: false };
    });
    onLoad({ filter: /[\\/]lib[\\/](?:sdk|wx)[\\/].*\.ts$/, namespace: 'file' }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      return { contents: asWritten ? source : asyncToPromises(source, join(root, HOME, 'promises')), loader: 'ts' };
    });
  },
});
