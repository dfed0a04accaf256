/** What the mini program keeps in WeChat Storage. */
import { element } from '../../shell/dom';
import type { Snapshot } from '../store';
import type { Texts } from '../texts';
import { claimsOf, drawList, jsonBlock } from './drawing';
import type { View } from './drawing';

export function storageView(texts: Texts): View<Snapshot> {
  const list = element('div', { class: 'storage' });
  const empty = element('p', { class: 'empty' }, texts.storageNone);
  return {
    root: element('div', { class: 'view scrolls', tabindex: '0' }, empty, list),
    draw({ device }) {
      const values = Object.entries(device.storage);
      empty.hidden = values.length > 0;
      drawList(list, values, { id: ([key]) => key, make: ([key, { type, data }]) => valueNode(key, type, data, texts) });
    },
  };
}

function valueNode(key: string, type: string, data: string, texts: Texts): HTMLElement {
  const value = type === 'Object' || type === 'Array' ? (JSON.parse(data) as unknown) : data;
  const token = typeof value === 'object' && value !== null && 'token' in value ? value.token : value;
  const claims = claimsOf(token);
  return element(
    'article',
    { class: 'stored' },
    element(
      'h4',
      {},
      element('code', {}, key),
      element('span', { class: 'quiet' }, ` ${type} · ${texts.storageSize(new TextEncoder().encode(data).length)}`),
    ),
    jsonBlock(value),
    claims === undefined ? undefined : element('h5', {}, texts.token),
    claims === undefined ? undefined : jsonBlock(claims),
  );
}
