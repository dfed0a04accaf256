import type { Attached } from '../behavior/attachment';
import { emit, emitCancel, emitError } from '../behavior/emit';
import type { Emitter } from '../behavior/emit';
import { AuthingError } from '../errors/authing-error';
import type { AgreeEvent, AgreementEvent } from '../events';
import { wxShowActionSheet } from '../wx/action-sheet';
import { refusalOf } from '../wx/refusal';
import { wordsOf } from './words';

/** A component that asks in WeChat's own action sheet. */
interface Asker extends Emitter, Attached<unknown> {
  readonly data: { readonly agreement: unknown };
  /** When the sheet opened that has not answered yet. */
  askedAt?: number | undefined;
}

/** WeChat's sheet covers the page: a tap within this time (ms) was a double one; who taps later does not see it any more. */
const SHEET_COVERS = 1000;

/**
 * Asks for consent where WeChat needs no tap on a button of its own to go on.
 * @param goOn called when the person has agreed, and the page has heard of it
 */
export function askInActionSheet(component: Asker, goOn: () => void): void {
  const { attachment, askedAt } = component;
  const now = Date.now();
  if (askedAt !== undefined && Math.abs(now - askedAt) < SHEET_COVERS)
    return emitError(component, new AuthingError('busy', { stage: 'tap' }));
  component.askedAt = now;
  const { title, names, agree } = wordsOf(component.data.agreement);
  // WeChat lists six at most.
  const items = [agree].concat(names.slice(0, 5));
  void wxShowActionSheet(title, items).then((answer) => {
    if (component.attachment !== attachment || component.askedAt !== now) return;
    component.askedAt = undefined;
    const refusal = refusalOf(answer, 'tap');
    if (refusal === 'cancelled') return emitCancel(component, 'declined');
    if (refusal) return typeof refusal === 'string' ? emitCancel(component, refusal) : emitError(component, refusal);
    const index = (answer.tapIndex || 0) - 1;
    if (index < 0) {
      emit(component, 'agree', {} satisfies AgreeEvent);
      return goOn();
    }
    emit(component, 'agreement', { index, name: names[index]! } satisfies AgreementEvent);
    // The sheet is gone: who has read asks again by a tap.
    return emitCancel(component, 'cancelled');
  });
}
