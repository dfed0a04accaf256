import { SETTLED } from '../invariants/before-tap';
import { codeRequests, endsOf } from '../invariants/codes';
import { gesturesOf, isFetching, ourLogins } from '../invariants/gestures';
import type { Gesture } from '../invariants/gestures';
import { hasExpired } from '../invariants/token';
import { followSessions } from '../invariants/expected-session';
import { widgetLifetimes } from '../invariants/attempts';
import type { Attempt } from '../invariants/attempts';
import { appIds } from '../simulation/environment';
import type { WidgetKind } from '../apps/widget-kinds';
import type { Schedule } from '../schedule/schedule';
import type { Entry, Trace } from '../simulation/trace';

/** What a share of taps is told of. */
export type Way = 'login-button, silent' | 'login-button, userinfo' | 'phone-button, login' | 'phone-button, get' | 'avatar-picker';

export const ways: readonly Way[] = [
  'login-button, silent',
  'login-button, userinfo',
  'phone-button, login',
  'phone-button, get',
  'avatar-picker',
];

/** A tap to which the person said yes, as far as WeChat asked, and what came of it. */
export interface Accepted {
  readonly way: Way;
  readonly attempt: Attempt;
  readonly succeeded: boolean;
}

/** ms without an outcome after which a tap hangs. */
const HANGS_AFTER = 60_000;

/** Taps that were to sign in, tell the number or change the picture: WeChat had asked what it asks, and the person had said yes. */
export function acceptedTaps(trace: Trace): Accepted[] {
  const changes = trace.of('changed');
  const signedIn = signedInAt(trace);
  return widgetLifetimes(trace)
    .flatMap(({ id, kind, attempts, gone }) =>
      attempts.flatMap((attempt) => {
        if (attempt.outcome === undefined && gone.at - attempt.at < HANGS_AFTER) return [];
        const now = changes.findLast((change) => change.widget === id && change.seq < attempt.seq)?.kind ?? kind;
        const way = wayOf(attempt, now, trace);
        if (way === undefined || (way === 'avatar-picker' && !signedIn(attempt.seq))) return [];
        return [{ way, attempt, succeeded: hasSucceeded(attempt) }];
      }),
    )
    .sort((one, other) => one.attempt.seq - other.attempt.seq);
}

function wayOf({ component, data, seq }: Attempt, kind: WidgetKind, trace: Trace): Way | undefined {
  if (component === 'avatar-picker') {
    const chosen = trace.of('chooserAnswered').find((answer) => answer.seq === seq)?.chosen ?? data?.['avatarUrl'] !== undefined;
    return chosen ? 'avatar-picker' : undefined;
  }
  if (data === undefined) return kind === 'login' ? 'login-button, silent' : undefined;
  if (data['iv'] === undefined) return undefined;
  if (component === 'login-button') return 'login-button, userinfo';
  return kind === 'get-phone' ? 'phone-button, get' : 'phone-button, login';
}

function hasSucceeded({ outcome }: Attempt): boolean {
  const { user, purePhoneNumber } = (outcome?.detail ?? {}) as { user?: { id?: unknown }; purePhoneNumber?: unknown };
  return (
    outcome !== undefined &&
    outcome.name !== 'error' &&
    outcome.name !== 'cancel' &&
    (outcome.name === 'avatar' || typeof user?.id === 'string' || typeof purePhoneNumber === 'string')
  );
}

/** Whether somebody is signed in just before an entry, whose token is good. */
function signedInAt(trace: Trace): (seq: number) => boolean {
  const spans: { from: number; is: boolean }[] = [];
  let appId: string | undefined = appIds[0];
  let ahead = 0;
  followSessions(trace, (entry, keeper) => {
    if (entry.what === 'launch' || entry.what === 'reconfigured') ({ appId } = entry);
    if (entry.what === 'clock') ahead += entry.jump;
    const { session, mayBeOver } = appId === undefined ? { session: undefined, mayBeOver: false } : keeper.of(appId);
    spans.push({ from: entry.seq, is: session !== undefined && !mayBeOver && hasExpired(session.token, entry.at, ahead) === 'no' });
  });
  return (seq) => spans.findLast(({ from }) => from < seq)?.is ?? false;
}

/** ms that a tap may take in all: the configured time-out. */
const TIMEOUT = 10_000;
/** ms after which a request without an answer may be given up for another: half of it. */
const ONE_TRY = TIMEOUT / 2;

/**
 * Why no library at all could have made this tap succeed; undefined when one could have.
 *
 * What is said here is what a library cannot help: it sends a code, and data, once; it knows of no wx.login but its own; it has the
 * time-out that the app has set. It may wait for the network, and try again what does no harm twice, as long as there is time for it.
 */
