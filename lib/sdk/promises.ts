/**
 * What the build turns this folder's `async` functions, and the SDK's, into (tools/sdk/async-to-promises.ts): in ES5 a chain of
 * promises takes half the bytes of the state machine that the language asks for. Not meant to be called by hand.
 */

/** Runs `first`; what it returns or throws is what the promise resolves or rejects with. Then `next`, if there is one. */
export function later(first: () => unknown, next?: (value: unknown) => unknown): Promise<unknown> {
  const promise = new Promise((resolve) => resolve(first()));
  return next ? promise.then(next) : promise;
}

/** `await value`, then `next`. */
export function after(value: unknown, next: (value: unknown) => unknown): Promise<unknown> {
  return Promise.resolve(value).then(next);
}

/** `try { first } catch { failed }`. */
export function rescue(first: () => unknown, failed: (error: unknown) => unknown): unknown {
  let value: unknown;
  try {
    value = first();
  } catch (error) {
    return failed(error);
  }
  return Promise.resolve(value).then(undefined, failed);
}
