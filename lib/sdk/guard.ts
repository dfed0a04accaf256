import { AuthingError } from '../errors/authing-error';
import { fitToShow } from '../http/answer';

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** How many answers have come from Authing: an error after one is the answer's fault, one before it the caller's. */
let answers = 0;

/** Counts the answers that `transport` brings. */
export function countAnswers<Request>(transport: { request(request: Request): Promise<unknown> }): void {
  const request = transport.request;
  transport.request = (config) => request.call(transport, config).then((answer) => {
    answers++;
    return answer;
  });
}

/**
 * Wraps every method of a class and of those it extends so that all they throw, or reject with, is an AuthingError. The SDK throws
 * texts, plain errors about its arguments, and stumbles with a TypeError over arguments and answers it did not expect.
 */
export function guard(type: { readonly prototype: object }): void {
  for (let { prototype } = type; prototype !== Object.prototype; prototype = Object.getPrototypeOf(prototype) as object) {
    guardMethods(prototype as Record<string, unknown>);
  }
}

function guardMethods(prototype: Record<string, unknown>): void {
  Object.getOwnPropertyNames(prototype).forEach((name) => {
    // Getters must not run here: there is no client behind a prototype.
    const method = (Object.getOwnPropertyDescriptor(prototype, name) as PropertyDescriptor).value as unknown;
    if (name !== 'constructor' && typeof method === 'function') prototype[name] = guarded(method as Method);
  });
}

function guarded(method: Method): Method {
  return function (...args) {
    const before = answers;
    try {
      const result = method.apply(this, args) as PromiseLike<unknown> | undefined | null;
      return result && typeof result.then === 'function' ? result.then(undefined, (error) => { throw explained(error, before); }) : result;
    } catch (error) {
      throw explained(error, before);
    }
  };
}

function explained(error: unknown, answersBefore: number): AuthingError {
  if (error instanceof AuthingError) return error;
  const reason = answers > answersBefore ? 'server' : 'invalid_argument';
  // The engine's own words (TypeError …) say nothing to a user; the SDK's do.
  const message = typeof error === 'string' ? error : error instanceof Error && error.name === 'Error' ? error.message : undefined;
  return new AuthingError(reason, { stage: 'request', cause: error, ...(message !== undefined && { message: fitToShow(message) }) });
}
