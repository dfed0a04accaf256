/** How a built-in component is made: its properties come from the component reference, its look and behaviour from here. */
import type * as glassEasel from 'glass-easel';
import { nativeTags } from 'authing-miniapp-emulator/runtime';
import type { RunningApp } from '../app/running-app';
import type { DomNode } from '../app/webview';

/** One built-in component on a page. */
export interface TagInstance {
  readonly tag: string;
  /** Its DOM element, `<wx-…>`, in the page's document. */
  readonly host: DomNode;
  readonly document: Document;
  readonly component: glassEasel.GeneralComponent;
  readonly app: RunningApp;
  /** Property values by camelCase name. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Fires an event on it, which does not bubble. */
  emit(name: string, detail?: unknown): void;
  /** Changes a property from inside, as a person's typing does; two-way bindings follow. */
  set(property: string, value: unknown): void;
}

/** What a kind of built-in component does; everything is optional. */
export interface Tag {
  /** Once, before anything is shown: inner DOM, listeners. */
  create?(instance: TagInstance): void;
  /** After every change of a property, and once at the start. */
  render?(instance: TagInstance): void;
  /** It is no longer on the page. */
  remove?(instance: TagInstance): void;
  /** A person tapped it (or something in it), after the mini program's own handlers. */
  tap?(instance: TagInstance, target: EventTarget | null): void;
  /** What a form reads under this component's `name`. */
  value?(instance: TagInstance): unknown;
}

const instances = new WeakMap<glassEasel.GeneralComponent, { instance: TagInstance; tag: Tag }>();

/** The built-in component that `component` is, or undefined. */
export const tagInstance = (component: glassEasel.GeneralComponent): TagInstance | undefined => instances.get(component)?.instance;

/** What a form reads from `component`; undefined when it is no field. */
export function fieldValue(component: glassEasel.GeneralComponent): (() => unknown) | undefined {
  const found = instances.get(component);
  const read = found?.tag.value;
  return found !== undefined && read !== undefined ? () => read(found.instance) : undefined;
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Defines `<name>` in the space that all pages share. */
export function defineTag(
  space: glassEasel.ComponentSpace,
  name: string,
  tag: Tag,
  app: RunningApp,
): glassEasel.GeneralComponentDefinition {
  const definition = space.define(name).definition({
    properties: nativeTags[name] ?? {},
    observers: [
      {
        fields: '**',
        observer(this: unknown) {
          const found = instances.get(this as glassEasel.GeneralComponent);
          if (found !== undefined) render(found.instance, tag);
        },
      },
    ],
    lifetimes: {
      created(this: unknown) {
        const component = this as glassEasel.GeneralComponent;
        const instance = createInstance(name, component, app);
        instances.set(component, { instance, tag });
        tag.create?.(instance);
        if (tag.tap) {
          component.addListener('tap', (event) => {
            const target = (event.getOriginalEvent() as Event | undefined)?.target ?? null;
            queueMicrotask(() => tag.tap?.(instance, target));
          });
        }
      },
      attached(this: unknown) {
        const found = instances.get(this as glassEasel.GeneralComponent);
        if (found !== undefined) render(found.instance, tag);
      },
      detached(this: unknown) {
        const found = instances.get(this as glassEasel.GeneralComponent);
        if (found !== undefined) tag.remove?.(found.instance);
      },
    },
    // The engine's types want literal definitions.
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
  } as any);
  return definition.registerComponent() as unknown as glassEasel.GeneralComponentDefinition;
}

function createInstance(tag: string, component: glassEasel.GeneralComponent, app: RunningApp): TagInstance {
  const host = component.getBackendElement() as unknown as DomNode;
  return {
    tag,
    host,
    document: host.ownerDocument,
    component,
    app,
    get data() {
      return component.data as Record<string, unknown>;
    },
    emit: (name, detail = {}) => component.triggerEvent(name, detail),
    set: (property, value) => component.setData({ [property]: value }),
  };
}

function render(instance: TagInstance, tag: Tag): void {
  reflect(instance);
  tag.render?.(instance);
}

/** Puts properties on the DOM element, for style sheets (`button[type=primary]`) and assistive technology (`aria-*`). */
function reflect({ host, data }: TagInstance): void {
  for (const [name, value] of Object.entries(data)) {
    const attribute = name === 'ariaRole' ? 'role' : kebab(name);
    const isAria = attribute.startsWith('aria-') || name === 'ariaRole';
    if (value === null || value === undefined || value === '' || (value === false && !isAria) || typeof value === 'object') {
      // A role or label that the tag gives itself stays when the mini program sets none.
      if (!isAria && attribute !== 'tabindex' && host.hasAttribute(attribute)) host.removeAttribute(attribute);
    } else {
      host.setAttribute(attribute, value === true && !isAria ? '' : String(value as string | number | boolean));
    }
  }
}

/** Sets a role and keyboard focus, unless the mini program chose its own. */
export function actAs(instance: TagInstance, role: string, enabled: boolean): void {
  if (!instance.data['ariaRole']) instance.host.setAttribute('role', role);
  instance.host.tabIndex = enabled ? 0 : -1;
  if (enabled) instance.host.removeAttribute('aria-disabled');
  else instance.host.setAttribute('aria-disabled', 'true');
}
