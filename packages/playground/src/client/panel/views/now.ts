/** The valid session key and the newest login code, as they are at this moment. */
import { element } from '../../shell/dom';
import { fateOf, validKey } from '../model/codes-and-keys';
import type { CodeRecord } from '../model/codes-and-keys';
import { SEND_WITHIN_MS } from '../model/order-check';
import type { Snapshot } from '../store';
import { duration, shortCode } from '../texts';
import type { Texts } from '../texts';
import { keyChip } from './drawing';
import type { View } from './drawing';

/** Drawn again every second: ages grow. */
export function nowView(texts: Texts): View<Snapshot> {
  const key = element('div', { class: 'now-key' });
  const code = element('div', { class: 'now-code' });
  const root = element(
    'section',
    { class: 'now', 'aria-label': texts.now },
    element('div', { class: 'now-part' }, element('h4', {}, texts.sessionKey), key),
    element('div', { class: 'now-part now-wide' }, element('h4', {}, texts.loginCode), code),
  );
  return {
    root,
    draw({ codesAndKeys, user }) {
      const now = Date.now();
      const valid = validKey(codesAndKeys, user.openid);
      const had = codesAndKeys.keys.some(({ openid }) => openid === user.openid);
      key.replaceChildren(
        ...(valid === undefined
          ? [element('span', { class: 'quiet' }, had ? texts.expiredKey : texts.noKey)]
          : [keyChip(valid.id), element('span', { class: 'quiet' }, texts.old(duration(whole(now - valid.since))))]),
      );
      const newest = codesAndKeys.codes.findLast(({ openid }) => openid === user.openid);
      code.replaceChildren(
        ...(newest === undefined ? [element('span', { class: 'quiet' }, texts.noCode)] : describeCode(newest, now, texts)),
      );
    },
  };
}

const whole = (ms: number): number => Math.max(0, Math.floor(ms / 1000) * 1000);

function describeCode(code: CodeRecord, now: number, texts: Texts): HTMLElement[] {
  const fate = fateOf(code, now);
  const facts = [
    element('code', {}, shortCode(code.code)),
    keyChip(code.keyId),
    element('span', { class: `fate fate-${fate}` }, texts.fates[fate]),
  ];
  if (fate !== 'unused') return facts;
  const age = whole(now - code.issuedAt);
  const life = code.expiresAt - code.issuedAt;
  const meter = element(
    'span',
    { class: 'age', 'aria-hidden': 'true' },
    element('span', { class: 'age-fill', style: `width: ${Math.min(100, (age / life) * 100)}%` }),
    element('span', { class: 'age-limit', style: `left: ${(SEND_WITHIN_MS / life) * 100}%` }),
  );
  return [...facts, meter, element('span', { class: 'quiet' }, texts.old(duration(age)))];
}
