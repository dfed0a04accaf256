/** The channel between a page and the page that opened it. */

type Listener = (...values: unknown[]) => void;

export interface EventChannel {
  emit(name: string, ...values: unknown[]): void;
  on(name: string, listener: Listener): void;
  once(name: string, listener: Listener): void;
  off(name: string, listener?: Listener): void;
}

/** Both ends hold the same channel, as WeChat documents it. */
export function createEventChannel(): EventChannel {
  const listeners = new Map<string, Set<Listener>>();
  const channel: EventChannel = {
    emit(name, ...values) {
      for (const listener of [...(listeners.get(name) ?? [])]) listener(...values);
    },
    on(name, listener) {
      listeners.set(name, (listeners.get(name) ?? new Set()).add(listener));
    },
    once(name, listener) {
      const run: Listener = (...values) => {
        channel.off(name, run);
        listener(...values);
      };
      channel.on(name, run);
    },
    off(name, listener) {
      if (listener === undefined) listeners.delete(name);
      else listeners.get(name)?.delete(listener);
    },
  };
  return channel;
}
