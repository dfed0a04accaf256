/** Every login code and every session key, with what became of it. */
import { element } from '../../shell/dom';
import { fateOf } from '../model/codes-and-keys';
import type { CodeRecord, KeyRecord } from '../model/codes-and-keys';
import type { Snapshot } from '../store';
import { duration, shortCode, timeOfDay } from '../texts';
import type { Texts } from '../texts';
import { drawList, keyChip } from './drawing';
import type { View } from './drawing';

export function codesView(texts: Texts, useUp: (code: string) => void): View<Snapshot> {
  const codes = table([texts.code, texts.key, texts.issued, texts.fate, '']);
  const keys = table([texts.key, texts.since, texts.validFor, '']);
  const noCodes = element('p', { class: 'empty' }, texts.codesNone);
  const noKeys = element('p', { class: 'empty' }, texts.keysNone);
  const root = element(
    'div',
    { class: 'view scrolls', tabindex: '0' },
    element('h4', {}, texts.loginCode),
    noCodes,
    codes.root,
    element('h4', {}, texts.sessionKey),
    noKeys,
    keys.root,
  );
  return {
    root,
    draw({ codesAndKeys, user }) {
      const now = Date.now();
      const own = codesAndKeys.codes.filter(({ openid }) => openid === user.openid).reverse();
      const ownKeys = codesAndKeys.keys.filter(({ openid }) => openid === user.openid).reverse();
      noCodes.hidden = own.length > 0;
      codes.root.hidden = own.length === 0;
      noKeys.hidden = ownKeys.length > 0;
      keys.root.hidden = ownKeys.length === 0;
      drawList(codes.body, own, {
        id: ({ code }) => code,
        signature: (code) => JSON.stringify([code, fateOf(code, now), fateOf(code, now) === 'unused' ? Math.floor(now / 1000) : 0]),
        make: (code) => codeRow(code, now, texts, useUp),
      });
      drawList(keys.body, ownKeys, {
        id: ({ id }) => id,
        signature: (key) => JSON.stringify([key, key.until === undefined ? Math.floor(now / 1000) : 0]),
        make: (key) => keyRow(key, now, texts),
      });
    },
  };
}

function table(heads: readonly string[]): { root: HTMLTableElement; body: HTMLElement } {
  const body = element('tbody');
  const head = element(
    'thead',
    {},
    element('tr', {}, ...heads.map((text) => (text === '' ? element('td') : element('th', { scope: 'col' }, text)))),
  );
  return { root: element('table', {}, head, body), body };
}

function codeRow(code: CodeRecord, now: number, texts: Texts, useUp: (code: string) => void): HTMLElement {
  const fate = fateOf(code, now);
  const age = Math.floor((now - code.issuedAt) / 1000) * 1000;
  const settled = code.fateAt === undefined ? '' : timeOfDay(code.fateAt);
  const time = fate === 'unused' ? texts.old(duration(age)) : settled;
  const press = (): void => useUp(code.code);
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, element('code', {}, shortCode(code.code))),
    element('td', {}, keyChip(code.keyId)),
    element('td', { class: 'number' }, timeOfDay(code.issuedAt)),
    element(
      'td',
      {},
      element('span', { class: `fate fate-${fate}` }, texts.fates[fate]),
      ' ',
      element('span', { class: 'quiet' }, time),
      ...code.refusals.map((words) => element('div', { class: 'bad' }, words)),
    ),
    element('td', {}, fate === 'unused' ? element('button', { type: 'button', class: 'small', onclick: press }, texts.useUp) : undefined),
  );
}

function keyRow(key: KeyRecord, now: number, texts: Texts): HTMLElement {
  const state = key.ended === undefined ? texts.stillValid : key.ended === 'replaced' ? texts.replacedBy : texts.ranOut;
  const age = (key.until ?? Math.max(key.since, now)) - key.since;
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, keyChip(key.id)),
    element('td', { class: 'number' }, timeOfDay(key.since)),
    element('td', { class: 'number' }, duration(key.until === undefined ? Math.floor(age / 1000) * 1000 : age)),
    element('td', {}, state),
  );
}
