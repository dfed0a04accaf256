/** Evaluates the mini program's JavaScript: CommonJS modules, each once per app start, with the globals of a device. */
import { moduleFunction, moduleGlobals, type ModuleGlobals } from 'authing-miniapp-emulator/runtime';
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
  private readonly globals: ModuleGlobals;
  private readonly loaded = new Map<string, Module>();

  /** `globals`: what WeChat provides (`wx`, `App`, `Page` …), by name. */
  constructor(modules: Readonly<Record<string, ScriptModule>>, globals: ModuleGlobals) {
    this.modules = modules;
    this.globals = moduleGlobals(globals);
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
    try {
      moduleFunction(`${script.code}\n//# sourceURL=${SOURCE_SCHEME}${path}`, this.globals)({ module, exports: module.exports, require });
    } catch (error) {
      this.loaded.delete(path);
      throw error;
    }
    return module.exports;
  }
}
