/** WeUI's action sheet. */
import { openDialog } from './dialog';
import { element } from './dom';
import type { Texts } from './texts';

/** Settles with the index of the item that was tapped, or undefined. */
export function actionSheet(
  host: HTMLElement,
  texts: Texts,
  items: readonly string[],
  title: string | undefined,
): Promise<number | undefined> {
  const cell = (text: string, index: number): HTMLElement =>
    element('button', { type: 'button', class: 'weui-actionsheet__cell', onclick: () => dialog.close(index) }, text);
  const surface = element(
    'section',
    { class: 'weui-actionsheet weui-actionsheet_toggle', role: 'dialog', 'aria-label': title ?? texts.choose },
    title === undefined
      ? undefined
      : element('div', { class: 'weui-actionsheet__title' }, element('p', { class: 'weui-actionsheet__title-text' }, title)),
    element('div', { class: 'weui-actionsheet__menu' }, ...items.map(cell)),
    element('div', { class: 'weui-actionsheet__action' }, cell(texts.cancel, CANCELLED)),
  );
  const dialog = openDialog<number>(host, surface, CANCELLED);
  return dialog.closed.then((index) => (index === CANCELLED ? undefined : index));
}

const CANCELLED = -1;
