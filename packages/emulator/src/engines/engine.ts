/** What a test sees of a component engine; the same on both. */

export type EngineName = 'simulate' | 'glass-easel';

/** The events a page binds unless told otherwise: those of this package's components. */
export const resultEvents: readonly string[] = ['charge', 'login', 'phone', 'avatar', 'progress', 'nickname', 'error', 'cancel'];

/** One `triggerEvent` of the component, as its page received it. */
export interface RecordedEvent {
  name: string;
  detail: unknown;
}

/** How the page's WXML uses the component. */
export interface MountOptions {
  /** What `onLoad` receives, where a page is mounted. */
  query?: Readonly<Record<string, string>>;
  /** Properties by their camelCase name; each becomes a binding, so that `setProperties` can change it later. */
  properties?: Record<string, unknown>;
  /** Further attributes, literally: `{ id: 'x', class: 'a', 'custom-class': 'b', 'data-n': '1' }`. */
  attributes?: Record<string, string>;
  /** WXML between the component's tags. */
  slot?: string;
  /** The events to bind. Default: {@link resultEvents}. */
  listeners?: readonly string[];
  /** What the page's handler of an event does once the event is recorded, by the event's name; what it throws is the page's fault. */
  handlers?: Readonly<Record<string, (detail: unknown) => void>>;
}

const mountOptions: Record<keyof MountOptions, true> = {
  query: true,
  properties: true,
  attributes: true,
  slot: true,
  listeners: true,
  handlers: true,
};

export const mountOptionNames: readonly string[] = Object.keys(mountOptions);

/** One component on a page, or a page. `component` is its path without extension, absolute or relative to the working directory. */
export interface Part extends MountOptions {
  component: string;
}

/** A native element (button, input, image …) in the component's own WXML. */
export interface NativeElement {
  readonly tag: string;
  /** Everything the native component was given, by WXML attribute name (`open-type`), defaults included, plus `id` and `class`. */
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly openType: string;
  readonly disabled: boolean;
  readonly loading: boolean;
  readonly text: string;
  /** Whether it is on the page still. */
  readonly mounted: boolean;
  /** Names of the events that have a handler on it: WeChat does nothing at a combined open-type where one is missing. */
  readonly bindings: readonly string[];
  /** The same object each time for the same element; `form`: that of the `<form>` around it in its own template. */
  readonly node: object;
  readonly form: object | undefined;
  /**
   * A finger presses and lifts: `touchstart`, `touchend`, then `tap`, which WeChat withholds from a disabled button.
   * No open-type reacts by itself: the device model opens its sheet and answers through `dispatch`.
   */
  tap(): void;
  /**
   * One event of the native component. Open-type events neither bubble nor cross component boundaries, as on the device;
   * touch events and `tap` do both.
   */
  dispatch(eventName: string, detail?: unknown): void;
}

/** A mounted component or page, seen from outside; `Data` is what its `data` is. */
export interface Mounted<Data extends object = Record<string, unknown>> {
  /** Events the page received, in order; each `triggerEvent` of a bound event exactly once. */
  readonly events: RecordedEvent[];
  /** Bound events that also bubbled to the element around the component. The package's components promise none. */
  readonly bubbled: RecordedEvent[];
  /** The component's `data`, properties included. */
  readonly data: Readonly<Data>;
  /** The argument of every `setData` call since `created`, in order. Property changes by the page are not among them. */
  readonly setDataCalls: ReadonlyArray<Record<string, unknown>>;
  /** The component's `this`. */
  // Whatever the component defines; only the test that asks knows its shape.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly instance: any;
  /** Changes properties as the page's `setData` does. Throws for a property that `mount` did not bind. */
  setProperties(properties: Record<string, unknown>): void;
  /** The first native `<button>`, in the component or a component inside it. Throws when there is none. */
  nativeButton(): NativeElement;
  /** Native elements with this tag, in document order, nested components included (slot content is not: it is the page's). */
  natives(tag: string): NativeElement[];
  /**
   * The native element that a finger on `selector` hits: a tag, `#id` or `.class` (together: `view.row#first`) of the native element itself
   * or of a component around it, of which it is the first `<button>`, or the first native element where there is none. Throws when there
   * is none at all.
   */
  find(selector: string): NativeElement;
  /** Visible text, slot content included, white space collapsed. */
  text(): string;
  /** The rendered structure (a DOM element's `outerHTML`; class prefixes differ between the engines). */
  html(): string;
  /** `pageLifetimes.show` and `.hide` of the page it is on. */
  show(): void;
  hide(): void;
  /** The page's `wx:if` turns false: the component is removed and its `detached` runs. */
  detach(): void;
}

/** A page with several components. */
export interface MountedPage {
  readonly parts: readonly Mounted[];
  show(): void;
  hide(): void;
  /** The page is closed: every component is detached. */
  unload(): void;
}

/** How the view of one engine behaves; may be changed while an app runs. */
export interface ViewSettings {
  /**
   * ms until what `setData` changed is seen; its callback comes then. Attributes of native elements lag, and with them what a tap does.
   * What is added or removed (`wx:if`), and what a page reads through `data`, does not. Default 0.
   */
  lag: number;
  /**
   * Whose `data-…` an event carries while the view lags: that of the logic layer (glass-easel, which dispatches there; the default), or
   * what was seen when the finger came down (the classic engine on a device).
   */
  dataset: 'logic' | 'view';
}

/** A component engine with one running app in it. */
export interface Engine {
  readonly name: EngineName;
  /** How the view differs from the logic layer; may be changed. */
  readonly view: ViewSettings;
  /** Uncaught exceptions of component code and warnings of the engine, in order, since the last `restart`. */
  readonly problems: string[];
  /**
   * Evaluates app.js, as WeChat does before any page, and returns what it handed to `App`; undefined when it called none. `onLaunch` and
   * `getApp` are the caller's to see to.
   */
  launch(file: string): object | undefined;
  /** Opens a page with this one component, or this page: created, attached, page shown, ready. */
  mount(component: string, options?: MountOptions): Mounted;
  /** Opens a page with several. */
  mountPage(parts: readonly Part[]): MountedPage;
  /** Loads a module of the running app, so that a test talks to the same instance as the components (`getAuthing()`). */
  // The caller knows the module's type.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  require(file: string): any;
  /** Kills the app and starts it again: pages vanish without `detached`, and every module is evaluated anew. */
  restart(): void;
}
