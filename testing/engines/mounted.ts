/** The public engine on top of a driver: what tests hold in their hands. */
import path from 'node:path';
import type { AppDriver, ComponentDriver, EngineDriver, NativeDriver, PageDriver } from './driver';
import type { Engine, EngineName, Mounted, MountedPage, NativeElement, Part } from './engine';
import { hostPage, presenceKey, propertyKey, type HostPage } from './host-page';
import { setDataCallsOf } from './set-data-record';

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Events that WeChat lets bubble through component boundaries; everything an open-type emits stays on its element. */
const bubblingEvents: ReadonlySet<string> = new Set(['touchstart', 'touchmove', 'touchcancel', 'touchend', 'tap', 'longpress', 'longtap']);

function nativeElement(driver: NativeDriver): NativeElement {
  const dispatch = (name: string, detail: unknown = {}): void => driver.dispatch(name, detail, bubblingEvents.has(name));
  return {
    tag: driver.tag,
    get attributes() {
      const properties = Object.entries(driver.properties).map(([name, value]) => [kebab(name), value] as const);
      return { ...Object.fromEntries(properties), id: driver.id, class: driver.className };
    },
    get openType() {
      return String(driver.properties['openType'] ?? '');
    },
    get disabled() {
      return driver.properties['disabled'] === true;
    },
    get loading() {
      return driver.properties['loading'] === true;
    },
    get text() {
      return driver.text.replace(/\s+/g, ' ').trim();
    },
    tap() {
      dispatch('touchstart');
      dispatch('touchend');
      if (driver.properties['disabled'] !== true) dispatch('tap');
    },
    dispatch,
  };
}

function mountedPart(page: PageDriver, component: ComponentDriver, host: HostPage, index: number): Mounted {
  const record = host.records[index] ?? { events: [], bubbled: [] };
  const natives = (tag: string): NativeElement[] =>
    component
      .natives()
      .filter((driver) => driver.tag === tag)
      .map(nativeElement);
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
export function createEngineOn(name: EngineName, driver: EngineDriver, problems: string[]): Engine {
  let app: AppDriver = driver.start();
  let pages: PageDriver[] = [];

  const mountPage = (parts: readonly Part[]): MountedPage => {
    const host = hostPage(parts);
    const page = app.open(
      host,
      parts.map((part) => path.resolve(part.component)),
    );
    pages.push(page);
    return {
      parts: page.components.map((component, index) => mountedPart(page, component, host, index)),
      show: () => page.triggerPageLifetime('show'),
      hide: () => page.triggerPageLifetime('hide'),
      unload: () => page.close(),
    };
  };

  return {
    name,
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
      app = driver.start();
    },
  };
}
