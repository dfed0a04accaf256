/**
 * The JavaScript side of one running app: CommonJS modules as WeChat loads them, each evaluated once per app start.
 *
 * Not Node's `require`: a fresh instance is a new set of modules (nothing of the test's own modules is reset), and the code
 * sees what a phone has: see {@link absentOnDevice}.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { absentOnDevice } from '../runtime/device-globals';

/** What WeChat hands to every module, by name (`Component`, `Behavior`, `Page`, `App`). */
export type ModuleGlobals = Readonly<Record<string, unknown>>;

interface Module {
  exports: unknown;
}

const isFile = (file: string): boolean => existsSync(file) && statSync(file).isFile();

export class AppModules {
  private readonly globals: ModuleGlobals;
  private readonly modules = new Map<string, Module>();

  constructor(globals: ModuleGlobals) {
    this.globals = globals;
  }

  /** Evaluates `file` (absolute; `.js` and `/index.js` may be left out) unless this app already did, and returns its exports. */
  require(file: string): unknown {
    const found = [file, `${file}.js`, path.join(file, 'index.js')].find(isFile);
    if (found === undefined) throw new Error(`module '${file}' is not defined`);
    const loaded = this.modules.get(found);
    if (loaded) return loaded.exports;

    const module: Module = { exports: {} };
    this.modules.set(found, module);
    try {
      this.evaluate(found, module);
    } catch (error) {
      this.modules.delete(found);
      throw error;
    }
    return module.exports;
  }

  private evaluate(file: string, module: Module): void {
    const parameters: Record<string, unknown> = Object.fromEntries(absentOnDevice.map((name) => [name, undefined]));
    Object.assign(parameters, this.globals, {
      module,
      exports: module.exports,
      require: (request: string) => this.require(this.resolve(request, path.dirname(file))),
    });
    const run = moduleFunction(Object.keys(parameters), readFileSync(file, 'utf8'), file);
    run(...Object.values(parameters));
  }

  private resolve(request: string, directory: string): string {
    if (request.startsWith('.')) return path.resolve(directory, request);
    if (path.isAbsolute(request)) return request;
    return resolvePackage(request, directory);
  }
}

/** Compiles a module to a function. WeChat's compiler accepts ES modules too and makes CommonJS of them; so does this. */
function moduleFunction(parameters: readonly string[], source: string, file: string): (...values: unknown[]) => void {
  // The code under test is what the build wrote; evaluating it is the point.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const compile = (code: string) => new Function(...parameters, `${code}\n//# sourceURL=${file}`) as (...values: unknown[]) => void;
  try {
    return compile(source);
  } catch (error) {
    if (!/\b(?:import|export)\b/.test(source)) throw error;
    const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2018, esModuleInterop: true };
    return compile(ts.transpileModule(source, { compilerOptions }).outputText);
  }
}

/** A package's module, from the nearest `miniprogram_npm` (where WeChat's npm build puts it) or `node_modules`. */
export function resolvePackage(request: string, directory: string): string {
  const [, name = request, rest = ''] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(request) ?? [];
  for (let folder = directory; ; folder = path.dirname(folder)) {
    const built = path.join(folder, 'miniprogram_npm', name);
    if (existsSync(built)) return path.join(built, rest);
    const installed = path.join(folder, 'node_modules', name);
    if (existsSync(path.join(installed, 'package.json'))) {
      const manifest = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8')) as { miniprogram?: string; main?: string };
      if (manifest.miniprogram !== undefined) return path.join(installed, manifest.miniprogram, rest);
      return rest === '' ? path.join(installed, manifest.main ?? 'index.js') : path.join(installed, rest);
    }
    if (folder === path.dirname(folder)) throw new Error(`module '${request}' is not defined (required from ${directory})`);
  }
}