export function whyNot({ way, attempt }: Accepted, trace: Trace, schedule: Schedule): string | undefined {
  const { setting } = schedule;
  const { outcome } = attempt;
  if (!setting.configured) return 'no appId';
  const reason = String((outcome?.detail as { reason?: unknown } | undefined)?.reason);
  // A picture that gave way to a later choice is a cancel.
  if (reason === 'busy' || outcome?.name === 'cancel') return 'another one was running';
  if (reason === 'storage') return 'Storage failed';
  const isSilent = way === 'login-button, silent';
  const gesture = gesturesOf(trace, schedule).findLast((one) => one.widget === attempt.widget && one.seq <= attempt.seq);
  const from = gesture?.seq ?? attempt.seq;
  const until = outcome?.seq ?? Infinity;
  const during = ({ seq, launch }: Entry): boolean => launch === attempt.launch && seq > from && seq < until;
  if (trace.of('app').some(during)) return 'the app was left';
  if (trace.of('reconfigured').some(during)) return 'another app was configured meanwhile';
  const requests = (way === 'avatar-picker' ? trace.of('request') : codeRequests(trace)).filter(
    (request) => during(request) && (attempt.data?.['iv'] === undefined || request.data['iv'] === attempt.data['iv']),
  );
  const ends = endsOf(trace);
  const answers = requests.map(({ launch, call }) => ends.get(`${launch} ${call}`)).filter((end) => end !== undefined);
  if (answers.some(isFinal)) return 'Authing refused for good';
  if (requests.some((request) => isBlocked(request, trace))) return 'WeChat refused for good';
  if (way === 'avatar-picker') {
    if (trace.of('signedOut', 'appSignedIn', 'revoked').some(during)) return 'somebody else is signed in, or nobody';
    return hasTime(attempt, answers, trace, schedule) ? undefined : 'no time for another try';
  }
  if (isSilent) return hasTime(attempt, answers, trace, schedule) ? undefined : 'no time for another try';
  return gesture === undefined ? undefined : whyNotData(gesture, requests.length > 0, answers[0], trace);
}

/** Data is sent once: with a code that was there before it, and the request gets through or does not. */
function whyNotData(gesture: Gesture, isSent: boolean, answer: Entry<'requestEnded'> | undefined, trace: Trace): string | undefined {
  const logins = ourLogins(trace);
  const { launch, seq: touched } = gesture;
  const standsSince = trace.entries.findLast((entry) => entry.seq < touched && entry.launch === launch && begins(entry))?.at ?? 0;
  if (!isSent) {
    if (gesture.at - standsSince <= SETTLED) return 'the page had just come';
    if (isHeldUp(trace, gesture.at - TIMEOUT - SETTLED, gesture.at)) return 'wx.login did not work';
    const [jump] = trace
      .of('clock')
      .filter(({ seq }) => seq < gesture.seq)
      .slice(-1);
    return jump !== undefined && gesture.at - jump.at < TOO_LONG ? "the phone's clock had jumped" : undefined;
  }
  const { native, request } = gesture;
  const sealed = trace.of('wechat').find(({ entry }) => entry.kind === 'data.sealed' && entry.detail.iv === native?.detail['iv']);
  const login = logins.find(({ answered }) => answered?.code === request?.code);
  const own = trace.of('wechat').find(({ entry }) => entry.kind === 'code.issued' && entry.detail.code === request?.code);
  if (native !== undefined && sealed?.entry.kind === 'data.sealed' && own?.entry.kind === 'code.issued' && login !== undefined) {
    if (sealed.entry.detail.keyId !== own.entry.detail.keyId) {
      const between = trace.of('login', 'step').filter(({ seq }) => seq > login.entry.seq && seq < native.seq);
      if (between.some(isOfOthers)) return 'somebody else renewed the session key';
      return gesture.at - standsSince <= SETTLED || isFetching(logins, gesture) ? 'a code was on its way' : undefined;
    }
  }
  const refused = trace.of('served').find(({ sent }) => (sent as { code?: string } | null)?.code === request?.code);
  const expired = (refused?.notes['wechat'] as { errcode?: number } | undefined)?.errcode === 40029;
  if (expired && login !== undefined && native !== undefined && native.at - login.entry.at > TOO_LONG) return undefined;
  return answer?.outcome === 'failed' && isBackInTime(trace, gesture) ? undefined : 'the one request failed';
}

const TOO_LONG = 270_000;

