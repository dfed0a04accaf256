import { once } from '../simulation/trace';
import type { Entry, Trace } from '../simulation/trace';
import type { Invariant } from './invariant';

/** A number that WeChat has charged for and handed over. */
interface Charged {
  readonly event: Entry<'native'>;
  readonly kind: 'phone' | 'realtime';
}

const kinds: Readonly<Record<string, Charged['kind']>> = { getphonenumber: 'phone', getrealtimephonenumber: 'realtime' };

/** What reached a button; a number that WeChat charged for while its button was removed is lost to everybody. */
const chargedNumbers = once((trace: Trace): readonly Charged[] =>
  trace.of('native').flatMap((event) => {
    const kind = kinds[event.name];
    return kind !== undefined && String(event.detail['errMsg']).endsWith(':ok') ? [{ event, kind }] : [];
  }),
);

export const chargeTold: Invariant = {
  name: 'charge told',
  statement: 'Each number that WeChat charges for is told to the page by one `charge` event at once, with its kind; nothing else is.',
  check(trace) {
    const told = trace.of('event').filter(({ name }) => name === 'charge');
    const charged = chargedNumbers(trace);
    return [
      ...charged.flatMap(({ event, kind }) => {
        const mine = told.filter(({ widget, seq, at }) => widget === event.widget && at === event.at && seq > event.seq);
        const next = charged.find((other) => other.event.widget === event.widget && other.event.seq > event.seq)?.event.seq ?? Infinity;
        const count = mine.filter(({ seq, detail }) => seq < next && (detail as { kind?: unknown }).kind === kind).length;
        return count === 1 ? [] : [`#${event.seq}: WeChat charges for a ${kind} number, and the page hears of ${count} charges`];
      }),
      ...(told.length === charged.length ? [] : [`${told.length} charges are told, and ${charged.length} numbers were handed over`]),
    ];
  },
};
