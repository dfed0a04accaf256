/**
 * A phone in a few lines of plain JavaScript, for engines that have nothing of Node.js: modules as WeChat's `app-service.js` defines them,
 * `wx` with no more than a start needs, and components without a view. What it costs is the same for all who are measured.
 */
import { absentOnDevice } from '../../packages/emulator/src/runtime/device-globals';

/** What the engines' shells have in common, each under its own name. */
interface Shell {
  print(text: string): void;
  /** ms, with fractions. */
  now(): number;
  exit(): void;
}

type Values = Record<string, unknown>;
type Method = (this: unknown, ...values: unknown[]) => unknown;
type Factory = (require: (request: string) => unknown, module: { exports: unknown }, exports: unknown) => void;

/** What `Page`, `Component` and `Behavior` are handed, as far as it is run here. */
export interface Definition extends Values {
  behaviors?: Definition[];
  properties?: Record<string, unknown>;
  data?: Values;
  methods?: Record<string, Method>;
  observers?: Record<string, Method>;
  lifetimes?: Record<string, Method>;
}

const host = globalThis as unknown as Values & {
  print?: (text: string) => void;
  preciseTime?: () => number;
  quit?: () => void;
  performance: { now(): number };
  process: { exit(): void };
  console: { log(text: string): void };
};

/** Takes away what phones do not have; what this needs of it is kept. */
export function becomePhone(): Shell {
  const { print, preciseTime, quit, performance, process, console } = host;
  const shell: Shell =
    print && preciseTime && quit
      ? { print, now: () => preciseTime() * 1000, exit: quit }
      : { print: (text) => console.log(text), now: performance.now.bind(performance), exit: () => process.exit() };
  [...absentOnDevice, 'global', 'require'].forEach((name) => Reflect.deleteProperty(host, name));
  Object.assign(host, { wx: fakeWx(), getApp: () => ({ authing: { appId: 'bench' } }), getCurrentPages: () => [] });
  return shell;
}

const nothing = (): void => undefined;

/** Answers nothing before the measurement is over, except randomness, which it has at once. */
function fakeWx(): Values {
  const randomBytes = (length: number): ArrayBuffer => Uint8Array.from({ length }, () => Math.floor(Math.random() * 256)).buffer;
  return {
    login: nothing,
    request: nothing,
    getStorageSync: () => '',
    setStorageSync: nothing,
    removeStorageSync: nothing,
    getAppBaseInfo: () => ({ language: 'zh_CN', SDKVersion: '3.17.5' }),
    getSystemInfoSync: () => ({ language: 'zh_CN', SDKVersion: '3.17.5' }),
    canIUse: () => true,
    onNetworkStatusChange: nothing,
    offNetworkStatusChange: nothing,
    getRandomValues: ({ length, success }: { length: number; success: (answer: { randomValues: ArrayBuffer }) => void }) =>
      success({ randomValues: randomBytes(length) }),
    getUserCryptoManager: () => ({
      getRandomValues: ({ length, success }: { length: number; success: (answer: { randomValues: ArrayBuffer }) => void }) =>
        success({ randomValues: randomBytes(length) }),
    }),
  };
}

/** Loads modules of an `app-service.js`. */
export interface Modules {
  /** Parses the script, and defines what is in it. */
  define(appService: string): void;
  /** Evaluates a file, by its path from the app's root without extension. */
  load(path: string): unknown;
  /** What `Page` or `Component` was handed by the file that was loaded last. */
  lastDefinition(): Definition;
  /** Paths of the files that were evaluated. */
  readonly evaluated: string[];
}

export function createModules(): Modules {
  const factories = new Map<string, Factory>();
  const loaded = new Map<string, { exports: unknown }>();
  const evaluated: string[] = [];
  let last: Definition = {};
  const define = (definition: Definition): void => {
    last = definition;
  };
  Object.assign(host, {
    App: nothing,
    Page: define,
    Component: define,
    Behavior: (definition: Definition) => definition,
    define: (path: string, factory: Factory) => factories.set(path, factory),
  });

  const load = (path: string): unknown => {
    const known = loaded.get(path);
    if (known) return known.exports;
    const factory = factories.get(path);
    if (!factory) throw new Error(`module ${path} is not defined`);
    const module = { exports: {} as unknown };
    loaded.set(path, module);
    evaluated.push(path);
    factory((request) => load(resolve(path, request)), module, module.exports);
    return module.exports;
  };
  const resolve = (from: string, request: string): string => {
    const found = candidates(from, request).find((path) => factories.has(path));
    if (found === undefined) throw new Error(`module ${request} is not defined (required from ${from})`);
    return found;
  };
  return {
    // Indirectly, so that it sees nothing of this module.
    define: (appService) => void (0, eval)(appService),
    load: (path) => load(`${path}.js`),
    lastDefinition: () => last,
    evaluated,
  };
}

/** Where WeChat looks for what a file requires. */
function candidates(from: string, request: string): string[] {
  const base = request.startsWith('.') ? from.replace(/[^/]*$/, '') + request : `miniprogram_npm/${request}`;
  const path = base.split('/').reduce<string[]>((parts, part) => {
    if (part === '..') return parts.slice(0, -1);
    return part === '.' || part === '' ? parts : [...parts, part];
  }, []);
  const name = path.join('/');
  return [name, `${name}.js`, `${name}/index.js`];
}

/** One component or page: created, attached, shown. It has data and methods, but no view. */
export function attach(definition: Definition): void {
  const all = flattened(definition);
  const data: Values = {};
  const methods: Values = {};
  const observers: [string, Method][] = [];
  for (const part of all) {
    Object.entries(part.properties ?? {}).forEach(([name, type]) => (data[name] = initialValue(type)));
    Object.assign(data, JSON.parse(JSON.stringify(part.data ?? {})));
    Object.assign(methods, part.methods);
    observers.push(...Object.entries(part.observers ?? {}));
  }
  const instance: Values = {
    ...methods,
    data,
    properties: data,
    triggerEvent: nothing,
    setData(changes: Values) {
      Object.assign(data, changes);
      for (const [fields, observer] of observers) {
        const names = fields.split(',').map((name) => name.trim());
        if (names.some((name) => name in changes)) observer.call(instance, ...names.map((name) => data[name]));
      }
    },
  };
  for (const lifetime of ['created', 'attached']) {
    all.forEach((part) => (part.lifetimes?.[lifetime] ?? (part[lifetime] as Method | undefined))?.call(instance));
  }
  (definition.onLoad as Method | undefined)?.call(instance, {});
}

const flattened = (definition: Definition): Definition[] => [...(definition.behaviors ?? []).flatMap(flattened), definition];

function initialValue(type: unknown): unknown {
  if (type !== null && typeof type === 'object' && 'value' in type) return type.value;
  const constructor = type !== null && typeof type === 'object' && 'type' in type ? type.type : type;
  return constructor === String ? '' : constructor === Boolean ? false : constructor === Number ? 0 : null;
}
