/** One run of a mini program, from launch until it is killed. */
import * as glassEasel from 'glass-easel';
import { unlistedTags } from 'authing-miniapp-emulator/runtime';
import { defineTags } from '../tags';
import { AppCode } from './code-space';
import { ModuleLoader, NotCompiledError } from './module-loader';
import { PageStack } from './page-stack';
import type { Listener, RunningApp, Surroundings } from './running-app';

interface AppInstance {
  onLaunch?(options: object): void;
  onShow?(options: object): void;
  onHide?(): void;
  onError?(message: string): void;
  onPageNotFound?(options: object): void;
  onThemeChange?(result: { theme: string }): void;
  [field: string]: unknown;
}

/** Opened from the list of mini programs. */
const LAUNCH_SCENE = 1001;

export class MiniApp implements RunningApp {
  readonly surroundings: Surroundings;
  readonly code: AppCode;
  readonly pages: PageStack;
  /** Listeners added through `wx.on…`. */
  readonly listeners = {
    theme: new Set<Listener>(),
    resize: new Set<Listener>(),
    error: new Set<Listener>(),
    rejection: new Set<Listener>(),
    pageNotFound: new Set<Listener>(),
  };
  launchOptions: Record<string, unknown> = {};
  private readonly loader: ModuleLoader;
  private instance: AppInstance | undefined;
  private defaults: AppInstance | undefined;

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings;
    const { build, device, bus } = surroundings;
    this.code = new AppCode({
      build,
      defineTags: (space) => defineTags(space, this),
      evaluate: (script) => void this.loader.require(script),
      called: (caller, handler, type, detail) =>
        bus.emit('handler.called', { route: this.pages.top?.route ?? '', component: caller.is, handler, type, detail }),
      unsupported: surroundings.unsupported,
    });
    this.pages = new PageStack(this);
    this.loader = new ModuleLoader(build.modules, {
      wx: forgiving(device.wx, surroundings.unsupported),
      global: {},
      App: (instance: AppInstance) => this.register(instance),
      getApp: (options?: { allowDefault?: boolean }) => this.getApp(options),
      getCurrentPages: () => this.pages.instances,
      requirePlugin: (name: string) => {
        throw new Error(`requirePlugin('${name}'): the playground has no plugins`);
      },
      requireMiniProgram: () => {
        throw new Error('requireMiniProgram(): the playground has no plugins');
      },
      ...this.code.registrars,
    });
  }

  /** Evaluates app.js (and, unless code is loaded lazily, every page), launches and opens the first page. */
  launch(route: string, query: Record<string, string>): void {
    const { build, bus, shell } = this.surroundings;
    bus.emit('app.started', { build: build.number });
    this.launchOptions = { path: route, query, scene: LAUNCH_SCENE, referrerInfo: {}, shareTicket: '' };
    const { appScript, app } = build;
    this.attempt(() => {
      if (appScript !== undefined) this.loader.require(appScript);
    });
    if (app.lazyCodeLoading === undefined) {
      for (const page of app.pages) this.attempt(() => this.registerEarly(page));
    }
    const options = this.launchOptions;
    this.attempt(() => this.instance?.onLaunch?.(options));
    this.attempt(() => this.instance?.onShow?.(options));
    shell.start(app);
    if (app.pages.includes(route)) this.pages.open(route, query);
    else this.pageNotFound(route, query);
  }

  /** A path that app.json does not list. */
  pageNotFound(route: string, query: Record<string, string>): void {
    const { onPageNotFound } = this.instance ?? {};
    const missing = { path: route, query, isEntryPage: this.pages.top === undefined };
    for (const listener of this.listeners.pageNotFound) this.attempt(() => listener(missing));
    if (onPageNotFound) this.attempt(() => onPageNotFound.call(this.instance, missing));
    else if (this.listeners.pageNotFound.size === 0) this.surroundings.failed(new Error(`page "${route}" is not in app.json`));
  }

  show(): void {
    this.attempt(() =>
      this.instance?.onShow?.({ path: this.pages.top?.route ?? '', query: {}, scene: LAUNCH_SCENE, referrerInfo: {}, shareTicket: '' }),
    );
    this.pages.top?.show();
  }

  hide(): void {
    this.pages.top?.hide();
    this.attempt(() => this.instance?.onHide?.());
  }

  themeChanged(theme: 'light' | 'dark'): void {
    this.pages.setTheme(theme);
    if (!this.surroundings.build.app.darkmode) return;
    this.attempt(() => this.instance?.onThemeChange?.({ theme }));
    for (const listener of this.listeners.theme) this.attempt(() => listener({ theme }));
  }

  /** Ends it without a word, as the system does. */
  kill(): void {
    this.pages.discard();
  }

  /** Runs code of the mini program; what it throws is shown, and `onError` hears of it. */
  attempt(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.failed(error);
    }
  }

  failed(error: unknown): void {
    this.surroundings.failed(error);
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const onError = this.instance?.onError?.bind(this.instance);
    for (const listener of [...this.listeners.error, ...(onError ? [onError as Listener] : [])]) this.inform(listener, text);
  }

  /** A promise of the mini program was rejected and nobody took it. */
  rejected(reason: unknown): void {
    this.surroundings.failed(reason);
    for (const listener of this.listeners.rejection) this.inform(listener, { reason, promise: undefined });
  }

  /** Calls a listener for errors, whose own errors go no further. */
  private inform(listener: Listener, value: unknown): void {
    try {
      listener(value);
    } catch (error) {
      this.surroundings.failed(error);
    }
  }

  /** A page that could not be compiled is told when somebody opens it. */
  private registerEarly(page: string): void {
    try {
      this.code.register(page);
    } catch (error) {
      if (!(error instanceof NotCompiledError)) throw error;
    }
  }

  private register(instance: AppInstance): void {
    if (this.instance !== undefined) throw new Error('App() was called twice');
    this.instance = Object.assign(this.defaults ?? {}, instance);
  }

  private getApp(options?: { allowDefault?: boolean }): AppInstance | undefined {
    if (this.instance !== undefined || !options?.allowDefault) return this.instance;
    return (this.defaults ??= {});
  }
}

