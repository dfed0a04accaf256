/** What a WXS event handler gets to hold of a component: `event.instance` and the owner instance. */
import * as glassEasel from 'glass-easel';

/** Documented as ComponentDescriptor. */
export interface ComponentDescriptor {
  selectComponent(selector: string): ComponentDescriptor | undefined;
  selectAllComponents(selector: string): ComponentDescriptor[];
  setStyle(style: string | Record<string, string>): ComponentDescriptor;
  addClass(name: string): ComponentDescriptor;
  removeClass(name: string): ComponentDescriptor;
  hasClass(name: string): boolean;
  getDataset(): Record<string, unknown>;
  callMethod(name: string, argument: unknown): void;
  getState(): Record<string, unknown>;
  triggerEvent(name: string, detail: unknown): void;
  requestAnimationFrame(callback: () => void): void;
  setTimeout(callback: () => void, delay: number): number;
  clearTimeout(timer: number): void;
  getBoundingClientRect(): DOMRect | undefined;
}

/** The engine's style segment above the template's own (a const enum, out of reach here). */
const TEMPORARY_STYLES = 3;

const states = new WeakMap<object, Record<string, unknown>>();

const domOf = (element: glassEasel.Element): HTMLElement | null => element.getBackendElement() as unknown as HTMLElement | null;

const cssText = (style: string | Record<string, string>): string =>
  typeof style === 'string'
    ? style
    : Object.entries(style)
        .map(([name, value]) => `${name}:${value}`)
        .join(';');

export function componentDescriptor(holder: unknown): ComponentDescriptor {
  const element = ((holder as { _$?: glassEasel.Element })._$ ?? holder) as glassEasel.Element;
  const component = glassEasel.Component.isComponent(element) ? element : undefined;
  const root = component?.getShadowRoot() ?? undefined;
  const descriptor: ComponentDescriptor = {
    selectComponent(selector) {
      const found = root?.querySelector(selector);
      return found ? componentDescriptor(found) : undefined;
    },
    selectAllComponents: (selector) => (root?.querySelectorAll(selector) ?? []).map(componentDescriptor),
    setStyle(style) {
      element.setNodeStyle(cssText(style), TEMPORARY_STYLES);
      return descriptor;
    },
    addClass(name) {
      element.classList?.toggle(name, true);
      return descriptor;
    },
    removeClass(name) {
      element.classList?.toggle(name, false);
      return descriptor;
    },
    hasClass: (name) => element.classList?.contains(name) ?? false,
    getDataset: () => ({ ...element.dataset }),
    callMethod(name, argument) {
      const caller = component?.getMethodCaller() as unknown as Record<string, (argument: unknown) => void> | undefined;
      caller?.[name]?.(argument);
    },
    getState() {
      const state = states.get(element) ?? {};
      states.set(element, state);
      return state;
    },
    triggerEvent: (name, detail) => element.triggerEvent(name, detail),
    requestAnimationFrame: (callback) => void requestAnimationFrame(callback),
    setTimeout: (callback, delay) => window.setTimeout(callback, delay),
    clearTimeout: (timer) => clearTimeout(timer),
    getBoundingClientRect: () => domOf(element)?.getBoundingClientRect(),
  };
  return descriptor;
}
