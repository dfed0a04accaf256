/** `<input>` and `<textarea>`, the nickname input included. */
import { textsIn } from '../shell/texts';
import { scopedClasses } from './scoped-classes';
import type { Tag, TagInstance } from './tag';

type Field = HTMLInputElement | HTMLTextAreaElement;

const fields = new WeakMap<TagInstance, { field: Field; placeholder: HTMLElement; nickname: HTMLButtonElement }>();

/** Keyboards by `type`. */
const keyboards: Record<string, string> = { number: 'numeric', digit: 'decimal', idcard: 'text', tel: 'tel' };

const textEntry = (kind: 'input' | 'textarea'): Tag => ({
  create(instance) {
    const field = instance.document.createElement(kind);
    const placeholder = instance.document.createElement('span');
    const nickname = instance.document.createElement('button');
    placeholder.className = 'wx-placeholder';
    placeholder.setAttribute('aria-hidden', 'true');
    nickname.type = 'button';
    nickname.className = 'wx-nickname';
    nickname.hidden = true;
    instance.host.append(field, placeholder, nickname);
    fields.set(instance, { field, placeholder, nickname });
    listen(instance, field);
    // Pressed before the field loses its focus, which would hide it.
    nickname.addEventListener('mousedown', (event) => event.preventDefault());
    nickname.addEventListener('click', () => {
      field.value = nickname.dataset['name'] ?? '';
      typed(instance, field);
      field.blur();
    });
  },
  render(instance) {
    const parts = fields.get(instance);
    if (parts === undefined) return;
    const { field, placeholder } = parts;
    const { data } = instance;
    const value = data['value'] === null || data['value'] === undefined ? '' : String(data['value']);
    if (field.value !== value) field.value = value;
    field.disabled = data['disabled'] === true;
    const limit = Number(data['maxlength']);
    if (limit >= 0) field.maxLength = limit;
    else field.removeAttribute('maxlength');
    field.setAttribute('aria-label', String(data['ariaLabel'] || data['placeholder'] || ''));
    const type = String(data['type'] ?? '');
    field.inputMode = keyboards[type] ?? 'text';
    field.enterKeyHint = String(data['confirmType'] || 'done');
    if (kind === 'input') (field as HTMLInputElement).type = data['password'] === true || type === 'safe-password' ? 'password' : 'text';
    placeholder.textContent = String(data['placeholder'] ?? '');
    placeholder.className = [
      'wx-placeholder',
      ...scopedClasses(instance.component, String(data['placeholderClass'] || `${kind}-placeholder`)),
    ].join(' ');
    placeholder.style.cssText = String(data['placeholderStyle'] ?? '');
    placeholder.hidden = value !== '';
    if (data['focus'] === true && instance.document.activeElement !== field) field.focus();
  },
  value: (instance) => fields.get(instance)?.field.value ?? '',
});

function listen(instance: TagInstance, field: Field): void {
  field.addEventListener('input', () => typed(instance, field));
  field.addEventListener('focus', () => {
    offerNickname(instance, true);
    instance.emit('focus', { value: field.value, height: 0 });
  });
  field.addEventListener('blur', () => {
    offerNickname(instance, false);
    instance.emit('blur', { value: field.value, cursor: field.selectionStart ?? 0 });
    void review(instance, field);
  });
  field.addEventListener('keydown', (event) => {
    if ((event as KeyboardEvent).key !== 'Enter' || field.tagName === 'TEXTAREA') return;
    instance.emit('confirm', { value: field.value });
    if (instance.data['confirmHold'] !== true) field.blur();
  });
}

function typed(instance: TagInstance, field: Field): void {
  const parts = fields.get(instance);
  if (parts !== undefined) parts.placeholder.hidden = field.value !== '';
  instance.set('value', field.value);
  instance.emit('input', { value: field.value, cursor: field.selectionStart ?? field.value.length, keyCode: 0 });
}

/** WeChat checks a nickname that was left, and takes it out of the field when it fails; no `input` says so. */
async function review(instance: TagInstance, field: Field): Promise<void> {
  const { nicknames } = instance.app.surroundings.device;
  if (instance.data['type'] !== 'nickname' || nicknames.offered === undefined) return;
  const { text, event } = await nicknames.review(field.value);
  if (text !== field.value && text === '') {
    field.value = '';
    const parts = fields.get(instance);
    if (parts !== undefined) parts.placeholder.hidden = false;
  }
  if (event !== undefined) instance.emit('nicknamereview', event);
}

/** WeChat offers the person's nickname above the keyboard, where there is consent. */
function offerNickname(instance: TagInstance, focused: boolean): void {
  const parts = fields.get(instance);
  if (parts === undefined) return;
  const { surroundings } = instance.app;
  const name = surroundings.device.nicknames.offered;
  parts.nickname.hidden = !(focused && instance.data['type'] === 'nickname' && name !== undefined);
  parts.nickname.dataset['name'] = name ?? '';
  parts.nickname.textContent = `${textsIn(surroundings.settings.language).nickname}: ${name ?? ''}`;
}

export const input = textEntry('input');
export const textarea = textEntry('textarea');
