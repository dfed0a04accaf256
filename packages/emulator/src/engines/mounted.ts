/** The public engine on top of a driver: what tests hold in their hands. */
import path from 'node:path';
import type { AppDriver, ComponentDriver, EngineDriver, NativeDriver, PageDriver } from './driver';
import type { Engine, EngineName, Mounted, MountedPage, NativeElement, Part } from './engine';
import { hostPage, presenceKey, propertyKey, type HostPage } from './host-page';
import { setDataCallsOf } from './set-data-record';
import { View } from './view';
import type { ViewSettings } from './view';

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Events that WeChat lets bubble through component boundaries; everything an open-type emits stays on its element. */
const bubblingEvents: ReadonlySet<string> = new Set(['touchstart', 'touchmove', 'touchcancel', 'touchend', 'tap', 'longpress', 'longtap']);

function nativeElement(driver: NativeDriver, view: View): NativeElement {
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
  const natives = (tag: string): NativeElement[] =>
    component
      .natives()
      .filter((driver) => driver.tag === tag)
      .map((driver) => nativeElement(driver, view));
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
    text: () => (component.surroundings.textContent ?? '').replace(/\s+/g, ' ').trim(),
    html: () => component.surroundings.innerHTML,
    show: () => page.triggerPageLifetime('show'),
    hide: () => page.triggerPageLifetime('hide'),
    detach: () => page.setData({ [presenceKey(index)]: false }),
  };
}

/** `problems` is the driver's: it writes, tests read. */
export function createEngineOn(name: EngineName, driver: EngineDriver, problems: string[], settings?: Partial<ViewSettings>): Engine {
  const view = new View(settings);
  let app: AppDriver = driver.start(view);
  let pages: PageDriver[] = [];

  const mountPage = (parts: readonly Part[]): MountedPage => {
    const host = hostPage(parts);
    const page = app.open(
      host,
      parts.map((part) => path.resolve(part.component)),
    );
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
    restart() {
      pages.forEach((page) => page.discard());
      pages = [];
      problems.length = 0;
      view.forget();
      app = driver.start(view);
    },
  };
}
