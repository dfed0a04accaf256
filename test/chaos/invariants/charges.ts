import { once } from '../simulation/trace';
import type { Entry, Trace } from '../simulation/trace';
import { widgetLifetimes } from './attempts';
import { endsOf, phoneTokenIn } from './codes';
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
    const panels = new Set(trace.of('attached').flatMap(({ widget, kind }) => (kind === 'login-panel' ? [widget] : [])));
    // What a panel repeats is judged with the panel.
    const told = trace.of('event').filter(({ name, widget }) => name === 'charge' && !panels.has(widget));
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

export const numberKept: Invariant = {
  name: 'number kept',
  statement:
    'A phone token that was charged for is not given up for another flow that runs, nor for one refused login code: nobody pays twice for what they have.',
  check(trace, { setting }) {
    if (setting.numbers === 'sealed') return [];
    const attempts = widgetLifetimes(trace).flatMap((widget) => widget.attempts);
    return chargedNumbers(trace).flatMap(({ event }) => {
      const outcome = attempts.find(({ seq }) => seq === event.seq)?.outcome;
      const { reason } = (outcome?.detail ?? {}) as { reason?: unknown };
      if (outcome === undefined || outcome.name !== 'error') return [];
      // Authing has refused the connection, so the pair was taken, whose session key another flow uses up.
      const isPair = trace.of('event').some((told) => told.launch === event.launch && told.seq < event.seq && namesConnection(told));
      if (isPair && event.detail['encryptedData'] !== undefined) return [];
      const given = `#${outcome.seq}: the number of #${event.seq} was charged, and is given up: ${String(reason)}`;
      if (reason === 'busy' || reason === 'no_data') return [given];
      return reason === 'session_key' && canStillBeUsed(trace, event, outcome) ? [given] : [];
    });
  },
};

const namesConnection = ({ name, detail }: Entry<'event'>): boolean =>
  name === 'error' && String((detail as { message?: unknown }).message).includes('extIdpConnIdentifier');

export const chargedOnce: Invariant = {
  name: 'charged once',
  statement: 'A phone token that WeChat has traded for its number is not sent again once the answer is there.',
  check(trace) {
    const ends = endsOf(trace);
    const traded = new Map(
      trace.of('wechat').flatMap(({ entry, seq }) => (entry.kind === 'phone-code.exchanged' ? [[entry.detail.code, seq] as const] : [])),
    );
    const sent = trace.of('request').flatMap((request) => {
      const token = phoneTokenIn(request.url, request.data);
      return token === undefined ? [] : [{ request, token }];
    });
    return sent.flatMap(({ request, token }, index) => {
      const before = sent.slice(0, index).findLast((one) => one.token === token);
      const answered = before && ends.get(`${before.request.launch} ${before.request.call}`);
      const wasTraded = (traded.get(token) ?? Infinity) < request.seq;
      // A server that gives the request back names whatever was in it: who reads a refused code there cannot know better.
      const isEcho = JSON.stringify(answered?.body ?? '').includes(token);
      return wasTraded && !isEcho && answered !== undefined && answered.outcome === 'answered' && answered.seq < request.seq
        ? [`#${request.seq} sends the phone token of #${before?.request.seq} again, which WeChat had traded`]
        : [];
    });
  },
};

/** Whether nothing but one login code was wrong: WeChat never heard of the token, and the person was still there to see a second try. */
function canStillBeUsed(trace: Trace, event: Entry<'native'>, outcome: Entry<'event'>): boolean {
  const token = event.detail['code'];
  const during = ({ seq }: Entry): boolean => seq > event.seq && seq < outcome.seq;
  const known = trace
    .of('wechat')
    .some(
      (told) =>
        during(told) &&
        (told.entry.kind === 'phone-code.exchanged' || told.entry.kind === 'phone-code.refused') &&
        told.entry.detail.code === token,
    );
  const tries = trace.of('request').filter((request) => during(request) && phoneTokenIn(request.url, request.data) === token);
  // In the background nothing calls wx.login, and nobody sees what comes of it.
  const away = trace.of('app').filter(({ seq, launch }) => launch === outcome.launch && seq < outcome.seq);
  if (away.at(-1)?.foreground === false) return false;
  return !known && tries.length === 1 && !trace.of('app', 'page').some(during);
}
