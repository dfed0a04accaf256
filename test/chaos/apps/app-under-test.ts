import type { Setting } from '../schedule/schedule';
import type { WidgetKind } from './widget-kinds';

/**
 * What a page has on it, whoever made it: a built component on the light engine or a real one, or the predecessor's documented button.
 */

/** A native element as the person sees it: as it was rendered last, which can be older than what the component knows. */
export interface Control {
  /** Its place in the component: always the same one. */
  readonly key: number;
  readonly tag: string;
  /** The handler of what it is there for; empty: it has none of its own. */
  readonly name: string;
  /** It lies over the page, which cannot be touched then. */
  readonly covers: boolean;
  /** Its own, which a combined open-type needs. */
  readonly id: string;
  readonly openType: string;
  /** `form-type="submit"` */
  readonly submits: boolean;
  readonly disabled: boolean;
  readonly lang: string;
  readonly phoneNumberNoQuotaToast: boolean;
  /** Names of the events that have a handler; undefined: not known. */
  readonly bindings?: readonly string[];
  /** Of an input. */
  readonly field?: { readonly type: string; readonly value: string; readonly maxlength: number };
}

export interface Widget {
  /** What the component's code knows as `this`: whoever holds on to it leaks. */
  readonly instance: object;
  /** What can be touched of it; the first is what it is there for. */
  controls(): readonly Control[];
  /** Whether a control is still there, drawn or not. */
  has(key: number): boolean;
  /** Whether it has just put something over the page, drawn or not. */
  readonly covers: boolean;
  /** A native event reaches the component's code. @param key of the control; default the first */
  dispatch(name: string, detail: object, key?: number): void;
  /** What stands in an input from now on. */
  write(key: number, text: string): void;
  /** The form around a control, with what stands in its fields by name. */
  formOf(key: number): { key: number; value: Readonly<Record<string, string>> } | undefined;
  /** Property changes by the page. */
  set(properties: Readonly<Record<string, unknown>>): void;
  /** The page's own lifetimes. */
  show(): void;
  hide(): void;
  detach(): void;
  /** The same instance is put into the page again. */
  attachAgain(): void;
}

/** There is nothing to touch, and nothing comes of what is done to it: what is not attached yet, and what is no component. */
export const absent: Widget = {
  instance: {},
  controls: () => [],
  has: () => false,
  covers: false,
  dispatch: () => undefined,
  write: () => undefined,
  formOf: () => undefined,
  set: () => undefined,
  show: () => undefined,
  hide: () => undefined,
  detach: () => undefined,
  attachAgain: () => undefined,
};

/** A component within another one: a widget of the page, too. */
export interface NestedPlace {
  readonly listener: WidgetListener;
  /** It is attached next: for the first time, or again. */
  came(widget: Widget): void;
  gone(): void;
}

/** Hears what a widget does towards its page. */
export interface WidgetListener {
  event(name: string, detail: unknown, options: unknown): void;
  data(changes: Readonly<Record<string, unknown>>): void;
  /** Code of the component threw; WeChat logs it and goes on with whatever comes next. */
  thrown(where: string, error: unknown): void;
}

export interface AttachOptions {
  kind: WidgetKind;
  properties: Readonly<Record<string, unknown>>;
  listener: WidgetListener;
  /** What `getPageId()` of the component answers. */
  pageId: string;
  /** Which copy of the package it comes from: 0, or 1 where there are two. */
  copy: number;
  /** Runs code of the app so many ms later, if its JavaScript runs then. */
  later(run: () => void, ms: number): void;
  /** Gives a component within this one its place on the page. */
  nested(component: string): NestedPlace;
}

/** A page that knows who is signed in. */
export type SessionAwarePage = Pick<Widget, 'show' | 'hide' | 'detach'>;

/** Somebody whom the app's own code signs in. */
export interface AppUser {
  id: string;
  token: string;
}

/** One running app's side of pages and widgets. */
export interface RunningApp {
  attach(options: AttachOptions): Widget;
  /** A page with the behavior that tells who is signed in; undefined where this app has no such thing. */
  openPage(options: Omit<AttachOptions, 'kind' | 'properties' | 'nested'>): SessionAwarePage | undefined;
  /** Signs the user out as the app's own code would. @param copy the copy of the package whose client it has */
  signOut(copy: number): void;
  /** Signs a user in as the app's own code would. */
  signIn(copy: number, user: AppUser): void;
  /** Configures by code, as an app without an app object must. */
  configure(): void;
}

/** What an app is launched with. */
export interface Launch {
  /** Names its modules see: `wx`, `getApp`, `setTimeout`, `Date`, `console` … */
  globals: Record<string, unknown>;
  /** The same for a second copy of the package in this app. */
  secondGlobals: Record<string, unknown>;
  setting: Setting;
  /** The configuration as `App({ authing })` has it. */
  configuration(): Configuration | undefined;
}

export interface Configuration {
  appId: string;
  host: string;
  /** Of Authing's connection to the mini program, which phone tokens need. */
  extIdpConnIdentifier?: string;
  onError(code: number, message: string, data?: unknown): void;
}

/** The app under test: this package's components, or the predecessor's documented pages. */
export interface AppUnderTest {
  launch(launch: Launch): RunningApp;
  /** Whether its calls of `wx` are what is judged. */
  readonly judged: boolean;
}
