import { JSDOM } from 'jsdom';

/** The globals that the component engines draw with. */
const names = ['window', 'document', 'Node', 'Element', 'HTMLElement', 'Event', 'CustomEvent', 'MutationObserver'] as const;

/**
 * Gives this process a document to draw in, as jest's jsdom environment does for tests.
 * @returns takes it away again
 */
export function installDom(): () => void {
  const { window } = new JSDOM('<!doctype html><body></body>');
  const before = new Map(names.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]));
  for (const name of names) {
    Object.defineProperty(globalThis, name, { value: name === 'window' ? window : window[name], configurable: true, writable: true });
  }
  return () => {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
    }
    window.close();
  };
}
