/** Rejections that nobody handled, kept from jest while a mini program runs: they are problems of the step that caused them. */

/** What {@link watchRejections} needs of Node.js's own process, which a test's code has only a copy of; the environment provides it. */
export interface RejectionSource {
  /** Takes the place of every other listener, jest's among them. Returns what puts those back. */
  listen(unhandled: (reason: unknown, promise: unknown) => void, handled: (promise: unknown) => void): () => void;
  /** One turn of the real event loop, after which Node.js has reported what was rejected before. */
  turn(): Promise<void>;
}

/** Where a test's global object has it. */
export const rejectionSource = Symbol.for('authing-miniapp-emulator.rejections');

export interface RejectionWatch {
  /** What was rejected since the last call and is not handled yet. */
  taken(): Promise<unknown[]>;
  stop(): void;
}

/** In another environment than this package's, jest itself fails the test for what is rejected. */
export function watchRejections(): RejectionWatch {
  const source = (globalThis as { [rejectionSource]?: RejectionSource })[rejectionSource];
  const reasons = new Map<unknown, unknown>();
  const stop = source?.listen(
    (reason, promise) => void reasons.set(promise, reason),
    (promise) => void reasons.delete(promise),
  );
  return {
    async taken() {
      await source?.turn();
      const found = [...reasons.values()];
      reasons.clear();
      return found;
    },
    stop: () => stop?.(),
  };
}
