/** WeChat's own sheets: what it asks the person who holds the device. */
import type { Decision, DevicePicture, Sheet } from 'authing-miniapp-emulator/wechat/device';
import { button, halfScreen, openDialog, privacyTick } from './dialog';
import type { SheetContext } from './dialog';
import { element } from './dom';
import { choosePicture } from './picture-sheet';

const cancelled: Decision = { answer: 'cancel' };
const accepted: Decision = { answer: 'accept' };
const denied: Decision = { answer: 'deny' };

/** Shows the sheet and settles with what the person does. */
export function askOn(context: SheetContext, sheet: Sheet): Promise<Decision> {
  switch (sheet.kind) {
    case 'phoneNumber':
      return askForPhoneNumber(context, sheet);
    case 'userInfo':
      return askForUserInfo(context);
    case 'avatar':
      return choosePicture(context, {
        title: context.texts.avatarTitle,
        count: 1,
        withAvatar: true,
        ...(sheet.privacy && { privacy: sheet.privacy }),
      });
    case 'media':
      return choosePicture(context, { title: context.texts.mediaTitle, count: sheet.count, withAvatar: false });
    case 'crop':
      return crop(context, sheet);
    case 'privacy':
      return askForPrivacy(context, sheet);
    case 'actionSheet':
      return actionSheet(context, sheet);
    case 'modal':
      return modal(context, sheet);
  }
}

const appLine = ({ appName }: SheetContext, text: string): HTMLElement =>
  element(
    'p',
    { class: 'asks' },
    element('span', { class: 'app-mark', 'aria-hidden': 'true' }, appName.slice(0, 1)),
    element('span', {}, element('b', {}, appName), ` ${text}`),
  );

async function askForPhoneNumber(context: SheetContext, sheet: Extract<Sheet, { kind: 'phoneNumber' }>): Promise<Decision> {
  const { texts, host } = context;
  const number = element(
    'div',
    { class: 'choice chosen' },
    element(
      'div',
      {},
      element('div', { class: 'choice-title' }, sheet.masked || texts.phoneNone),
      element('div', { class: 'choice-note' }, texts.phoneBound),
    ),
    element('i', { class: 'weui-icon-success-no-circle', 'aria-hidden': 'true' }),
  );
  const other = element('button', { type: 'button', class: 'link' }, texts.otherNumber);
  const allow = button(texts.allow, 'primary', () => dialog.close(accepted));
  const tick = privacyTick(texts, sheet.privacy, (ticked) => (allow.disabled = !ticked));
  const surface = halfScreen(
    texts.phoneSheet,
    [
      appLine(context, texts.phoneTitle),
      element('p', { class: 'note' }, sheet.realtime ? texts.phoneRealtimeBody : texts.phoneBody),
      number,
      other,
      ...tick,
    ],
    [button(texts.deny, 'default', () => dialog.close(denied)), allow],
  );
  const dialog = openDialog<Decision>(host, surface, cancelled);
  other.addEventListener('click', () => void bindAnother(context).then((decision) => dialog.close(decision)));
  return dialog.closed;
}

/** There is no second number to give: all that can be done here is to leave, which WeChat reports in its own way. */
function bindAnother({ host, texts }: SheetContext): Promise<Decision> {
  const left: Decision = { answer: 'cancel', errMsg: 'fail:cancel to bind phone' };
  const surface = halfScreen(
    texts.otherNumberTitle,
    [element('p', { class: 'note' }, texts.otherNumberBody)],
    [button(texts.back, 'default', () => dialog.close(left))],
  );
  const dialog = openDialog(host, surface, left);
  return dialog.closed;
}

function askForUserInfo(context: SheetContext): Promise<Decision> {
  const { texts, host } = context;
  const surface = halfScreen(
    context.appName,
    [appLine(context, texts.userInfoTitle), element('p', { class: 'note' }, texts.userInfoBody)],
    [button(texts.deny, 'default', () => dialog.close(denied)), button(texts.allow, 'primary', () => dialog.close(accepted))],
  );
  const dialog = openDialog<Decision>(host, surface, cancelled);
  return dialog.closed;
}

function askForPrivacy(context: SheetContext, sheet: Extract<Sheet, { kind: 'privacy' }>): Promise<Decision> {
  const { texts, host } = context;
  const contract = element('span', { class: 'contract' }, sheet.contractName);
  const surface = halfScreen(
    texts.privacyTitle,
    [element('p', { class: 'note left' }, `${texts.privacyBody} `, contract), element('p', { class: 'choice-note' }, sheet.referrer)],
    [button(texts.refuse, 'default', () => dialog.close(denied)), button(texts.agree, 'primary', () => dialog.close(accepted))],
  );
  const dialog = openDialog<Decision>(host, surface, cancelled);
  return dialog.closed;
}

function crop({ host, texts, device }: SheetContext, sheet: Extract<Sheet, { kind: 'crop' }>): Promise<Decision> {
  const bytes = device.files.read(sheet.src);
  const address = bytes === undefined ? '' : URL.createObjectURL(new Blob([bytes as BlobPart]));
  const picture = element('img', {
    class: 'cropped',
    src: address,
    alt: '',
    style: `aspect-ratio: ${sheet.cropScale.replace(':', ' / ')}`,
  });
  const surface = halfScreen(
    texts.cropTitle,
    [picture],
    [button(texts.cancel, 'default', () => dialog.close(cancelled)), button(texts.done, 'primary', () => dialog.close(accepted))],
  );
  const dialog = openDialog<Decision>(host, surface, cancelled);
  return dialog.closed.finally(() => URL.revokeObjectURL(address));
}

/** `wx.showActionSheet`. */
function actionSheet({ host, texts }: SheetContext, { alertText, items }: Extract<Sheet, { kind: 'actionSheet' }>): Promise<Decision> {
  const choices = items.map((text, item) => button(text, 'default', () => dialog.close({ answer: 'accept', item })));
  const surface = halfScreen(alertText, choices, [button(texts.cancel, 'default', () => dialog.close(cancelled))]);
  const dialog = openDialog<Decision>(host, surface, cancelled);
  return dialog.closed;
}

/** `wx.showModal`. */
function modal({ host }: SheetContext, sheet: Extract<Sheet, { kind: 'modal' }>): Promise<Decision> {
  const typed = element('textarea', { class: 'modal-input', rows: '2', 'aria-label': sheet.title });
  typed.value = sheet.content;
  const choose = (text: string, kind: string, press: () => void): HTMLElement =>
    element('button', { type: 'button', class: `weui-dialog__btn weui-dialog__btn_${kind}`, onclick: press }, text);
  const confirm = (): Decision => (sheet.editable ? { answer: 'accept', content: typed.value } : accepted);
  const surface = element(
    'section',
    { class: 'weui-dialog', role: 'dialog', 'aria-labelledby': 'dialog-title' },
    sheet.title === ''
      ? undefined
      : element('div', { class: 'weui-dialog__hd' }, element('strong', { class: 'weui-dialog__title', id: 'dialog-title' }, sheet.title)),
    element('div', { class: 'weui-dialog__bd' }, sheet.editable ? typed : sheet.content),
    element(
      'div',
      { class: 'weui-dialog__ft' },
      sheet.showCancel ? choose(sheet.cancelText, 'default', () => dialog.close(cancelled)) : undefined,
      choose(sheet.confirmText, 'primary', () => dialog.close(confirm())),
    ),
  );
  const dialog = openDialog<Decision>(host, surface, undefined);
  return dialog.closed;
}

export type { DevicePicture };
