import type { Attached } from '../behavior/attachment';
import { emit, emitCancel, emitError } from '../behavior/emit';
import type { Emitter } from '../behavior/emit';
import { AuthingError } from '../errors/authing-error';
import { say } from '../errors/say';
import type { AgreeEvent, AgreementEvent } from '../events';
import { wxShowActionSheet } from '../wx/action-sheet';
import { refusalOf } from '../wx/refusal';
import { wordsOf } from './words';

/** A component that asks in WeChat's own action sheet. */
interface Asker extends Emitter, Attached<unknown> {
  readonly data: { readonly agreement: unknown };
  /** When the sheet opened that has not answered, ms since 1970. */
  asking?: number | undefined;
}

/**
 * ms after which a sheet that has not answered is taken to be gone: it covers the page, so somebody who taps again does not see it. Before
 * that it is a double tap.
 */
const SHEET_COVERS = 1000;
/** Items that WeChat lists at most. */
const ROOM = 6;

/**
 * Asks for consent where WeChat needs no tap on a button of its own to go on. Whatever keeps the sheet from an answer, nobody has agreed.
 * @param goOn called when the person has agreed, and the page has heard of it
 */
export function askInActionSheet(component: Asker, goOn: () => void): void {
  const { attachment } = component;
  // Its page has just heard who is signed in, and has taken it away.
  if (!attachment) return;
  const now = Date.now();
  if (Math.abs(now - (component.asking || 0)) < SHEET_COVERS) return emitError(component, new AuthingError('busy', { stage: 'tap' }));
  component.asking = now;
  const { title, names, agree } = wordsOf(component.data.agreement);
  const open = (first: number): void => {
    const isLast = names.length - first < ROOM;
    const shown = names.slice(first, isLast ? undefined : first + ROOM - 2);
    void wxShowActionSheet(title, [agree].concat(shown, isLast ? [] : say('更多', 'More'))).then((answer) => {
      if (component.attachment !== attachment) return;
      // Another tap has asked since: that sheet's answer counts.
      if (component.asking !== now) return emitCancel(component, 'cancelled');
      const { tapIndex } = answer;
      if (tapIndex && tapIndex > shown.length) return open(first + shown.length);
      component.asking = 0;
      const refusal = refusalOf(answer, 'tap');
      if (tapIndex) {
        const index = first + tapIndex - 1;
        emit(component, 'agreement', { index, name: names[index]! } satisfies AgreementEvent);
        // The sheet is gone: who has read asks again by a tap.
        emitCancel(component, 'cancelled');
      } else if (typeof refusal === 'object') emitError(component, refusal);
      else if (tapIndex !== 0) emitCancel(component, 'declined');
      else {
        emit(component, 'agree', {} satisfies AgreeEvent);
        goOn();
      }
    });
  };
  open(0);
}
