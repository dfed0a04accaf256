import { errorDetail, toAuthingError } from '../errors/authing-error';
import type { CancelReason } from '../wx/refusal';

/** All that emitting needs of a component. Result events never bubble: WeChat's defaults. */
interface Emitter {
  triggerEvent(name: string, detail: object): void;
}

export function emitError(component: Emitter, error: unknown): void {
  component.triggerEvent('error', errorDetail(toAuthingError(error, 'server', { stage: 'tap' })));
}

export function emitCancel(component: Emitter, reason: CancelReason): void {
  component.triggerEvent('cancel', { reason });
}
