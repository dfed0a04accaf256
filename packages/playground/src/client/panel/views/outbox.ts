/** What Authing sent by text message or email: no phone gets it, and whoever is asked for a code has to find it somewhere. */
import type { SentCode } from '../../../backend/protocol';
import { element } from '../../shell/dom';
import type { Snapshot } from '../store';
import type { Texts } from '../texts';
import { drawList } from './drawing';
import type { View } from './drawing';

/** There only when anything was sent; drawn again every second: codes expire. */
export function outboxView(texts: Texts): View<Snapshot> {
  const list = element('div', { class: 'sent-codes' });
  const root = element(
    'section',
    { class: 'now', role: 'status', 'aria-label': texts.outbox, hidden: true },
    element('h4', {}, texts.outbox),
    list,
    element('span', { class: 'quiet' }, texts.outboxNote),
  );
  return {
    root,
    draw({ backend }) {
      root.hidden = backend.outbox.length === 0;
      const codes = backend.outbox.map((sent) => ({ sent, fate: fateOf(sent, Date.now()) })).reverse();
      drawList(list, codes, { id: ({ sent }) => `${sent.sentAt} ${sent.recipient}`, make: ({ sent, fate }) => row(sent, fate, texts) });
    },
  };
}

type Fate = keyof Texts['codeFates'];

function fateOf({ used, expiresAt }: SentCode, now: number): Fate {
  if (used) return 'used';
  return now < expiresAt ? 'unused' : 'expired';
}

const row = ({ channel, recipient, code }: SentCode, fate: Fate, texts: Texts): HTMLElement =>
  element(
    'div',
    { class: 'now-code' },
    element('span', {}, texts.channels[channel]),
    element('span', { class: 'quiet' }, recipient),
    element('code', { class: 'sent-code' }, code),
    element('span', { class: `fate fate-${fate}` }, texts.codeFates[fate]),
  );
