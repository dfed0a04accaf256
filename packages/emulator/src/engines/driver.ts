/** What an engine implements; `createEngineOn` makes the public {@link Engine} of it. */
import type { HostPage } from './host-page';
import type { View } from './view';

export interface NativeDriver {
  /** The engine's own object, the same for every driver of this element. */
  readonly node: object;
  readonly tag: string;
  readonly id: string;
  readonly className: string;
  /** camelCase, as the native component holds them. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** `data-…` as the event handlers get it; replacing it is how an event is given an older one. */
  dataset: Readonly<Record<string, unknown>>;
  dispatch(eventName: string, detail: unknown, bubbles: boolean): void;
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
  open(page: HostPage, components: readonly string[]): PageDriver;
  require(file: string): unknown;
}

export interface EngineDriver {
  /** @param view hears of every `setData` */
  start(view: View): AppDriver;
}
