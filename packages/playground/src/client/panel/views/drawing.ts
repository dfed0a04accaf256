/** What the views are made of. */
import { element } from '../../shell/dom';

/** A part of the panel. `draw` may be called at any time and changes only what is different. */
export interface View<T> {
  readonly root: HTMLElement;
  draw(state: T): void;
}

/**
 * Makes `host`'s children follow `items`. An item whose signature is the same keeps its element, and with it focus, selection and whether
 * its details are open.
 */
export function drawList<T>(
  host: HTMLElement,
  items: readonly T[],
  {
    id,
    signature,
    make,
  }: {
    id: (item: T) => string;
    /** Whatever the element shows; default: the whole item. */
    signature?: (item: T) => string;
    make: (item: T) => HTMLElement;
  },
): void {
  const before = new Map([...host.children].map((child) => [(child as HTMLElement).dataset['item'] ?? '', child as HTMLElement]));
  const nodes = items.map((item) => {
    const key = id(item);
    const sign = signature?.(item) ?? JSON.stringify(item);
    const known = before.get(key);
    if (known !== undefined && known.dataset['signature'] === sign) return known;
    const made = make(item);
    if (known instanceof HTMLDetailsElement && made instanceof HTMLDetailsElement) made.open = known.open;
    made.dataset['item'] = key;
    made.dataset['signature'] = sign;
    return made;
  });
  const same = nodes.length === host.children.length && nodes.every((node, index) => host.children[index] === node);
  if (!same) host.replaceChildren(...nodes);
}

/** Sets text only where it changed: assistive technology would read it again. */
export function setText(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

/** A session key by name and colour; the name alone is enough to tell it. */
export function keyChip(id: string): HTMLElement {
  return element('span', { class: 'key-chip', style: `--key: ${keyColour(id)}` }, id);
}

/** Six colours that can be told apart in both themes, in turn. */
export function keyColour(id: string): string {
  const number = Number(/\d+$/.exec(id)?.[0] ?? 0);
  return `var(--key-${number % 6})`;
}

/** A choice of one, as a group of radio buttons in a row. */
export function segments<T extends string>(
  name: string,
  legend: string,
  options: readonly { value: T; text: string }[],
  choose: (value: T) => void,
): {
  root: HTMLFieldSetElement;
  select(value: T): void;
} {
  const inputs = options.map(({ value, text }) => {
    const input = element('input', { type: 'radio', name, value, onchange: () => choose(value) });
    return { value, input, label: element('label', { class: 'segment' }, input, element('span', {}, text)) };
  });
  const root = element(
    'fieldset',
    { class: 'segments' },
    element('legend', {}, legend),
    element('div', { class: 'segment-row' }, ...inputs.map(({ label }) => label)),
  );
  return {
    root,
    select(value) {
      for (const one of inputs) one.input.checked = one.value === value;
    },
  };
}

/** A button that says what it does; `note` explains it on hover and to assistive technology. */
export function actionButton(text: string, note: string | undefined, press: () => void): HTMLButtonElement {
  return element('button', { type: 'button', class: 'action', title: note, 'aria-description': note, onclick: press }, text);
}

/** A value as readable JSON that can be scrolled to by keyboard. Tokens are shortened: what they say is shown apart. */
export function jsonBlock(value: unknown): HTMLElement {
  const text =
    typeof value === 'string'
      ? value
      : JSON.stringify(value, (_, inner: unknown) => (claimsOf(inner) === undefined ? inner : shortToken(String(inner))), 2);
  return element('pre', { class: 'json', tabindex: '0' }, text);
}

const shortToken = (token: string): string => `${token.slice(0, 12)}…${token.slice(-6)}`;

/** The claims of a signed token (also after `Bearer`), read without checking the signature; undefined for what is no token. */
export function claimsOf(token: unknown): unknown {
  const [, payload, signature] = typeof token === 'string' ? token.replace(/^Bearer /, '').split('.') : [];
  if (payload === undefined || signature === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(payload.replace(/-/g, '+').replace(/_/g, '/')), (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    return undefined; // three parts, but no token
  }
}
