import { toAuthingError } from '../errors/authing-error';
import type { AuthingError } from '../errors/authing-error';
import type { ConnectionOptions } from './options';

/**
 * Runs one request: its failure leaves as an AuthingError, of which the app's `onError` has heard exactly once, word for word.
 * An `onError` that throws (the SDK's own default did) must not replace the error that the caller is about to get,
 * so what it throws goes to the console.
 * @param rescue reads a failure first: throws what it means, or returns the answer that it is after all
 */
export function reporting<T>(
  { onError }: ConnectionOptions,
  request: () => T | Promise<T>,
  rescue: (error: AuthingError) => T = (error) => {
    throw error;
  },
): Promise<T> {
  const known = (thrown: unknown): AuthingError => toAuthingError(thrown, 'network', { stage: 'request' });
  return new Promise<T>((resolve) => resolve(request()))
    .catch((thrown: unknown) => rescue(known(thrown)))
    .catch((thrown: unknown) => {
      const error = known(thrown);
      try {
        if (onError) onError(error.code, error.message, error.data);
      } catch (thrownByApp) {
        console.error(thrownByApp);
      }
      throw error;
    });
}
