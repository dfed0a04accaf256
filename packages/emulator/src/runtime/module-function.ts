import { absentOnDevice } from './device-globals';

/** What WeChat provides to every module of one running app (`wx`, `App`, `Page` …), by name. */
export type ModuleGlobals = Readonly<Record<string, unknown>>;

/** What differs from module to module. */
export interface ModuleLocals {
  readonly module: { exports: unknown };
  readonly exports: unknown;
  readonly require: (request: string) => unknown;
}

/**
 * On a device these are true globals, and frameworks wrap them for all modules that are evaluated later: uni-app does, and its native
 * components get their properties that way.
 */
const REPLACES_GLOBAL = /(?:^|[^\w$.])(?:App|Page|Component|Behavior)\s*=(?!=)/;

/** Globals of one app. Without a prototype: what modules look up among them is only what is there. */
export const moduleGlobals = (globals: ModuleGlobals): ModuleGlobals => Object.assign(Object.create(null) as object, globals);

/**
 * Compiles a module's CommonJS. The code begins on the first line, so that line numbers and source maps fit.
 * @param globals of `moduleGlobals`, which a module may replace: later ones get what it left there
 * @throws SyntaxError
 */
export function moduleFunction(code: string, globals: ModuleGlobals): (locals: ModuleLocals) => void {
  const names = ['module', 'exports', 'require'] as const;
  const absent = absentOnDevice.filter((name) => !(name in globals));
  const parameters = [...names, ...absent];
  // Evaluating the mini program is what a runner is for; indirectly, so that the code sees nothing of this module.
  const evaluate = eval;
  if (!REPLACES_GLOBAL.test(code)) {
    const given = Object.entries(globals);
    const run = evaluate(`(function (${[...given.map(([name]) => name), ...parameters].join(', ')}) {${code}\n})`) as ModuleFunction;
    return (locals) => run(...given.map(([, value]) => value), ...names.map((name) => locals[name]));
  }
  // A strict function may stand inside: an assignment to a global is one to the object.
  const within = evaluate(`(function () { with (arguments[0]) return function (${parameters.join(', ')}) {${code}\n} })`) as (
    scope: object,
  ) => ModuleFunction;
  const run = within(globals);
  return (locals) => run(...names.map((name) => locals[name]));
}

type ModuleFunction = (...values: unknown[]) => void;
