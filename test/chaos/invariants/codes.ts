import { once } from '../simulation/trace';
import type { Entry, Trace } from '../simulation/trace';
import type { Invariant } from './invariant';

/** ms: a code is never sent later than this after WeChat issued it (WeChat's own limit is 300 s). */
const SEND_WITHIN = 270_000;
const CODE_LIFETIME = 300_000;

/** A request that carries a login code. */
export type CodeRequest = Entry<'request'> & { code: string };

/** Requests of the library that carry a login code, in order. */
export const codeRequests = once((trace: Trace): readonly CodeRequest[] =>
  trace.of('request').flatMap((request) => {
    const { code } = request.data;
    return typeof code === 'string' ? [{ ...request, code }] : [];
  }),
);

/** How each request ended, by launch and call. */
export const endsOf = once(
  (trace: Trace): ReadonlyMap<string, Entry<'requestEnded'>> =>
    new Map(trace.of('requestEnded').map((entry) => [`${entry.launch} ${entry.call}`, entry])),
);

export const codeOnce: Invariant = {
  name: 'code once',
  statement: 'No login code is sent twice.',
  check(trace) {
    const seen = new Map<string, number>();
    return codeRequests(trace).flatMap(({ seq, code }) => {
      const before = seen.get(code);
      seen.set(code, seq);
      return before === undefined ? [] : [`#${seq} sends the code that #${before} had sent`];
    });
  },
};

export const codeFresh: Invariant = {
  name: 'code fresh',
  statement: 'No login code is sent later than 270 s after WeChat issued it.',
  check(trace) {
    const issued = new Map<string, number>();
    for (const { entry } of trace.of('wechat')) {
      if (entry.kind === 'code.issued') issued.set(entry.detail.code, entry.detail.expiresAt - CODE_LIFETIME);
    }
    return codeRequests(trace).flatMap(({ seq, at, code }) => {
      const since = issued.get(code);
      if (since !== undefined && isUnknowable(trace, since, at)) return [];
      if (since === undefined) return [`#${seq} sends a code that WeChat never issued`];
      return at - since > SEND_WITHIN ? [`#${seq} sends a code that is ${(at - since) / 1000} s old`] : [];
    });
  },
};

/** The phone's clock was set back, and timers stood still while the app was frozen: then nothing on a phone can tell how old a code is. */
function isUnknowable(trace: Trace, since: number, until: number): boolean {
  const during = ({ at }: { at: number }): boolean => at >= since && at <= until;
  return trace.of('clock').some((entry) => entry.jump < 0 && during(entry)) && trace.of('frozen').some(during);
}
