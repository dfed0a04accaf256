import { emit, emitCancel } from '../behavior/emit';
import type { Emitter } from '../behavior/emit';
import type { AgreeEvent, AgreementEvent } from '../events';
import { say } from '../errors/say';
import { wordsOf } from './words';
import type { Words } from './words';

/** What the dialog shows. */
export interface Question extends Words {
  decline: string;
  /** WeChat opens its sheet from the agreeing button: a tap on it means what was shown, whatever has become of it since. */
  sheet: boolean;
  /** Of the whole dialog. */
  style?: string;
}

/** A component with the behavior `consentDialog`. */
export interface Asker extends Emitter {
  readonly data: { readonly question: Question | null };
  setData(changes: { question: Question | null }): void;
  /** How many of WeChat's sheets the agreeing button has opened that have not answered. */
  openSheets?: number;
}

/** Opens the dialog. @param sheet whether WeChat opens a sheet when the person agrees */
export function ask(component: Asker & { readonly data: { readonly agreement: unknown } }, sheet: boolean): void {
  component.openSheets = 0;
  const decline = say('暂不', 'Not now');
  component.setData({ question: { ...wordsOf(component.data.agreement), decline, sheet } });
}

/** The person agreed: the dialog is gone for them. For WeChat it stays until its sheets have answered: what is removed loses the answer. */
export function agree(component: Asker, question: Question): void {
  const again = component.openSheets;
  if (question.sheet) {
    component.openSheets = (again || 0) + 1;
    component.setData({ question: { ...question, style: 'visibility: hidden' } });
  } else component.setData({ question: null });
  if (!again) emit(component, 'agree', {} satisfies AgreeEvent);
}

/** WeChat's sheet has answered, and the next may be open. */
export function close(component: Asker): void {
  if (component.openSheets && !--component.openSheets) component.setData({ question: null });
}

/** The person did not want to. Who has agreed first waits for WeChat's answer, which ends the tap. */
export function decline(component: Asker): void {
  if (component.openSheets) return;
  component.setData({ question: null });
  emitCancel(component, 'declined');
}

/** Whoever was asked is signed in no more: nobody agrees for them. */
export function withdraw(component: Asker): void {
  if (component.openSheets) return;
  component.setData({ question: null });
  emitCancel(component, 'cancelled');
}

/** The person wants to read a document: the page opens it, and the dialog waits. */
export function tellDocument(component: Asker, { names }: Question, index: number): void {
  emit(component, 'agreement', { index, name: names[index]! } satisfies AgreementEvent);
}
