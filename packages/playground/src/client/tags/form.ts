/** `<form>` and `<label>`. */
import * as glassEasel from 'glass-easel';
import type { RunningApp } from '../app/running-app';
import { fieldValue, tagInstance, type Tag, type TagInstance } from './tag';

const CONTROLS = 'wx-checkbox, wx-radio, wx-switch, wx-button, wx-input, wx-textarea, wx-picker, wx-slider';

export const form: Tag = {};

export const label: Tag = {
  // The control is called what the label says.
  render(instance) {
    const control = controlOf(instance);
    if (control !== undefined && !control.hasAttribute('aria-label')) control.setAttribute('aria-label', instance.host.textContent.trim());
  },
  tap(instance, target) {
    // A tap on the control itself is the control's own.
    const control = controlOf(instance);
    if (control === undefined || control.contains(target as Node | null)) return;
    const input = control.querySelector<HTMLElement>('input, textarea, select');
    if (control.matches('wx-input, wx-textarea') && input !== null) input.focus();
    else control.click();
  },
};

function controlOf({ host, component, data }: TagInstance): HTMLElement | undefined {
  if (!data['for']) return host.querySelector<HTMLElement>(CONTROLS) ?? undefined;
  const found = component.ownerShadowRoot?.querySelector(`#${String(data['for'])}`);
  return (found?.getBackendElement() as unknown as HTMLElement | undefined) ?? undefined;
}

/**
 * The form a button belongs to: the nearest around it in its own template, and beyond it only where its component says so with
 * `wx://form-field-button`.
 */
export function formOf(button: glassEasel.GeneralComponent, app: RunningApp): TagInstance | undefined {
  for (let node: glassEasel.Element | null = button; node !== null;) {
    if (glassEasel.Component.isComponent(node) && node.is === 'form') return tagInstance(node);
    if (node.parentNode !== null) {
      node = node.parentNode;
      continue;
    }
    const host: glassEasel.GeneralComponent | undefined = glassEasel.ShadowRoot.isShadowRoot(node) ? node.getHostNode() : undefined;
    node = host !== undefined && app.code.uses(host, 'wx://form-field-button') ? host : null;
  }
  return undefined;
}

/** Fields with a name inside the form, in its own template, and custom components with `wx://form-field`. */
export function submitForm(form: TagInstance): void {
  const value: Record<string, unknown> = {};
  for (const component of ownComponents(form.component)) {
    const read = fieldValue(component);
    const name = String((component.data as Record<string, unknown>)['name'] ?? '');
    if (name === '') continue;
    if (read !== undefined) value[name] = read();
    else if (form.app.code.uses(component, 'wx://form-field')) value[name] = (component.data as Record<string, unknown>)['value'];
  }
  form.emit('submit', { value, target: { id: form.component.id, dataset: { ...form.component.dataset } } });
}

export function resetForm(form: TagInstance): void {
  for (const component of ownComponents(form.component)) {
    const data = component.data as Record<string, unknown>;
    if ('checked' in data) component.setData({ checked: false });
    else if (fieldValue(component) !== undefined && 'value' in data) component.setData({ value: component.is === 'slider' ? 0 : '' });
  }
  form.emit('reset');
}

/** Components below `node` in the same template. */
export function ownComponents(node: glassEasel.Element): glassEasel.GeneralComponent[] {
  const found: glassEasel.GeneralComponent[] = [];
  for (const child of node.childNodes) {
    if (!glassEasel.Element.isElement(child)) continue;
    if (glassEasel.Component.isComponent(child)) found.push(child);
    found.push(...ownComponents(child));
  }
  return found;
}
