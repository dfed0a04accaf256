import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import vm from 'node:vm';

/** Text of a file of the package, by its path from the package's root; undefined when there is none. */
export type ReadFile = (path: string) => string | undefined;

export interface BareContext {
  /** The exports of a file of the package, e.g. `index` or `lib/sdk/authentication-client`. */
  require(path: string): Record<string, unknown>;
  /** The global object inside. */
  readonly global: Record<string, unknown>;
}

/** What WeChat's logic layer has beyond the language itself; read when called, so that fake timers take part. */
const timers = {
  setTimeout: (callback: () => void, ms?: number): unknown => setTimeout(callback, ms),
  clearTimeout: (id: unknown): void => clearTimeout(id as NodeJS.Timeout),
  setInterval: (callback: () => void, ms?: number): unknown => setInterval(callback, ms),
  clearInterval: (id: unknown): void => clearInterval(id as NodeJS.Timeout),
};

/**
 * A JavaScript world with nothing but the language (no eval, no WebAssembly), timers, `console` and what `globals` gives, and a
 * `require` that knows the package's own files alone: what runs here runs in WeChat's logic layer.
 */
export function createBareContext(readFile: ReadFile, globals: Record<string, unknown>): BareContext {
  const context = vm.createContext({ ...timers, console, ...globals }, { codeGeneration: { strings: false, wasm: false } });
  vm.runInContext('delete globalThis.WebAssembly; delete globalThis.SharedArrayBuffer; delete globalThis.Atomics;', context);
  const modules = new Map<string, { exports: Record<string, unknown> }>();
  const load = (path: string): Record<string, unknown> => {
    const known = modules.get(path);
    if (known) return known.exports;
    const code = readFile(`${path}.js`);
    if (code === undefined) throw new Error(`The package has no ${path}.js.`);
    const module = { exports: vm.runInContext('({})', context) as Record<string, unknown> };
    modules.set(path, module);
    const run = vm.runInContext(`(function (require, module, exports) {${code}\n})`, context, { filename: `${path}.js` }) as (
      require: (name: string) => unknown,
      module: object,
      exports: object,
    ) => void;
    run(
      (name) => {
        if (!name.startsWith('.')) throw new Error(`${path}.js requires "${name}", which is not in the package.`);
        return load(join(dirname(path), name).replace(/\\/g, '/').replace(/\.js$/, ''));
      },
      module,
      module.exports,
    );
    return module.exports;
  };
  return { require: load, global: context as Record<string, unknown> };
}

/** Reads a built package from its folder. */
export const fromFolder =
  (folder: string): ReadFile =>
  (path) => {
    try {
      return readFileSync(join(folder, path), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  };
