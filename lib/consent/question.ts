import { emit, emitCancel } from '../behavior/emit';
import type { Emitter } from '../behavior/emit';
import type { AgreeEvent, AgreementEvent } from '../events';
import { spoken } from '../wx/device';
import { wordsOf } from './words';
import type { Words } from './words';

/** What the dialog shows. */
export interface Question extends Words {
  decline: string;
  /** WeChat opens its sheet from the agreeing button: a tap on it means what was shown, whatever has become of it since. */
  sheet: boolean;
}

/** A component with the behavior `consentDialog`. */
export interface Asker extends Emitter {
  readonly data: { readonly question: Question | null };
  setData(changes: { question: Question | null }): void;
  /** The person agreed in this dialog; it stays for WeChat's answer. */
  hasAgreed?: boolean;
}

/** Opens the dialog. @param sheet whether WeChat opens a sheet when the person agrees */
export function ask(component: Asker & { readonly data: { readonly agreement: unknown } }, sheet: boolean): void {
  component.hasAgreed = false;
  const decline = spoken('暂不', '暫不', 'Not now');
  component.setData({ question: { ...wordsOf(component.data.agreement), decline, sheet } });
}

/** The person agreed. The dialog goes, unless WeChat's answer will come to its button: what is removed loses it. */
export function agree(component: Asker, { sheet }: Question): void {
  component.hasAgreed = true;
  if (!sheet) close(component);
  emit(component, 'agree', {} satisfies AgreeEvent);
}

/** The dialog goes, if there is one. */
export function close(component: Asker): void {
  if (component.data.question) component.setData({ question: null });
}

/** The person did not want to; or had agreed, and then nothing came of WeChat's sheet. */
export function decline(component: Asker): void {
  close(component);
  emitCancel(component, component.hasAgreed ? 'cancelled' : 'declined');
}

/** The person wants to read a document: the page opens it, and the dialog waits. */
export function tellDocument(component: Asker, { names }: Question, index: number): void {
  emit(component, 'agreement', { index, name: names[index]! } satisfies AgreementEvent);
}
