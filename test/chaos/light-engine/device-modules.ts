/**
 * The built files as a phone loads them: CommonJS, every module evaluated once per launch of the app. Unlike the engines' loader it
 * compiles a file once per process and only evaluates it again for each launch, because schedules launch apps by the thousand.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { absentOnDevice } from 'authing-miniapp-emulator/runtime';

/** What Node has and a phone lacks. Code of an app that reaches for one fails here as it would there. */
export const absentInApp = [...absentOnDevice, 'global'];

/** What a launch hands to every module (`wx`, `Component`, `setTimeout`, `Date` …). */
export type DeviceGlobals = Readonly<Record<string, unknown>>;

type Evaluate = (...values: unknown[]) => void;

/** The files of one build, compiled when first asked for. */
export interface CompiledFiles {
  /** Starts an app: modules evaluated anew, on first `require`. */
  launch(globals: DeviceGlobals): (file: string) => unknown;
  /** The text of a built file (WXML, JSON). */
  text(file: string): string;
  /** The same build with these files replaced as well. */
  with(replaced: Readonly<Record<string, string>>): CompiledFiles;
}

/**
 * @param root absolute path of the build
 * @param replaced texts that stand in for built files, by path relative to `root`: how a mutant is made of a build
 */
export function compiledFiles(root: string, replaced: Readonly<Record<string, string>> = {}): CompiledFiles {
  const compiled = new Map<string, { parameters: string; evaluate: Evaluate }>();
  const found = new Map<string, string>();
  const isFile = (file: string): boolean => existsSync(file) && statSync(file).isFile();

  const locate = (request: string): string => {
    const known = found.get(request);
    if (known !== undefined) return known;
    const path = [request, `${request}.js`, join(request, 'index.js')].find(isFile);
    if (path === undefined) throw new Error(`module '${request}' is not defined (run npm run build first?)`);
    found.set(request, path);
    return path;
  };
  const text = (path: string): string => {
    const relative = path.slice(root.length + 1).replace(/\\/g, '/');
    return replaced[relative] ?? readFileSync(path, 'utf8');
  };
  const compile = (path: string, names: readonly string[]): Evaluate => {
    const parameters = names.join();
    const known = compiled.get(path);
    if (known?.parameters === parameters) return known.evaluate;
    // The code under test is what the build wrote; evaluating it is the point.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    const evaluate = new Function(...names, `${text(path)}\n//# sourceURL=${path}`) as Evaluate;
    compiled.set(path, { parameters, evaluate });
    return evaluate;
  };

  return {
    text: (file) => text(resolve(root, file)),
    with: (more) => compiledFiles(root, { ...replaced, ...more }),
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

/** Built files require one another by relative path. A file compiled on the side may still name `tslib`, which is Node's then. */
function resolveFrom(path: string, wanted: string): string {
  if (wanted.startsWith('.')) return resolve(dirname(path), wanted);
  if (wanted === 'tslib') return join(__dirname, '..', '..', '..', 'node_modules', 'tslib', 'tslib.js');
  throw new Error(`${path} requires the package '${wanted}', which no phone would have`);
}