/** Something else than the library renews the session key. */
const isOfOthers = (entry: Entry<'login' | 'step'>): boolean =>
  entry.what === 'login' ? !entry.ours : /data prefetch|session key expires/.test(entry.text);

const begins = ({ what }: Entry): boolean => ['page', 'app', 'attached', 'launch', 'requestEnded'].includes(what);

/** The connection was away when the data came, and back within the time-out: a library may wait for it. */
function isBackInTime(trace: Trace, { native }: Gesture): boolean {
  if (native === undefined) return false;
  const before = trace.of('network').findLast(({ seq }) => seq < native.seq);
  const after = trace.of('network').find(({ seq }) => seq > native.seq);
  return before?.up === false && after?.up === true && after.at - native.at < ONE_TRY;
}

const isLoginFault = ({ entry }: Entry<'wechat'>): boolean => entry.kind === 'fault.applied' && entry.detail.target === 'login';

/** Whether wx.login was troubled, or the network away, at some time in between. */
function isHeldUp(trace: Trace, from: number, to: number): boolean {
  const isIn = ({ at }: Entry): boolean => at >= from && at <= to;
  const troubled = trace.of('wechat').some((entry) => isIn(entry) && (isLoginFault(entry) || entry.entry.kind === 'rate.limited'));
  const before = trace.of('network').findLast(({ at }) => at < from);
  return troubled || before?.up === false || trace.of('network').some((entry) => isIn(entry) && !entry.up);
}

/** Whether what does no harm twice could be tried again, and be answered within the time-out. */
function hasTime(attempt: Attempt, answers: readonly Entry<'requestEnded'>[], trace: Trace, { setting }: Schedule): boolean {
  const { latency, travel } = setting;
  const call = 2 * travel.most + 2 * latency.bridge;
  const need = call + latency.network + (attempt.component === 'avatar-picker' ? call + latency.network : call + latency.cloud);
  const offline = longestUp(trace, attempt.at, attempt.at + TIMEOUT) < need;
  if (offline) return false;
  const last = answers.at(-1);
  // One fault after the other leaves no time either.
  const knownAt = last === undefined ? attempt.at : Math.min(last.at, attempt.at + ONE_TRY * Math.max(1, answers.length));
  const failedLogins = trace
    .of('wechat')
    .filter((entry) => entry.at > attempt.at && entry.at < attempt.at + TIMEOUT && isLoginFault(entry));
  return knownAt + need <= attempt.at + TIMEOUT && failedLogins.length < 2;
}

/** ms: the longest time in one piece that the phone had a connection. */
function longestUp(trace: Trace, from: number, to: number): number {
  let up = trace.of('network').findLast(({ at }) => at <= from)?.up ?? true;
  let since = from;
  let longest = 0;
  for (const entry of trace.of('network').filter(({ at }) => at > from && at < to)) {
    if (up) longest = Math.max(longest, entry.at - since);
    if (up !== entry.up) since = entry.at;
    ({ up } = entry);
  }
  return up ? Math.max(longest, to - since) : longest;
}

/** The server understood, and said no: another try says the same. */
function isFinal({ outcome, status = 0, body }: Entry<'requestEnded'>): boolean {
  if (outcome !== 'answered') return false;
  if (status >= 400 && status < 500) return status !== 429 && !isEnvelope(body);
  const code = codeOf(body);
  return code !== undefined && code !== 200 && !transient.includes(code) && code >= 1000 && code < 8000;
}

const isEnvelope = (body: unknown): boolean => codeOf(body) !== undefined;
/** WeChat will have nothing to do with this user (40226). */
const isBlocked = ({ data }: Entry<'request'>, trace: Trace): boolean =>
  data['code'] !== undefined &&
  trace.of('served').some(({ sent, notes }) => {
    const { errcode } = (notes['wechat'] ?? {}) as { errcode?: number };
    return (sent as { code?: unknown } | null)?.code === data['code'] && errcode === 40226;
  });

/** Authing is busy. */
const transient: readonly number[] = [1000];

function codeOf(body: unknown): number | undefined {
  let parsed = body;
  if (typeof body === 'string') {
    try {
      parsed = JSON.parse(body) as unknown;
    } catch {
      // A page, or cut off.
      return undefined;
    }
  }
  const { code, errors } = (typeof parsed === 'object' && parsed !== null ? parsed : {}) as { code?: unknown; errors?: unknown };
  if (typeof code === 'number') return code;
  const [first] = Array.isArray(errors) ? (errors as { message?: { code?: unknown } }[]) : [];
  return typeof first?.message?.code === 'number' ? first.message.code : undefined;
}
