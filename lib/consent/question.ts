import type { Attached } from '../behavior/attachment';
import { emit, emitCancel } from '../behavior/emit';
import type { Emitter } from '../behavior/emit';
import type { AgreeEvent, AgreementEvent } from '../events';
import { say } from '../errors/say';
import { countDown } from '../timers';
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
export interface Asker extends Emitter, Attached<unknown> {
  readonly data: { readonly question: Question | null };
  setData(changes: { question: Question | null }, drawn?: () => void): void;
  /** How many of WeChat's sheets the agreeing button has opened that have not answered. */
  openSheets?: number;
  /** Another object each time that the dialog is hidden. */
  hiding?: object;
}

/** ms after which a view that has not said so is taken to have drawn what it was sent. */
const NEVER_DRAWN = 5000;

/** Opens the dialog. @param sheet whether WeChat opens a sheet when the person agrees */
export function ask(component: Asker & { readonly data: { readonly agreement: unknown } }, sheet: boolean): void {
  const decline = say('不同意', 'Not now');
  component.setData({ question: { ...wordsOf(component.data.agreement), decline, sheet } });
}

/**
 * The person agreed, be it an instant after "Not now". The dialog is gone for them. For WeChat it stays until its sheets have answered:
 * what is removed loses the answer.
 */
export function agree(component: Asker, question: Question, sheet: boolean): void {
  const { openSheets = 0 } = component;
  if (sheet) component.openSheets = openSheets + 1;
  hide(component, question);
  if (!question.style || !openSheets) emit(component, 'agree', {} satisfies AgreeEvent);
}

/**
 * A sheet of the agreeing button's has answered. Others may be open, and the person may have been asked again: for nothing, where what
 * they were asked for has come.
 */
export function close(component: Asker, question: Question, received: unknown): void {
  if (component.openSheets) component.openSheets--;
  if (received) end(component, question, 'cancelled');
  if (question.style) remove(component);
}

/** Ends the question without consent. Who has agreed first waits for WeChat's answer, which ends the tap. */
export function end(component: Asker, question: Question, reason: 'declined' | 'cancelled'): void {
  if (question.style) return;
  hide(component, question);
  emitCancel(component, reason);
}

/** Ends the question of somebody who is signed in no more: whoever taps "Agree" before the view has drawn that agrees to nothing. */
export function withdraw(component: Asker, question: Question): void {
  // One has agreed, and WeChat's answer is to come.
  if (component.openSheets) return end(component, question, 'cancelled');
  component.setData({ question: null });
  if (!question.style) emitCancel(component, 'cancelled');
}

/**
 * Until the view has drawn it, a finger may tap WeChat's button, whose sheet opens whatever has been set: removed, the button would lose a
 * number that was paid for.
 */
function hide(component: Asker, question: Question): void {
  if (!question.sheet) return component.setData({ question: null });
  const { attachment } = component;
  const hiding = (component.hiding = {});
  const drawn = (): void => {
    // Of this life and this question.
    if (component.attachment === attachment && component.hiding === hiding) remove(component);
  };
  component.setData({ question: { ...question, style: 'visibility: hidden' } }, drawn);
  countDown(NEVER_DRAWN, drawn);
}

function remove(component: Asker): void {
  const { question } = component.data;
  if (question && question.style && !component.openSheets) component.setData({ question: null });
}

/** The person wants to read a document: the page opens it, and the dialog waits. */
export function tellDocument(component: Asker, { names }: Question, index: number): void {
  emit(component, 'agreement', { index, name: names[index]! } satisfies AgreementEvent);
}
