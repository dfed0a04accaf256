import { toAuthingError } from '../errors/authing-error';
import type { AuthingErrorDetail } from '../events';
import type { CancelReason } from '../wx/refusal';

/** All that emitting needs of a component. Result events never bubble: WeChat's defaults. */
interface Emitter {
  triggerEvent(name: string, detail: object): void;
}

export function emitError(component: Emitter, thrown: unknown): void {
  const { code, reason, message, stage, retryable, data } = toAuthingError(thrown, 'server', { stage: 'tap' });
  component.triggerEvent('error', { code, reason, message, stage, retryable, data } satisfies AuthingErrorDetail);
}

export function emitCancel(component: Emitter, reason: CancelReason): void {
  component.triggerEvent('cancel', { reason });
}
