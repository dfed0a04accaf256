/** One run of the mini program, from launch to kill. */
export interface Life {
  readonly alive: boolean;
  end(): void;
  /** Called when the mini program is killed. Returns what ends the subscription. */
  onEnd(listener: () => void): () => void;
}

export function createLife(): Life {
  let alive = true;
  const listeners = new Set<() => void>();
  return {
    get alive() {
      return alive;
    },
    end() {
      alive = false;
      for (const listener of [...listeners]) listener();
      listeners.clear();
    },
    onEnd(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
