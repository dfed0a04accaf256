/**
 * What WeChat adds to every component: the `hidden` attribute, a `ready` lifetime also for what is inserted later, and methods, of which
 * those that are missing here say so instead of failing.
 */
import type * as glassEasel from 'glass-easel';

const ready = new WeakSet<glassEasel.GeneralComponent>();
const openPages = new WeakSet<glassEasel.GeneralComponent>();

const rootOf = (component: glassEasel.GeneralComponent): glassEasel.GeneralComponent => {
  let root = component;
  for (let owner = root.ownerShadowRoot; owner !== null; owner = root.ownerShadowRoot) root = owner.getHostNode();
  return root;
};

/** Runs `ready` unless it ran. */
export function makeReady(component: glassEasel.GeneralComponent): void {
  if (ready.has(component)) return;
  ready.add(component);
  component.triggerLifetime('ready', []);
}

/** From now on components that are inserted into this page become ready by themselves. */
export const pageIsReady = (root: glassEasel.GeneralComponent): void => void openPages.add(root);

const pageIds = new WeakMap<glassEasel.GeneralComponent, string>();
let pages = 0;

/** What `getPageId` answers in every component of one page. */
function pageIdOf(component: glassEasel.GeneralComponent): string {
  const root = rootOf(component);
  const id = pageIds.get(root) ?? `page-${++pages}`;
  pageIds.set(root, id);
  return id;
}

/** Methods of WeChat's components that have no counterpart here. */
const missingMethods = [
  'animate',
  'clearAnimation',
  'applyAnimation',
  'setUpdatePerformanceListener',
  'setPassiveEvent',
  'setInitialRenderingCache',
  'getTabBar',
  'getAppBar',
];

/** Calls a trailing callback, as the method would when it is done. */
const missing =
  (name: string, unsupported: (what: string) => void) =>
  (...values: unknown[]): void => {
    unsupported(`this.${name}()`);
    const callback = values.at(-1);
    if (typeof callback === 'function') setTimeout(() => (callback as () => void)());
  };

/** `unsupported` hears of what is used and missing. */
export function overallBehavior(space: glassEasel.ComponentSpace, unsupported: (what: string) => void): glassEasel.GeneralBehavior {
  const node = (self: unknown): glassEasel.GeneralComponent =>
    (self as { _$?: glassEasel.GeneralComponent })._$ ?? (self as glassEasel.GeneralComponent);
  return space.defineBehavior({
    properties: { hidden: Boolean },
    observers: {
      hidden(this: unknown, hidden: boolean) {
        (node(this).getBackendElement() as unknown as HTMLElement | null)?.toggleAttribute('hidden', hidden);
      },
    },
    lifetimes: {
      created(this: unknown) {
        const caller = this as Record<string, unknown>;
        if (!('getPageId' in caller)) caller['getPageId'] = () => pageIdOf(node(this));
        for (const name of missingMethods) if (!(name in caller)) caller[name] = missing(name, unsupported);
      },
      attached(this: unknown) {
        const component = node(this);
        // After the render that inserts it.
        if (openPages.has(rootOf(component))) queueMicrotask(() => makeReady(component));
      },
    },
  }) as unknown as glassEasel.GeneralBehavior;
}
