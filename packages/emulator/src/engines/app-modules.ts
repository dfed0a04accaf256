/**
 * The JavaScript side of one running app: CommonJS modules as WeChat loads them, each evaluated once per app start.
 *
 * Not Node's `require`: a fresh instance is a new set of modules (nothing of the test's own modules is reset), and the code
 * sees what a device has: see {@link absentOnDevice}.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { moduleFunction, moduleGlobals, type ModuleGlobals } from '../runtime/module-function';

/**
 * Makes CommonJS of files in other languages, by the end of their names: `{ '.ts': (file) => … }` gets the file's absolute path. The code
 * may carry a source map; a `//# sourceURL` names the file on disk that has it, so that stacks name the lines that were written.
 */
export type Compilers = Readonly<Record<string, (file: string) => string>>;

interface Module {
  exports: unknown;
}

const isFile = (file: string): boolean => existsSync(file) && statSync(file).isFile();

export class AppModules {
  private readonly globals: ModuleGlobals;
  private readonly compilers: Compilers;
  private readonly modules = new Map<string, Module>();

  constructor(globals: ModuleGlobals, compilers: Compilers = {}) {
    this.globals = moduleGlobals(globals);
    this.compilers = compilers;
  }

  /**
   * Evaluates `file` unless this app already did, and returns its exports.
   * @param file absolute; `.js`, an extension that has a compiler, and `/index` may be left out
   */
  require(file: string): unknown {
    const extensions = ['.js', ...Object.keys(this.compilers)];
    const found = [file, ...[file, path.join(file, 'index')].flatMap((name) => extensions.map((extension) => name + extension))].find(
      isFile,
    );
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
    const compile = this.compilers[path.extname(file)];
    const run = compile ? compiled(compile(file), this.globals, file) : compiledJavaScript(readFileSync(file, 'utf8'), this.globals, file);
    const require = (request: string): unknown => this.require(this.resolve(request, path.dirname(file)));
    run({ module, exports: module.exports, require });
  }

  private resolve(request: string, directory: string): string {
    if (request.startsWith('.')) return path.resolve(directory, request);
    if (path.isAbsolute(request)) return fromRoot(request, directory);
    return resolvePackage(request, directory);
  }
}

type RunModule = ReturnType<typeof moduleFunction>;

/** WeChat's compiler accepts ES modules too and makes CommonJS of them; so does this. */
function compiledJavaScript(source: string, globals: ModuleGlobals, file: string): RunModule {
  try {
    return moduleFunction(`${source}\n//# sourceURL=${file}`, globals);
  } catch (error) {
    if (!/\b(?:import|export)\b/.test(source)) throw inFile(error, file);
  }
  return compiled(`${transpiled(source)}\n//# sourceURL=${file}`, globals, file);
}

function compiled(code: string, globals: ModuleGlobals, file: string): RunModule {
  try {
    return moduleFunction(code, globals);
  } catch (error) {
    throw inFile(error, file);
  }
}

/** The syntax error of code that was evaluated, which says nothing of where it is. */
function inFile(error: unknown, file: string): SyntaxError {
  const ts = loadTypeScript();
  const source = readFileSync(file, 'utf8');
  const [found] = ts.transpileModule(source, { fileName: file, reportDiagnostics: true }).diagnostics ?? [];
  const line = found?.start === undefined ? '' : `:${lineAt(source, found.start)}`;
  return new SyntaxError(`${file}${line}: ${(error as Error).message}`, { cause: error });
}

const lineAt = (text: string, position: number): number => text.slice(0, position).split('\n').length;

/** Reads a JSON file; what is wrong with it names the file and the line. */
export function readJson(file: string): unknown {
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    // V8 names no position in a short text; TypeScript does, where it takes offence too.
    const [, told] = /at position (\d+)/.exec(message) ?? [];
    const position = told ?? loadTypeScript().parseConfigFileTextToJson(file, text).error?.start;
    const line = position === undefined ? '' : `:${lineAt(text, Number(position))}`;
    throw new SyntaxError(`${file}${line}: ${message}`, { cause: error });
  }
}

/** Loaded here, because it takes its time and few apps need it. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadTypeScript = (): typeof import('typescript') => require('typescript') as typeof import('typescript');

function transpiled(source: string): string {
  const ts = loadTypeScript();
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2018, esModuleInterop: true };
  return ts.transpileModule(source, { compilerOptions }).outputText;
}

/** Components and pages in TypeScript, as WeChat DevTools compiles them. */
export const typeScriptCompiler: Compilers = {
  '.ts': (file) => `${transpiled(readFileSync(file, 'utf8'))}\n//# sourceURL=${file}`,
};

/** The folder of the mini program that `directory` belongs to: the nearest with an app.json. Undefined when there is none. */
export function miniProgramRoot(directory: string): string | undefined {
  if (existsSync(path.join(directory, 'app.json'))) return directory;
  const above = path.dirname(directory);
  return above === directory ? undefined : miniProgramRoot(above);
}

/** What `/utils/x` means in a file of `directory`: a path from the mini program's root, else one of this machine. */
export function fromRoot(request: string, directory: string): string {
  const root = miniProgramRoot(directory);
  return root === undefined || request.startsWith(root + path.sep) ? request : path.join(root, request);
}

/** A package's module, from the nearest `miniprogram_npm` (where WeChat's npm build puts it) or `node_modules`. */
export function resolvePackage(request: string, directory: string): string {
  const [, name = request, rest = ''] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(request) ?? [];
  for (let folder = directory; ; folder = path.dirname(folder)) {
    const built = path.join(folder, 'miniprogram_npm', name);
    if (existsSync(built)) return path.join(built, rest);
    const installed = path.join(folder, 'node_modules', name);
    if (existsSync(path.join(installed, 'package.json'))) {
      const manifest = readJson(path.join(installed, 'package.json')) as { miniprogram?: string; main?: string };
      if (manifest.miniprogram !== undefined) return path.join(installed, manifest.miniprogram, rest);
      return rest === '' ? path.join(installed, manifest.main ?? 'index.js') : path.join(installed, rest);
    }
    if (folder === path.dirname(folder)) throw new Error(`module '${request}' is not defined (required from ${directory})`);
  }
}
