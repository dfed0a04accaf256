/** The timeline as people read it: one row for each thing worth knowing, who did it, and which session key was valid then. */
import type { SheetKind, TimelineEntry } from 'authing-miniapp-emulator/wechat/device';
import type { SeenRequest } from '../../../backend/protocol';
import { duration, shortCode } from '../texts';
import type { Texts } from '../texts';
import { checkOrder, isSameMoment } from './order-check';
import type { OrderCheck } from './order-check';
import type { TimelineEvent } from './timeline';

export interface Row {
  /** Stays the same when the rows are made again. */
  id: string;
  at: number;
  actor: keyof Texts['actors'];
  tone: 'plain' | 'good' | 'bad' | 'quiet';
  text: string;
  /** The session key it is about. */
  key?: string;
  /** The session key that was valid from here on; absent: none. */
  validKey?: string;
  /** A new session key begins here. */
  keyBegins: boolean;
  check?: OrderCheck;
}

type Told = Pick<Row, 'actor' | 'text'> & Partial<Pick<Row, 'tone' | 'key' | 'check'>>;

export interface RowOptions {
  /** Whose device it is: what WeChat does for others is left out. */
  openid: string;
  /** Also what explains nothing about signing in. */
  everything: boolean;
  texts: Texts;
}

export function rowsOf(timeline: readonly TimelineEvent[], options: RowOptions): Row[] {
  const rows: Row[] = [];
  let validKey: string | undefined;
  for (const event of timeline) {
    const begins = beginningKey(event, options.openid);
    if (begins !== undefined) validKey = begins;
    if (event.source === 'you' && event.intervention.kind === 'expire-key') validKey = undefined;
    const told = tell(event, timeline, options);
    if (told === undefined) continue;
    const base: Row = { id: idOf(event), at: event.at, tone: 'plain', keyBegins: begins !== undefined, ...told };
    rows.push(validKey === undefined ? base : { ...base, validKey });
  }
  return rows;
}

function beginningKey(event: TimelineEvent, openid: string): string | undefined {
  if (event.source !== 'wechat' || event.entry.kind !== 'key.rotated') return undefined;
  return event.entry.detail.openid === openid ? event.entry.detail.keyId : undefined;
}

function idOf(event: TimelineEvent): string {
  if (event.source === 'authing') return `authing-${event.request.id}-${event.moment}`;
  if (event.source === 'you') return `you-${event.at}-${event.intervention.kind}`;
  return `${event.source}-${event.entry.seq}-${event.at}`;
}

function tell(event: TimelineEvent, all: readonly TimelineEvent[], options: RowOptions): Told | undefined {
  const { texts, everything } = options;
  switch (event.source) {
    case 'you':
      return tellIntervention(event, texts);
    case 'authing':
      return event.moment === 'received' ? tellRequest(event.request, texts) : tellAnswer(event.request, all, texts);
    case 'wechat': {
      const { detail } = event.entry;
      if ('openid' in detail && detail.openid !== options.openid) return undefined;
      return tellWeChat(event.entry, texts) ?? (everything ? raw('wechat', event.entry) : undefined);
    }
    case 'device':
      return tellDevice(event, event.entry, all, texts) ?? (everything ? raw('page', event.entry) : undefined);
  }
}

const raw = (actor: Row['actor'], { kind, detail }: TimelineEntry): Told => ({
  actor,
  tone: 'quiet',
  text: `${kind} ${JSON.stringify(detail)}`,
});

function tellIntervention({ intervention }: Extract<TimelineEvent, { source: 'you' }>, { says }: Texts): Told | undefined {
  const you = (text: string): Told => ({ actor: 'you', text });
  switch (intervention.kind) {
    case 'expire-key':
      return you(says.expireKey);
    case 'use-up-code':
      return you(says.useUpCode(shortCode(intervention.code)));
    case 'phone-quota':
      return you(intervention.left === 0 ? says.quotaOut : says.quotaBack);
    case 'answer':
      return you(says.answer[intervention.answering]);
    case 'tap':
      return you(says.tap);
    // The call or the restart itself is told.
    case 'host-login':
    case 'reload':
      return undefined;
  }
}

/** What a request asks for: the GraphQL fields, else the path. */
export const nameOf = ({ method, path, operations }: SeenRequest): string =>
  operations.length > 0 ? operations.join(', ') : `${method} ${path}`;

/** Something happens between a request with a login code and its answer; any other request is told once, when it is answered. */
const isToldTwice = ({ code, duration: taken }: SeenRequest): boolean => code !== undefined || taken === undefined;

const tellRequest = (request: SeenRequest, { says }: Texts): Told | undefined =>
  isToldTwice(request) ? { actor: 'authing', text: says.request(nameOf(request)) } : undefined;

function tellAnswer(request: SeenRequest, all: readonly TimelineEvent[], texts: Texts): Told {
  const { says } = texts;
  const outcome = outcomeOf(request);
  const check = checkOrder(request, all);
  const status = request.status === undefined ? texts.noAnswer : `${request.status}${outcome.words === '' ? '' : ` · ${outcome.words}`}`;
  const signedIn =
    outcome.ok && request.code !== undefined && /(\/auth(-by-phone)?|signin-by-mobile)$/.test(request.path) ? ` · ${says.signedIn}` : '';
  const taken = duration(request.duration ?? 0);
  const isPicture = request.method === 'GET' && request.path.startsWith('/files/');
  return {
    actor: 'authing',
    tone: !outcome.ok ? 'bad' : isPicture ? 'quiet' : 'good',
    text: isToldTwice(request) ? says.answered(status, taken) + signedIn : says.requestAnswered(nameOf(request), status, taken),
    ...(request.sealed && { key: request.sealed.keyId }),
    ...(check && { check }),
  };
}

