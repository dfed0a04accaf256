/** Pages, which the engines mount as components: a page's own lifetimes, called when WeChat calls them. */
import type { ComponentDefinition } from '../runtime/definition';

/** How a page was opened. */
export interface PageOpening {
  /** Its path as app.json lists it. */
  route: string;
  query: Readonly<Record<string, string>>;
}

type Handlers = Readonly<Record<string, ((this: PageInstance, ...args: unknown[]) => void) | undefined>>;

interface PageInstance {
  [field: string]: unknown;
}

/** What `Page` was given, as `Component` takes it: functions are methods; what is neither data nor a function, a field of each instance. */
export function componentOfPage({ data, behaviors, options, ...members }: ComponentDefinition): ComponentDefinition {
  const isMethod = ([, value]: [string, unknown]): boolean => typeof value === 'function';
  const fields = Object.fromEntries(Object.entries(members).filter((member) => !isMethod(member)));
  return {
    ...(data !== undefined && { data }),
    ...(behaviors !== undefined && { behaviors }),
    ...(options !== undefined && { options }),
    methods: Object.fromEntries(Object.entries(members).filter(isMethod)),
    lifetimes: {
      created(this: PageInstance): void {
        Object.assign(this, fields);
      },
    },
  };
}

/** `definition` with `onLoad`, `onShow`, `onReady`, `onHide` and `onUnload` called after its lifetimes of the same moment. */
export function asPage(definition: ComponentDefinition, opening: () => PageOpening): ComponentDefinition {
  const lifetimes = (definition['lifetimes'] ?? {}) as Handlers;
  const pageLifetimes = (definition['pageLifetimes'] ?? {}) as Handlers;
  const own = (name: string) => lifetimes[name] ?? (definition as Handlers)[name];
  const call = (page: PageInstance, method: string, ...args: unknown[]): void => {
    const run = page[method];
    if (typeof run === 'function') run.apply(page, args);
  };
  return {
    ...definition,
    lifetimes: {
      ...lifetimes,
      attached(this: PageInstance): void {
        const { route, query } = opening();
        Object.assign(this, { route, options: { ...query } });
        own('attached')?.call(this);
        call(this, 'onLoad', { ...query });
      },
      ready(this: PageInstance): void {
        own('ready')?.call(this);
        call(this, 'onReady');
      },
      detached(this: PageInstance): void {
        call(this, 'onUnload');
        own('detached')?.call(this);
      },
    },
    pageLifetimes: {
      ...pageLifetimes,
      show(this: PageInstance): void {
        pageLifetimes['show']?.call(this);
        call(this, 'onShow');
      },
      hide(this: PageInstance): void {
        pageLifetimes['hide']?.call(this);
        call(this, 'onHide');
      },
    },
  };
}
