import { AuthingError, toAuthingError } from '../errors/authing-error';
import type { AuthingErrorDetail } from '../events';
import type { CancelReason } from '../wx/refusal';

/** All that emitting needs of a component. */
export interface Emitter {
  triggerEvent(name: string, detail: object): void;
}

/**
 * Result events never bubble: WeChat's defaults. What a page's handler throws is the page's: it is told to the console and keeps
 * nothing here from going on.
 */
export function emit(component: Emitter, name: string, detail: object): void {
  try {
    component.triggerEvent(name, detail);
  } catch (error) {
    console.error(error);
  }
}

export function emitError(component: Emitter, thrown: unknown): void {
  emit(component, 'error', detailOf(thrown));
}

/** What is no AuthingError is a fault of this library or of what the app gave it (a cipher, a token provider): the console has it all. */
export function detailOf(thrown: unknown): AuthingErrorDetail {
  if (!(thrown instanceof AuthingError)) console.error(thrown);
  const { code, reason, message, stage, retryable, data } = toAuthingError(thrown, 'server', { stage: 'tap' });
  return { code, reason, message, stage, retryable, data };
}

export function emitCancel(component: Emitter, reason: CancelReason): void {
  emit(component, 'cancel', { reason });
}
