import type { Entry, Trace } from '../simulation/trace';
import { codeRequests, endsOf, loginCodeIn, phoneTokenIn } from './codes';
import type { Invariant } from './invariant';

/** What a page may do again at once. */
const retryable = ['network', 'timeout', 'login_code', 'session_key', 'busy', 'no_data', 'phone_unverified'];

export const errorShape: Invariant = {
  name: 'error shape',
  statement: 'Errors and cancels have the documented form, say whether a second try helps, and never bubble.',
  check: (trace) =>
    trace.of('event').flatMap(({ seq, name, detail, options }) => {
      const { bubbles, composed } = (options ?? {}) as { bubbles?: unknown; composed?: unknown };
      if (bubbles === true || composed === true) return [`#${seq}: '${name}' bubbles`];
      if (name === 'cancel')
        return ['denied', 'cancelled', 'privacy', 'declined', 'unchanged'].includes((detail as { reason: string }).reason)
          ? []
          : [`#${seq}: an undocumented cancel`];
      return name === 'error' ? wrongError(seq, detail as Record<string, unknown>) : [];
    }),
};

function wrongError(seq: number, detail: Record<string, unknown>): string[] {
  const { code, reason, message, stage, retryable: again } = detail;
  const formed =
    typeof code === 'number' &&
    typeof reason === 'string' &&
    typeof message === 'string' &&
    message !== '' &&
    typeof stage === 'string' &&
    typeof again === 'boolean' &&
    'data' in detail;
  if (!formed) return [`#${seq}: an error that is not of the documented form: ${Object.keys(detail).join()}`];
  return retryable.includes(reason) && !again ? [`#${seq}: ${reason} is not called retryable`] : [];
}

export const configuredOnce: Invariant = {
  name: 'configured once',
  statement: 'An app that is configured is so for every copy of the package in it: no tap ends in not_configured.',
  check(trace) {
    let appId: string | undefined;
    return trace.entries.flatMap((entry) => {
      // An app that is configured later is heard within seconds; only what it says at its launch is there for sure.
      if (entry.what === 'launch') ({ appId } = entry);
      const isWrong = entry.what === 'event' && (entry.detail as { reason?: unknown }).reason === 'not_configured';
      return isWrong && appId !== undefined ? [`#${entry.seq}: not_configured in an app that names ${appId}`] : [];
    });
  },
};

/** What people do with WeChat's sheets, as against what WeChat does with people. */
const THEIR_WISH = /user deny|user cancel|cancel to confirm|auth deny|fail cancel|用户拒绝|用户取消/;

export const cancelIsNoError: Invariant = {
  name: 'cancel is no error',
  statement: 'Somebody who says no, or closes the sheet, has cancelled; that is no error.',
  check: (trace) =>
    trace.of('native').flatMap((native) => {
      if (!THEIR_WISH.test(String(native.detail['errMsg']))) return [];
      const event = nextEvent(trace, native);
      return event === undefined || event.name === 'cancel'
        ? []
        : [`#${event.seq}: '${event.name}' after ${String(native.detail['errMsg'])}`];
    }),
};

const nextEvent = (trace: Trace, { seq, at, widget }: { seq: number; at: number; widget: number }): Entry<'event'> | undefined =>
  trace.of('event').find((event) => event.seq > seq && event.at === at && event.widget === widget);

export const refusalIsRetryable: Invariant = {
  name: 'refusal is retryable',
  statement: 'When WeChat refuses a code or data does not decrypt, the tap can be repeated, and the error says so.',
  check(trace, { setting }) {
    // This one tells nothing: no client could know.
    if (setting.refusal === 'mute') return [];
    const refused = new Set(trace.of('served').filter(isRefusal).flatMap(codesIn));
    const ends = endsOf(trace);
    const requests = codeRequests(trace);
    return requests.flatMap((request, index) => {
      const ended = ends.get(`${request.launch} ${request.call}`);
      const next = requests[index + 1]?.seq ?? Infinity;
      if (!refused.has(request.code) || ended?.outcome !== 'answered' || ended.status !== 200 || !isEnvelope(ended.body)) return [];
      const error = trace
        .of('event')
        .find((event) => event.seq > ended.seq && event.seq < next && event.at === ended.at && event.attached && event.name === 'error');
      const { reason, retryable: again } = (error?.detail ?? {}) as { reason?: string; retryable?: boolean };
      return error === undefined || reason === 'session_key' || reason === 'login_code' || reason === 'busy'
        ? []
        : [`#${error.seq}: a refused code or key is told as ${String(reason)} (retryable: ${String(again)})`];
    });
  },
};

/** Login code and phone token of a request. */
const codesIn = ({ path, sent }: { path: string; sent: unknown }): string[] => {
  const data = (sent ?? {}) as Record<string, unknown>;
  return [loginCodeIn(path, data), phoneTokenIn(path, data)].filter((code) => code !== undefined);
};

/** v2 says `code`, v3 `apiCode` beside a `statusCode`. */
const numberIn = (body: unknown): unknown => {
  const { code, apiCode, statusCode } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  return code ?? apiCode ?? statusCode;
};

const isEnvelope = (body: unknown): boolean => typeof numberIn(body) === 'number';

