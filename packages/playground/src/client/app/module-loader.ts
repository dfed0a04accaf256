/** Evaluates the mini program's JavaScript: CommonJS modules, each once per app start, with the globals of a device. */
import { absentOnDevice } from 'authing-miniapp-emulator/runtime';
import type { ScriptModule } from '../../build';

interface Module {
  exports: unknown;
}

/** The scheme under which the browser's tools and stack traces show the mini program's files. */
export const SOURCE_SCHEME = 'miniapp:///';

/** A file is there and the compiler refused it: what is wrong with it is among the build's problems. */
export class NotCompiledError extends Error {
  override readonly name = 'NotCompiledError';
  /** A key that the build's modules lack. */
  readonly file: string;

  constructor(file: string) {
    super(`${file} could not be compiled`);
    this.file = file;
  }
}

export class ModuleLoader {
  private readonly modules: Readonly<Record<string, ScriptModule>>;
  private readonly globals: Readonly<Record<string, unknown>>;
  private readonly loaded = new Map<string, Module>();

  /** `globals`: what WeChat provides (`wx`, `App`, `Page` …), by name. */
  constructor(modules: Readonly<Record<string, ScriptModule>>, globals: Readonly<Record<string, unknown>>) {
    this.modules = modules;
    this.globals = globals;
  }

  /**
   * `path`: a key of the build's modules. Throws what the module throws while it is evaluated.
   * @throws NotCompiledError when it, or what it requires, has a syntax error
   */
  require(path: string): unknown {
    const loaded = this.loaded.get(path);
    if (loaded !== undefined) return loaded.exports;
    const script = this.modules[path];
    if (script === undefined) throw new NotCompiledError(path);

    const module: Module = { exports: {} };
    this.loaded.set(path, module);
    const require = (request: string): unknown => {
      const target = script.requires[request];
      if (target === undefined) throw new Error(`module '${request}' is not defined, required from ${path}`);
      return this.require(target);
    };
    Object.assign(require, { async: (request: string) => Promise.resolve().then(() => require(request)) });
    const parameters: Record<string, unknown> = Object.fromEntries(absentOnDevice.map((name) => [name, undefined]));
    Object.assign(parameters, this.globals, { module, exports: module.exports, require });
    try {
      compile(path, script.code, Object.keys(parameters))(...Object.values(parameters));
    } catch (error) {
      this.loaded.delete(path);
      throw error;
    }
    return module.exports;
  }
}

/** The header shares the first line with the code, so that line numbers stay those of the compiled file. */
function compile(path: string, code: string, parameters: readonly string[]): (...values: unknown[]) => void {
  const source = `(function (${parameters.join(', ')}) {${code}\n})\n//# sourceURL=${SOURCE_SCHEME}${path}`;
  // Running the mini program's own code is what the playground is for; an indirect eval keeps it out of this module's scope.
  return (0, eval)(source) as (...values: unknown[]) => void;
}
