/** A modal surface over the device's screen: keeps the focus, closes on Escape, gives the focus back. */
import type { Device, PrivacyTick } from 'authing-miniapp-emulator/wechat/device';
import { element } from './dom';
import type { Texts } from './texts';

/** Where WeChat's sheets open. */
export interface SheetContext {
  host: HTMLElement;
  texts: Texts;
  /** The mini program's name. */
  appName: string;
  device: Device;
}

export interface Dialog<T> {
  /** Settles with what `close` was called with. */
  readonly closed: Promise<T>;
  close(result: T): void;
}

/** Puts `surface` over `host` with a mask behind it. Escape and a tap on the mask end it with `dismissed`, unless that is undefined. */
export function openDialog<T>(host: HTMLElement, surface: HTMLElement, dismissed: T | undefined): Dialog<T> {
  const before = document.activeElement;
  const mask = element('div', { class: 'weui-mask' });
  const layer = element('div', { class: 'layer' }, mask, surface);
  let settle: (result: T) => void;
  const closed = new Promise<T>((resolve) => {
    settle = resolve;
  });
  const close = (result: T): void => {
    layer.remove();
    if (before instanceof HTMLElement) before.focus();
    settle(result);
  };
  mask.addEventListener('click', () => {
    if (dismissed !== undefined) close(dismissed);
  });
  layer.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && dismissed !== undefined) close(dismissed);
    if (event.key === 'Tab') keepFocus(event, surface);
  });
  surface.tabIndex = -1;
  surface.setAttribute('aria-modal', 'true');
  host.append(layer);
  surface.focus();
  return { closed, close };
}

function keepFocus(event: KeyboardEvent, surface: HTMLElement): void {
  const stops = [...surface.querySelectorAll<HTMLElement>('button, input, select, textarea, a[href]')].filter(
    (stop) => !stop.matches(':disabled'),
  );
  const active = (surface.getRootNode() as Document | ShadowRoot).activeElement;
  const [first, last] = [stops[0], stops.at(-1)];
  if (event.shiftKey ? active === first || active === surface : active === last) {
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  }
}

/** WeUI's half-screen dialog. */
export function halfScreen(title: string, body: (Node | string)[], footer: Node[]): HTMLElement {
  const heading = element('strong', { class: 'weui-half-screen-dialog__title', id: 'dialog-title' }, title);
  return element(
    'section',
    { class: 'weui-half-screen-dialog weui-half-screen-dialog_show', role: 'dialog', 'aria-labelledby': 'dialog-title' },
    element('div', { class: 'weui-half-screen-dialog__hd' }, element('div', { class: 'weui-half-screen-dialog__hd__main' }, heading)),
    element('div', { class: 'weui-half-screen-dialog__bd' }, ...body),
    element('div', { class: 'weui-half-screen-dialog__ft' }, element('div', { class: 'weui-half-screen-dialog__btn-area' }, ...footer)),
  );
}

/** A button of WeUI's. */
export const button = (text: string, kind: 'primary' | 'default', press: () => void): HTMLButtonElement =>
  element('button', { type: 'button', class: `weui-btn weui-btn_${kind}`, onclick: press }, text);

/** "I have read …": what stands in WeChat's dialogs from base library 3.4.2 on, until somebody agreed. `changed` is told at once, too. */
export function privacyTick(texts: Texts, privacy: PrivacyTick | undefined, changed: (ticked: boolean) => void): HTMLElement[] {
  if (privacy === undefined) return [];
  const box = element('input', { type: 'checkbox', onchange: () => changed(box.checked) });
  changed(false);
  return [
    element(
      'label',
      { class: 'tick' },
      box,
      element('span', {}, `${texts.tick} `, element('span', { class: 'contract' }, privacy.contractName)),
    ),
  ];
}
