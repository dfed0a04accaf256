import { AuthingError } from '../errors/authing-error';
import { fitToShow } from '../http/answer';

type Method = (this: Part | undefined, ...args: unknown[]) => unknown;

/** What carries requests: a client has several. */
interface Transport {
  request(request: never): Promise<unknown>;
}

/** A client, or a part of one (`mfa`, `social` …): all of them have the same `httpClient`. */
interface Part {
  readonly httpClient?: Watched;
}

/**
 * Whether the guarded call of this client that runs now has begun to ask Authing: what it stumbles over before is the caller's fault,
 * what it stumbles over after it the answer's. A call reads this when it returns its promise, before anything else can run, so that calls
 * which overlap in time never see each other's: the SDK's methods, and ours, use up their arguments before they ask.
 */
interface Call {
  asking: boolean;
}

interface Watched {
  /** A function, not a field: a framework that observes the client (Vue) would take each call for a change of it. */
  currentCall?(): Call;
}

/** Lets `guard` know of the requests that a client sends. */
export function watchRequests(client: Record<'httpClient' | 'graphqlClient' | 'naiveHttpClient', Transport>): void {
  const call: Call = { asking: false };
  const watched: Transport & Watched = client.httpClient;
  watched.currentCall = () => call;
  [watched, client.graphqlClient, client.naiveHttpClient].forEach((transport) => {
    const request = transport.request;
    transport.request = (config) => {
      call.asking = true;
      return request.call(transport, config);
    };
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
    const watched = this && this.httpClient;
    const call: Call = watched && watched.currentCall ? watched.currentCall() : { asking: false };
    const caller = call.asking;
    call.asking = false;
    try {
      const result = method.apply(this, args) as PromiseLike<unknown> | undefined | null;
      const asked = call.asking;
      return result && typeof result.then === 'function'
        ? result.then(undefined, (error) => {
            throw explained(error, asked);
          })
        : result;
    } catch (error) {
      throw explained(error, call.asking);
    } finally {
      // What a method asks through another one, it asks itself.
      call.asking = call.asking || caller;
    }
  };
}

function explained(error: unknown, asked: boolean): AuthingError {
  if (error instanceof AuthingError) return error;
  // The engine's own words (TypeError …) say nothing to a user; the SDK's do.
  const message = typeof error === 'string' ? error : error instanceof Error && error.name === 'Error' ? error.message : undefined;
  return new AuthingError(asked ? 'server' : 'invalid_argument', {
    stage: 'request',
    cause: error,
    ...(message !== undefined && { message: fitToShow(message) }),
  });
}
