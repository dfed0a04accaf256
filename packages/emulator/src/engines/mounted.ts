/** The public engine on top of a driver: what tests hold in their hands. */
import path from 'node:path';
import type { AppDriver, ComponentDriver, Enclosing, EngineDriver, NativeDriver, PageDriver } from './driver';
import type { Engine, EngineName, Mounted, MountedPage, NativeElement, Part, ViewSettings } from './engine';
import { miniProgramRoot } from './app-modules';
import { hostPage, presenceKey, propertyKey, type HostPage } from './host-page';
import { setDataCallsOf } from './set-data-record';
import { View } from './view';

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Events that WeChat lets bubble through component boundaries; everything an open-type emits stays on its element. */
const bubblingEvents: ReadonlySet<string> = new Set(['touchstart', 'touchmove', 'touchcancel', 'touchend', 'tap', 'longpress', 'longtap']);

function nativeElement(driver: NativeDriver, component: ComponentDriver, view: View): NativeElement {
  const dispatch = (name: string, detail: unknown = {}): void => {
    const run = (): void => driver.dispatch(name, detail, bubblingEvents.has(name));
    if (view.settings.dataset === 'logic') run();
    else withDataset(driver, view.seen(driver).dataset, run);
  };
  return {
    tag: driver.tag,
    get attributes() {
      const { properties, id, className } = view.seen(driver);
      return { ...Object.fromEntries(Object.entries(properties).map(([name, value]) => [kebab(name), value])), id, class: className };
    },
    get openType() {
      return String(view.seen(driver).properties['openType'] ?? '');
    },
    get disabled() {
      return view.seen(driver).properties['disabled'] === true;
    },
    get loading() {
      return view.seen(driver).properties['loading'] === true;
    },
    get text() {
      return driver.text.replace(/\s+/g, ' ').trim();
    },
    node: driver.node,
    get bindings() {
      return driver.bindings;
    },
    get form() {
      return driver.form;
    },
    get mounted() {
      return component.surroundings.innerHTML !== '' && component.natives().some(({ node }) => node === driver.node);
    },
    tap() {
      dispatch('touchstart');
      dispatch('touchend');
      if (view.seen(driver).properties['disabled'] !== true) dispatch('tap');
    },
    dispatch,
  };
}

/** Gives the element an older dataset while `run` runs; what `run` renders stays. */
function withDataset(driver: NativeDriver, older: Readonly<Record<string, unknown>>, run: () => void): void {
  const known = driver.dataset;
  const given = { ...older };
  driver.dataset = given;
  try {
    run();
  } finally {
    const rendered = Object.entries(given).filter(([name, value]) => value !== older[name]);
    driver.dataset = { ...known, ...Object.fromEntries(rendered) };
  }
}

function mountedPart(page: PageDriver, component: ComponentDriver, host: HostPage, index: number, view: View): Mounted {
  const record = host.records[index] ?? { events: [], bubbled: [] };
  const element = (driver: NativeDriver): NativeElement => nativeElement(driver, component, view);
  const natives = (tag: string): NativeElement[] =>
    component
      .natives()
      .filter((driver) => driver.tag === tag)
      .map(element);
  return {
    events: record.events,
    bubbled: record.bubbled,
    get data() {
      return (component.instance as { data: Record<string, unknown> }).data;
    },
    get setDataCalls() {
      return setDataCallsOf(component.instance as object);
    },
    instance: component.instance,
    setProperties(properties) {
      const unbound = Object.keys(properties).find((name) => !(propertyKey(index, name) in host.data));
      if (unbound !== undefined) throw new Error(`the page does not bind '${unbound}': name it in the properties of mount()`);
      view.beforeChange();
      page.setData(Object.fromEntries(Object.entries(properties).map(([name, value]) => [propertyKey(index, name), value])));
    },
    nativeButton() {
      const [button] = natives('button');
      if (button === undefined) throw new Error('the component renders no native <button>');
      return button;
    },
    natives,
    find: (selector) => element(findNative(component, selector)),
    text: () => (component.surroundings.textContent ?? '').replace(/\s+/g, ' ').trim(),
    html: () => component.surroundings.innerHTML,
    show: () => page.triggerPageLifetime('show'),
    hide: () => page.triggerPageLifetime('hide'),
    detach: () => page.setData({ [presenceKey(index)]: false }),
  };
}

/** A page's path as app.json lists it. */
const routeOf = (file: string): string =>
  path
    .relative(miniProgramRoot(path.dirname(file)) ?? process.cwd(), file)
    .split(path.sep)
    .join('/');

/** @see Mounted.find */
function findNative(component: ComponentDriver, selector: string): NativeDriver {
  const fits = matcher(selector);
  const natives = component.natives();
  const inside = natives.filter((driver) => driver.around().some(fits));
  const found = natives.find(fits) ?? inside.find(({ tag }) => tag === 'button') ?? inside[0];
  if (found !== undefined) return found;
  const tags = new Set(natives.flatMap((driver) => [driver.tag, ...driver.around().map(({ tag }) => tag)]));
  throw new Error(`nothing on the page is '${selector}'; there is ${[...tags].join(', ') || 'nothing at all'}`);
}

function matcher(selector: string): (element: Enclosing) => boolean {
  const parts = /^[\w-]*(?:[.#][\w-]+)*$/.test(selector) ? (selector.match(/[.#]?[\w-]+/g) ?? []) : [];
  if (parts.length === 0) throw new Error(`'${selector}' is no selector: write a tag, #id or .class`);
  return ({ tag, id, className }) => {
    const classes = className.split(/\s+/);
    return parts.every((part) => {
      if (part.startsWith('#')) return id === part.slice(1);
      return part.startsWith('.') ? classes.includes(part.slice(1)) : tag === part;
    });
  };
}

/** `problems` is the driver's: it writes, tests read. */
export function createEngineOn(name: EngineName, driver: EngineDriver, problems: string[], settings?: Partial<ViewSettings>): Engine {
  const view = new View(settings);
  let app: AppDriver = driver.start(view);
  let pages: PageDriver[] = [];

  const mountPage = (parts: readonly Part[]): MountedPage => {
    const host = hostPage(parts);
    const files = parts.map((part) => path.resolve(part.component));
    const page = app.open(host, files, { route: routeOf(files[0] ?? ''), query: parts[0]?.query ?? {} });
    pages.push(page);
    page.components.forEach((component) => view.watch(() => component.natives()));
    return {
      parts: page.components.map((component, index) => mountedPart(page, component, host, index, view)),
      show: () => page.triggerPageLifetime('show'),
      hide: () => page.triggerPageLifetime('hide'),
      unload: () => page.close(),
    };
  };

  return {
    name,
    view: view.settings,
    problems,
    mountPage,
    mount(component, options = {}) {
      const [mounted] = mountPage([{ ...options, component }]).parts;
      if (mounted === undefined) throw new Error(`${component} did not render`);
      return mounted;
    },
    require: (file) => app.require(path.resolve(file)),
    launch: (file) => app.launch(path.resolve(file)),
    restart() {
      pages.forEach((page) => page.discard());
      pages = [];
      problems.length = 0;
      view.forget();
      app = driver.start(view);
    },
  };
}
