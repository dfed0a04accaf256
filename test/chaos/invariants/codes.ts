import { needsCode } from '../apps/widget-kinds';
import { once } from '../simulation/trace';
import type { Entry, Trace } from '../simulation/trace';
import type { Invariant } from './invariant';

/** ms: a code is never sent later than this after WeChat issued it (WeChat's own limit is 300 s). */
const SEND_WITHIN = 270_000;
const CODE_LIFETIME = 300_000;

/** A request that carries a login code. */
export type CodeRequest = Entry<'request'> & { code: string };

interface TokenPayload {
  wxLoginInfo?: { code?: string };
  wxPhoneInfo?: { code?: string };
}

const payloadIn = (data: Readonly<Record<string, unknown>>): TokenPayload | undefined =>
  data['wechatMiniProgramCodeAndPhonePayload'] as TokenPayload | undefined;

/** Whether a request reads a number by its token, which takes no login code and no flow. */
export const readsNumber = (url: string): boolean => url.endsWith('/get-wechat-miniprogram-phone');

/** The login code that a request carries. */
export function loginCodeIn(url: string, data: Readonly<Record<string, unknown>>): string | undefined {
  if (readsNumber(url)) return undefined;
  const code = data['code'] ?? payloadIn(data)?.wxLoginInfo?.code;
  return typeof code === 'string' ? code : undefined;
}

/** The phone token that a request carries. */
export function phoneTokenIn(url: string, data: Readonly<Record<string, unknown>>): string | undefined {
  const code = readsNumber(url) ? data['code'] : payloadIn(data)?.wxPhoneInfo?.code;
  return typeof code === 'string' ? code : undefined;
}

/** Requests of the library that carry a login code, in order. */
export const codeRequests = once((trace: Trace): readonly CodeRequest[] =>
  trace.of('request').flatMap((request) => {
    const code = loginCodeIn(request.url, request.data);
    return code === undefined ? [] : [{ ...request, code }];
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
      if (since === undefined) return [`#${seq} sends a code that WeChat never issued`];
      const age = at - since;
      return age - unknowable(trace, since, at) > SEND_WITHIN ? [`#${seq} sends a code that is ${age / 1000} s old`] : [];
    });
  },
};

/**
 * How much (ms) of a code's age nothing on a phone can tell: what its clock was set back by while no timer ran. None may be left when the
 * app has no button that needs codes, until something is heard of its call; and timers that stood still in a frozen app tell nothing.
 */
function unknowable(trace: Trace, since: number, until: number): number {
  const during = ({ at }: Entry): boolean => at >= since && at <= until;
  const setBack = trace.of('clock').filter((entry) => entry.jump < 0 && during(entry));
  if (setBack.length > 0 && trace.of('frozen').some(during)) return Infinity;
  return setBack.reduce((sum, entry) => (hasButton(trace, entry) || isFetching(trace, entry) ? sum : sum - entry.jump), 0);
}

const hasButton = (trace: Trace, { launch, seq }: Entry): boolean => {
  const gone = new Set(trace.of('detached').flatMap((entry) => (entry.seq < seq ? [entry.widget] : [])));
  return trace
    .of('attached')
    .some((entry) => entry.launch === launch && entry.seq < seq && needsCode(entry.kind) && !gone.has(entry.widget));
};

/** Whether a wx.login of the library has not been answered yet. */
const isFetching = (trace: Trace, { launch, seq }: Entry): boolean => {
  const answered = new Set(trace.of('loginAnswered').flatMap((entry) => (entry.launch === launch && entry.seq < seq ? [entry.call] : [])));
  return trace.of('login').some((entry) => entry.ours && entry.launch === launch && entry.seq < seq && !answered.has(entry.call));
};
