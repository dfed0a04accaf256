/**
 * Files of the package as a phone loads them: CommonJS, every module evaluated once per launch of the app. Unlike the engines' loader it
 * compiles a file once per process and only evaluates it again for each launch, because schedules launch apps by the thousand.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { absentOnDevice } from 'authing-miniapp-emulator/runtime';
import { compileSource, compileText, root as sourceRoot } from '../../source/compile';

/** What Node has and a phone lacks. Code of an app that reaches for one fails here as it would there. */
export const absentInApp = [...absentOnDevice, 'global'];

/** What a launch hands to every module (`wx`, `Component`, `setTimeout`, `Date` …). */
export type DeviceGlobals = Readonly<Record<string, unknown>>;

type Evaluate = (...values: unknown[]) => void;

/** The files of the package, compiled when first asked for. */
export interface CompiledFiles {
  /** Starts an app: modules evaluated anew, on first `require`. */
  launch(globals: DeviceGlobals): (file: string) => unknown;
  /** The text of a file that is no script (WXML, JSON). */
  text(file: string): string;
  /** The same files, with all code that was changed by this. */
  with(change: (code: string) => string): CompiledFiles;
}

/** The package as it was built. @param root absolute path of the build */
export const builtFiles = (root: string): CompiledFiles => filesBelow(root, '.js', (path) => readFileSync(path, 'utf8'));

/**
 * The package as it is written: the source file by file, the client with its SDK in one piece.
 * @param changed texts in place of source files, by path from the root of the project: how a mutant is made
 */
export function sourceFiles(changed: Readonly<Record<string, string>> = {}): CompiledFiles {
  const texts = new Map(Object.entries(changed).map(([file, text]) => [join(sourceRoot, file), text]));
  return filesBelow(sourceRoot, '.ts', (path) => {
    const text = texts.get(path);
    return text === undefined ? compileSource(path) : compileText(path, text);
  });
}

/** @param scriptOf JavaScript of the file at a path */
function filesBelow(root: string, extension: '.js' | '.ts', scriptOf: (path: string) => string): CompiledFiles {
  const compiled = new Map<string, { parameters: string; evaluate: Evaluate }>();
  const found = new Map<string, string>();
  const isFile = (file: string): boolean => existsSync(file) && statSync(file).isFile();

  const locate = (request: string): string => {
    const known = found.get(request);
    if (known !== undefined) return known;
    const path = [request, `${request}${extension}`, join(request, `index${extension}`)].find(isFile);
    if (path === undefined) throw new Error(`module '${request}' is not defined (run npm run build first?)`);
    found.set(request, path);
    return path;
  };
  const compile = (path: string, names: readonly string[]): Evaluate => {
    const parameters = names.join();
    const known = compiled.get(path);
    if (known?.parameters === parameters) return known.evaluate;
    // The code under test is what the build wrote; evaluating it is the point.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    const evaluate = new Function(...names, `${scriptOf(path)}\n//# sourceURL=${path}`) as Evaluate;
    compiled.set(path, { parameters, evaluate });
    return evaluate;
  };

  return {
    text: (file) => readFileSync(resolve(root, file), 'utf8'),
    with: (change) => filesBelow(root, extension, (path) => change(scriptOf(path))),
    launch(globals) {
      const modules = new Map<string, { exports: unknown }>();
      const shared: [string, unknown][] = [...absentInApp.map((name): [string, unknown] => [name, undefined]), ...Object.entries(globals)];
      const names = [...shared.map(([name]) => name), 'module', 'exports', 'require'];
      const values = shared.map(([, value]) => value);
      const load = (request: string): unknown => {
        const path = locate(request);
        const loaded = modules.get(path);
        if (loaded !== undefined) return loaded.exports;
        const module = { exports: {} as unknown };
        modules.set(path, module);
        const requireFrom = (wanted: string): unknown => load(resolveFrom(path, wanted));
        compile(path, names).apply(undefined, [...values, module, module.exports, requireFrom]);
        return module.exports;
      };
      return (file) => load(resolve(root, file));
    },
  };
}

/** Files of the package require one another by relative path. */
function resolveFrom(path: string, wanted: string): string {
  if (wanted.startsWith('.')) return resolve(dirname(path), wanted);
  throw new Error(`${path} requires the package '${wanted}', which no phone would have`);
}
