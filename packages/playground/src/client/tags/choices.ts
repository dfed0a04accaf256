/** `<checkbox>`, `<radio>`, their groups, and `<switch>`. */
import weuiSwitch from 'weui/dist/style/widget/weui-cell/weui-switch.css';
import { ownComponents } from './form';
import { actAs, tagInstance, type Tag, type TagInstance } from './tag';

/** The group around a choice, in the same template. */
function groupOf(instance: TagInstance, group: string): TagInstance | undefined {
  for (let node = instance.component.parentNode; node !== null; node = node.parentNode) {
    const found = tagInstance(node as Parameters<typeof tagInstance>[0]);
    if (found?.tag === group) return found;
  }
  return undefined;
}

const members = (group: TagInstance, tag: string): TagInstance[] =>
  ownComponents(group.component)
    .map(tagInstance)
    .filter((member) => member?.tag === tag)
    .filter((member) => member !== undefined);

function renderChoice(instance: TagInstance, role: string): void {
  const { checked, disabled, color } = instance.data;
  actAs(instance, role, disabled !== true);
  instance.host.setAttribute('aria-checked', String(checked === true));
  (instance.host.firstElementChild as HTMLElement | null)?.style.setProperty('--choice-color', String(color));
}

export const checkbox: Tag = {
  create(instance) {
    const box = instance.document.createElement('i');
    box.className = 'wx-check';
    instance.host.prepend(box);
  },
  render: (instance) => renderChoice(instance, 'checkbox'),
  tap(instance) {
    if (instance.data['disabled'] === true) return;
    instance.set('checked', instance.data['checked'] !== true);
    const group = groupOf(instance, 'checkbox-group');
    group?.emit('change', { value: checkedValues(group) });
  },
};

const checkedValues = (group: TagInstance): unknown[] =>
  members(group, 'checkbox')
    .filter((member) => member.data['checked'] === true)
    .map((member) => member.data['value']);

export const checkboxGroup: Tag = {
  value: checkedValues,
};

export const radio: Tag = {
  create: (instance) => checkbox.create?.(instance),
  render: (instance) => renderChoice(instance, 'radio'),
  tap(instance) {
    if (instance.data['disabled'] === true || instance.data['checked'] === true) return;
    const group = groupOf(instance, 'radio-group');
    for (const other of group === undefined ? [] : members(group, 'radio')) other.set('checked', false);
    instance.set('checked', true);
    group?.emit('change', { value: instance.data['value'] });
  },
};

export const radioGroup: Tag = {
  create: (instance) => instance.host.setAttribute('role', 'radiogroup'),
  value: (group) => members(group, 'radio').find((member) => member.data['checked'] === true)?.data['value'] ?? '',
};

/** WeUI's variables are not defined here, and the switch around it takes the taps. */
const SWITCH_STYLE = `
  :host { display: inline-block; line-height: 0; }
  .weui-switch { margin: 0; pointer-events: none; background-color: #dfdfdf; border-color: #dfdfdf; }
  .weui-switch:checked { background-color: var(--choice-color); border-color: var(--choice-color); }
`;

const boxes = new WeakMap<TagInstance, HTMLInputElement>();

export const switchTag: Tag = {
  create(instance) {
    // In a shadow root of its own: WeUI's switch looks as WeChat's, and its style sheet must not meet the page's classes.
    const inside = instance.document.createElement('span');
    const root = inside.attachShadow({ mode: 'open' });
    root.innerHTML = `<style>${weuiSwitch}${SWITCH_STYLE}</style>
      <div class="wx-root"><input class="weui-switch" type="checkbox" tabindex="-1" aria-hidden="true"></div>`;
    boxes.set(instance, root.querySelector('input') as HTMLInputElement);
    instance.host.prepend(inside);
  },
  render(instance) {
    renderChoice(instance, 'switch');
    const box = boxes.get(instance);
    if (box !== undefined) box.checked = instance.data['checked'] === true;
  },
  tap(instance) {
    if (instance.data['disabled'] === true) return;
    instance.set('checked', instance.data['checked'] !== true);
    instance.emit('change', { value: instance.data['checked'] });
  },
  value: (instance) => instance.data['checked'] === true,
};
