/** What an engine implements; `createEngineOn` makes the public {@link Engine} of it. */
import type { HostPage } from './host-page';
import type { PageOpening } from './page-definition';

export interface NativeDriver {
  /** The engine's own object, the same for every driver of this element. */
  readonly node: object;
  readonly tag: string;
  readonly id: string;
  readonly className: string;
  /** camelCase, as the native component holds them. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** Names of the events that have a handler on it. */
  readonly bindings: readonly string[];
  /** The native form around it in its own template. */
  readonly form: object | undefined;
  /** `data-…` as the event handlers get it; replacing it is how an event is given an older one. */
  dataset: Readonly<Record<string, unknown>>;
  /** The components it is inside of, below the mounted one; innermost first. */
  around(): readonly Enclosing[];
  dispatch(eventName: string, detail: unknown, bubbles: boolean): void;
}

/** A component by what its page's WXML calls it. */
export interface Enclosing {
  readonly tag: string;
  readonly id: string;
  readonly className: string;
}

export interface ComponentDriver {
  // Whatever the component defines.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly instance: any;
  /** Native elements in its shadow tree and, through nested components, below; in document order. */
  natives(): NativeDriver[];
  /** The DOM around the component, and nothing else. */
  readonly surroundings: { readonly innerHTML: string; readonly textContent: string | null };
}

export interface PageDriver {
  readonly components: readonly ComponentDriver[];
  setData(data: Record<string, unknown>): void;
  triggerPageLifetime(name: 'show' | 'hide'): void;
  /** Detaches, running `detached`. */
  close(): void;
  /** Takes the page's DOM away without running anything. */
  discard(): void;
}

export interface AppDriver {
  /** Created, attached, page shown, ready. */
  open(page: HostPage, components: readonly string[], opening: PageOpening): PageDriver;
  /** Evaluates app.js and returns what it handed to `App`. */
  launch(file: string): object | undefined;
  require(file: string): unknown;
}

/** When the view shows what the logic layer changed. */
export interface ViewClock {
  /** Something is about to be changed: what is shown now stays in sight for a while. */
  beforeChange(): void;
  /** Runs `run` when a change that is made now is seen; never on this turn. */
  afterChange(run: () => void): void;
}

export interface EngineDriver {
  /** @param view hears of every `setData` */
  start(view: ViewClock): AppDriver;
}