/**
 * Whether Authing did as asked, by its own words: HTTP says 200 to most of what Authing refuses. Whatever form the answer has: `code` (v2),
 * `statusCode` and `apiCode` (v3, and v2 of late), GraphQL's `errors`, OIDC's `error`.
 */
export function outcomeOf({ status, response, operations }: SeenRequest): { ok: boolean; words: string } {
  const refused = status === undefined || status >= 400;
  const body = fieldsOf(response);
  if (operations.length > 0) {
    const [error] = Array.isArray(body['errors']) ? (body['errors'] as { message?: unknown }[]) : [];
    return { ok: !refused && error === undefined, words: error === undefined ? '' : wordsOf(fieldsOf(error.message)) };
  }
  const ok = !refused && [body['code'], body['statusCode']].every((said) => typeof said !== 'number' || said === 200);
  return { ok, words: ok ? '' : wordsOf(body) };
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** Which error it is, and what is said of it. */
function wordsOf(error: Readonly<Record<string, unknown>>): string {
  const name = error['apiCode'] ?? error['code'] ?? error['statusCode'] ?? error['error'];
  return [name, error['message'] ?? error['error_description']].filter((part) => ['string', 'number'].includes(typeof part)).join(' ');
}

function tellWeChat(entry: TimelineEntry, { says }: Texts): Told | undefined {
  const wechat = (text: string, more: Partial<Told> = {}): Told => ({ actor: 'wechat', text, ...more });
  switch (entry.kind) {
    case 'key.rotated':
      return wechat(says.keyRotated[entry.detail.reason], { key: entry.detail.keyId });
    case 'code.issued':
      return wechat(says.codeIssued(shortCode(entry.detail.code)), { key: entry.detail.keyId });
    case 'code.exchanged':
      return wechat(says.exchanged(shortCode(entry.detail.code)), { key: entry.detail.keyId });
    case 'code.refused':
      return wechat(says.codeRefused(shortCode(entry.detail.code), `${entry.detail.errcode} ${entry.detail.errmsg}`), { tone: 'bad' });
    case 'data.sealed':
      return wechat(says.sealed[entry.detail.what], { key: entry.detail.keyId });
    case 'phone-quota.charged':
      return wechat(says.charged, { tone: 'quiet' });
    case 'phone-quota.exhausted':
      return wechat(says.noQuota, { tone: 'bad' });
    case 'rate.limited':
      return wechat(says.limited(entry.detail.api), { tone: 'bad' });
    default:
      return undefined;
  }
}

function tellDevice(event: TimelineEvent, entry: TimelineEntry, all: readonly TimelineEvent[], { says }: Texts): Told | undefined {
  const you = (text: string): Told => ({ actor: 'you', text });
  const page = (text: string, tone: Row['tone'] = 'plain'): Told => ({ actor: 'page', text, tone });
  switch (entry.kind) {
    case 'button.pressed':
      return you(entry.detail.openType === '' ? says.tap : says.tapOn(entry.detail.openType));
    case 'button.ignored':
      return entry.detail.openType === '' ? undefined : page(says.tapIgnored(entry.detail.why), 'bad');
    case 'sheet.opened':
      return { actor: 'wechat', text: says.asks(entry.detail.sheet as SheetKind) };
    case 'sheet.answered': {
      const sheet = entry.detail.sheet as SheetKind;
      return you(entry.detail.answer === 'accept' ? says.accepts(sheet) : says.refuses(sheet));
    }
    case 'wx.called': {
      if (entry.detail.api !== 'login') return undefined;
      const byHost = all.some((other) => other.source === 'you' && other.intervention.kind === 'host-login' && isSameMoment(other, event));
      return page(byHost ? says.hostLogin : says.login);
    }
    case 'wx.answered':
      return entry.detail.api === 'login' && !entry.detail.errMsg.endsWith(':ok')
        ? { actor: 'wechat', text: says.failed(entry.detail.errMsg), tone: 'bad' }
        : undefined;
    case 'button.event': {
      const { name, errMsg } = entry.detail;
      const ok = errMsg === undefined || errMsg.endsWith(':ok');
      return page(says.received(name, ok ? 'ok' : errMsg), ok ? 'plain' : 'bad');
    }
    case 'button.event-lost':
      return page(says.lost(entry.detail.name), 'bad');
    case 'request.failed':
      return page(says.requestFailed(entry.detail.errMsg), 'bad');
    case 'privacy.changed': {
      // On WeChat's own sheet, the answer says it already.
      const onSheet = all.some((one) => one.source === 'device' && one.entry.kind === 'sheet.answered' && isSameMoment(one, event));
      if (entry.detail.authorized && onSheet) return undefined;
      return you(entry.detail.authorized ? says.privacyAgreed : says.privacyForgotten);
    }
    case 'app.background':
      return you(says.left);
    case 'app.foreground':
      return you(says.back);
    case 'app.restarted': {
      const byReload = all.some((other) => other.source === 'you' && other.intervention.kind === 'reload' && isSameMoment(other, event));
      return byReload ? { ...page(says.reloaded), tone: 'quiet' } : you(says.restarted);
    }
    case 'network.changed':
      return you(entry.detail.isConnected ? says.online : says.offline);
    default:
      return undefined;
  }
}
