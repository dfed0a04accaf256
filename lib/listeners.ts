import type { Listener } from './agreement';

/**
 * Puts `listener` among those to be told.
 * @param ended called when the last one has been taken away
 * @param first it is told before those that are there already
 * @returns takes it away
 */
export function listen(listeners: Listener[], listener: Listener, ended: () => void, first?: boolean): () => void {
  listeners.splice(first ? 0 : listeners.length, 0, listener);
  return () => {
    const index = listeners.indexOf(listener);
    if (index >= 0) listeners.splice(index, 1);
    if (!listeners.length) ended();
  };
}

/** Calls each listener; one that an earlier one has taken away is not called any more. */
export function tellListeners(listeners: readonly Listener[]): void {
  listeners.slice().forEach((listener) => {
    // The page that hears first may remove components that would hear next.
    if (listeners.indexOf(listener) < 0) return;
    try {
      listener();
    } catch (error) {
      // One page's mistake is not kept from its developer, nor the news from the other pages.
      console.error(error);
    }
  });
}
