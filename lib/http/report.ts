import { toAuthingError } from '../errors/authing-error';
import type { ConnectionOptions } from './options';

/**
 * Runs one request: its failure leaves as an AuthingError, of which the app's `onError` has heard exactly once.
 * An `onError` that throws (the SDK's own default did) must not replace the error that the caller is about to get,
 * so what it throws goes to the console.
 */
export function reporting<T>({ onError }: ConnectionOptions, request: () => T | Promise<T>): Promise<T> {
  return new Promise<T>((resolve) => resolve(request())).catch((thrown: unknown) => {
    const error = toAuthingError(thrown, 'network', { stage: 'request' });
    try {
      if (onError) onError(error.code, error.message, error.data);
    } catch (thrownByApp) {
      console.error(thrownByApp);
    }
    throw error;
  });
}
