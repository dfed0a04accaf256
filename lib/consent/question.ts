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
  setData(changes: { question: Question | null }): void;
  /** How many of WeChat's sheets the agreeing button has opened that have not answered. */
  openSheets?: number;
  /** Keeps a hidden dialog where it is. */
  keepHidden?: () => void;
}

/** ms after which a view has drawn what it was sent, and nobody touches what is gone. */
const DRAWN = 500;

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

/** A finger may be on WeChat's button already, whose sheet opens whatever has been drawn: removed, it would lose a number that was paid. */
function hide(component: Asker, question: Question): void {
  component.setData({ question: question.sheet ? { ...question, style: 'visibility: hidden' } : null });
  const { attachment, keepHidden } = component;
  // Of a question before.
  if (keepHidden) keepHidden();
  if (!question.sheet) return;
  component.keepHidden = countDown(DRAWN, () => {
    if (component.attachment === attachment) remove(component);
  });
}

function remove(component: Asker): void {
  const { question } = component.data;
  if (question && question.style && !component.openSheets) component.setData({ question: null });
}

/** The person wants to read a document: the page opens it, and the dialog waits. */
export function tellDocument(component: Asker, { names }: Question, index: number): void {
  emit(component, 'agreement', { index, name: names[index]! } satisfies AgreementEvent);
}