/**
 * The model throws for a member it lacks. Here such a member is undefined, and told by name: mini programs ask `if (wx.something)`, most
 * of them go on without it.
 */
function forgiving<T extends object>(wx: T, unsupported: (what: string) => void): T {
  const ask = (name: string | symbol, read: () => unknown): unknown => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'NotModelledError') throw error;
      unsupported(`wx.${String(name)}`);
      return undefined;
    }
  };
  return new Proxy(wx, {
    get: (target, name) => ask(name, () => Reflect.get(target, name) as unknown),
    has: (target, name) => ask(name, () => Reflect.has(target, name)) === true,
  });
}

/** The engine's own messages: what a component throws, and what it does that has no effect. */
export function listenToEngine(failed: (error: unknown) => void, warned: (message: string, component: string) => void): () => void {
  const onError = (error: unknown): boolean => {
    failed(error);
    return false;
  };
  const onWarning = (message: string, component: glassEasel.GeneralComponent | string | undefined, element?: glassEasel.Node): boolean => {
    // Their properties are not known here; that the component is not drawn was told.
    if (element !== undefined && glassEasel.Component.isComponent(element) && unlistedTags.has(element.is)) return false;
    warned(message, typeof component === 'string' ? component : (component?.is ?? ''));
    return false;
  };
  // The engine passes over handlers that do not exist; WeChat's tools name them.
  const { getMethod } = glassEasel.Component;
  glassEasel.Component.getMethod = ((component: glassEasel.GeneralComponent, name: string) => {
    const method = getMethod(component, name);
    if (method === undefined && name !== '') warned(`there is no method "${name}" for an event handler in the WXML`, component.is);
    return method;
  }) as typeof getMethod;
  glassEasel.addGlobalErrorListener(onError);
  glassEasel.addGlobalWarningListener(onWarning);
  return () => {
    glassEasel.Component.getMethod = getMethod;
    glassEasel.removeGlobalErrorListener(onError);
    glassEasel.removeGlobalWarningListener(onWarning);
  };
}