/** The server asked WeChat, and either the code was no good, or the key it yielded did not open the data. */
function isRefusal({ notes, body, fault }: Entry<'served'>): boolean {
  if (fault !== undefined && fault !== 'slow') return false;
  const { errcode, openid } = (notes['wechat'] ?? {}) as { errcode?: number; openid?: string };
  if (errcode !== undefined) return errcode === 40029 || errcode === 40163;
  return (
    openid !== undefined &&
    notes['decrypted'] === undefined &&
    notes['signedIn'] === undefined &&
    isEnvelope(body) &&
    numberIn(body) !== 200 &&
    !isAuthings(numberIn(body) as number)
  );
}

/** Authing's own numbers mean something else (2213: the phone is somebody else's). */
const isAuthings = (code: number): boolean => code >= 1000 && code < 4000;

/** How a server begins that echoes the request. */
const ECHO = 'cannot handle';

export const sessionKeyIsTrue: Invariant = {
  name: 'session_key is true',
  statement: 'Only a refused code, or data that its key does not open, is called session_key.',
  check(trace) {
    const ends = endsOf(trace);
    const refused = new Set(
      trace
        .of('served')
        .filter((answer) => isRefusal(answer.fault === 'edit' ? { ...answer, fault: undefined } : answer))
        .flatMap(codesIn)
        // What becomes of a phone token the server does not note.
        .concat(trace.of('wechat').flatMap(({ entry }) => (entry.kind === 'phone-code.refused' ? [entry.detail.code] : []))),
    );
    const sent = trace.of('request').filter(({ url, data }) => codesIn({ path: url, sent: data }).some((code) => refused.has(code)));
    return trace.of('event').flatMap((event) => {
      if (event.name !== 'error' || (event.detail as { reason: unknown }).reason !== 'session_key') return [];
      // Code, iv and data in its words: what else a server means by them, nobody can tell.
      if (trace.of('served').some(({ at, body }) => at <= event.at && JSON.stringify(body).includes(ECHO))) return [];
      const because = sent.some(({ launch, call }) => {
        const ended = ends.get(`${launch} ${call}`);
        return launch === event.launch && ended !== undefined && ended.seq < event.seq && ended.at === event.at;
      });
      return because ? [] : [`#${event.seq}: session_key, and neither a code nor a key was refused`];
    });
  },
};

export const onErrorOnce: Invariant = {
  name: 'onError once',
  statement: 'The app’s onError hears of every failed request, once.',
  check(trace) {
    const ends = endsOf(trace);
    const launches = trace.of('killed').map(({ launch }) => launch);
    return launches.flatMap((launch) => {
      const judged = trace
        .of('request')
        .filter((request) => request.launch === launch)
        .map((request, index, all) => {
          const verdict = judge(ends.get(`${launch} ${request.call}`), request.url);
          return verdict === 'failed' && all.slice(index + 1).some((later) => isRepeated(request, later)) ? 'unclear' : verdict;
        });
      const least = judged.filter((verdict) => verdict === 'failed').length;
      // A request that needs the session and cannot read it fails before it is made.
      const unread = trace.of('storage').filter((entry) => entry.launch === launch && entry.action === 'read' && entry.failed).length;
      const most = least + judged.filter((verdict) => verdict === 'unclear').length + unread;
      const heard = trace.of('onError').filter((entry) => entry.launch === launch).length;
      return heard >= least && heard <= most
        ? []
        : [`launch ${launch}: ${least} requests failed${most > least ? ` (or ${most})` : ''}, onError heard of ${heard}`];
    });
  },
};

/** What only reads is asked for again by itself: its app hears of the last try. */
const isRepeated = ({ method, url, data }: Entry<'request'>, later: Entry<'request'>): boolean =>
  (method === 'GET' || String(data['query']).startsWith('query')) &&
  later.url === url &&
  JSON.stringify(later.data) === JSON.stringify(data);

/** `unclear`: a successful envelope around something that is of no use. */
function judge(ended: Entry<'requestEnded'> | undefined, url: string): 'fine' | 'failed' | 'unclear' {
  if (ended === undefined) return 'fine';
  // A session that was over when it was to be ended is what was wanted, whatever is answered.
  if (ended.outcome === 'answered' && /\/logout|\/revocation$/.test(url)) return 'unclear';
  if (ended.outcome !== 'answered' || (ended.status ?? 0) < 200 || (ended.status ?? 0) > 299) return 'failed';
  const body = typeof ended.body === 'string' ? parsed(ended.body) : ended.body;
  // `statusCode` is v3's.
  const { code, statusCode, data, errors } = (typeof body === 'object' && body !== null ? body : {}) as {
    code?: unknown;
    statusCode?: unknown;
    data?: unknown;
    errors?: unknown;
  };
  if (errors !== undefined || (statusCode !== undefined && statusCode !== 200)) return 'failed';
  if (code === 200 || statusCode === 200)
    return typeof data === 'object' && data !== null && Object.keys(data).length > 2 && !('token' in data && data.token === null)
      ? 'fine'
      : 'unclear';
  if (code !== undefined) return 'failed';
  return typeof data === 'object' && data !== null ? 'fine' : 'failed';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Cut off, or a page.
    return undefined;
  }
}
