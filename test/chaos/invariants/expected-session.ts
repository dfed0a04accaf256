import type { Entry, Trace } from '../simulation/trace';
import { claimsOf, hasExpired, isSendable } from './token';

/** Who is signed in to an app. */
export interface SignedIn {
  token: string;
  /** Undefined when only a token is known. */
  userId: string | undefined;
}

/** What must be so at some moment, as the outside world knows it. */
export interface Expected {
  session: SignedIn | undefined;
  /** The server has said since that the sign-in is over: the library may have believed it. */
  mayBeOver: boolean;
  /** A write to Storage has failed since: what is kept can be older. */
  unsaved: boolean;
}

/** Follows a trace and knows, after each entry, who must be signed in to each app. */
export class SessionKeeper {
  private readonly apps = new Map<string, Expected>();
  private readonly requests = new Map<string, Entry<'request'>>();
  /** Of the session that there was when a request was sent. */
  private readonly tokens = new Map<number, string | undefined>();
  private removalFailed = false;
  private appId: string | undefined;
  private ahead = 0;

  of(appId: string): Expected {
    const known = this.apps.get(appId) ?? { session: undefined, mayBeOver: false, unsaved: false };
    this.apps.set(appId, known);
    return known;
  }

  /** The same with what the token says of its own end: at this moment (ms) nobody may be shown who was signed in until then. */
  at(appId: string, moment: number): Expected {
    const expected = this.of(appId);
    const expired = expected.session === undefined ? 'no' : hasExpired(expected.session.token, moment, this.ahead);
    if (expired === 'yes') return { ...expected, session: undefined, mayBeOver: true };
    return expired === 'perhaps' ? { ...expected, mayBeOver: true } : expected;
  }

  get appIds(): string[] {
    return [...this.apps.keys()];
  }

  follow(entry: Entry): void {
    if (entry.what === 'launch' || entry.what === 'reconfigured') this.appId = entry.appId;
    if (entry.what === 'launch') this.launched(entry.stored);
    else if (entry.what === 'request') this.asked(entry);
    else if (entry.what === 'clock') this.ahead += entry.jump;
    else if (entry.what === 'appSignedIn') {
      const { appId, token, userId, failed } = entry;
      this.apps.set(appId, { session: { token, userId }, mayBeOver: false, unsaved: failed });
    } else if (entry.what === 'requestEnded') this.ended(entry);
    else if (entry.what === 'storage' && entry.action === 'remove') this.removalFailed = entry.failed;
    else if (entry.what === 'storage' && entry.action === 'write')
      this.of(entry.key.replace(/^authing_session_|@.*$/g, '')).unsaved = entry.failed;
    else if (entry.what === 'signedOut' && this.appId !== undefined) {
      this.apps.set(this.appId, { session: undefined, mayBeOver: false, unsaved: entry.failed });
    }
  }

  private launched(stored: Readonly<Record<string, unknown>>): void {
    for (const appId of knownApps) {
      this.apps.set(appId, { session: sessionStored(stored, appId), mayBeOver: false, unsaved: false });
    }
  }

  private asked(request: Entry<'request'>): void {
    const appId = String(request.header['x-authing-app-id']);
    this.requests.set(`${request.launch} ${request.call}`, request);
    this.tokens.set(request.seq, this.of(appId).session?.token);
    // user-panel tells Authing when it has signed out on this phone.
    if (request.url.includes('/api/v2/logout')) this.apps.set(appId, { session: undefined, mayBeOver: false, unsaved: this.removalFailed });
    // An answer that is lost does not bring an account back.
    if (request.url.endsWith('/delete-account')) this.of(appId).mayBeOver = true;
  }

  private ended({ launch, call, status, body }: Entry<'requestEnded'>): void {
    const request = this.requests.get(`${launch} ${call}`);
    if (request === undefined) return;
    const appId = String(request.header['x-authing-app-id']);
    const signsIn = /\/(auth(-by-phone)?|signin-by-mobile)$/.test(request.url);
    const signedIn = /\/auth(-by-phone)?$/.test(request.url) ? signedInBy(status, body) : undefined;
    const byCode = (body as { data?: { loginByPhoneCode?: unknown } } | null | undefined)?.data?.loginByPhoneCode;
    const isStill = this.tokens.get(request.seq) === this.of(appId).session?.token;
    // login-panel's own: whoever signed in or out since the tap has the last word.
    if (byCode !== undefined && isStill) {
      const user = signedInBy(status, { code: 200, data: byCode });
      if (user !== undefined) this.apps.set(appId, { session: user, mayBeOver: false, unsaved: false });
    }
    if (signedIn !== undefined) this.apps.set(appId, { session: signedIn, mayBeOver: false, unsaved: false });
    // A request that signs in carries no token: its refusal says nothing about anybody's.
    else if (!signsIn && saysOver(status, body)) this.of(appId).mayBeOver = true;
  }
}

const knownApps = ['app-one', 'app-two'];

/** A whole user with a token in a successful envelope: nothing less signs anybody in. */
export function signedInBy(status: number | undefined, body: unknown): SignedIn | undefined {
  const { code, data } = (body ?? {}) as { code?: unknown; data?: unknown };
  if (status === undefined || status < 200 || status > 299 || code !== 200 || typeof data !== 'object' || data === null) return undefined;
  const { id, token } = { ...data } as { id?: unknown; token?: unknown };
  return typeof id === 'string' && id !== '' && Object.hasOwn(data, 'token') && isSendable(token) ? { token, userId: id } : undefined;
}

function saysOver(status: number | undefined, body: unknown): boolean {
  return status === 401 || /"code":(2020|2206|2207)\b/.test(typeof body === 'string' ? body : JSON.stringify(body ?? null));
}

/** What a launch finds: our session, else the predecessor's; what is none, or another app's, does not count. */
export function sessionStored(stored: Readonly<Record<string, unknown>>, appId: string): SignedIn | undefined {
  return (
    asSession(stored[`authing_session_${appId}@http://127.0.0.1`], appId) ??
    asSession({ token: stored['_authing_token'], user: stored['_authing_user'] }, appId)
  );
}

function asSession(value: unknown, appId: string): SignedIn | undefined {
  const { token, user } = (typeof value === 'object' && value !== null ? value : {}) as { token?: unknown; user?: unknown };
  if (!isSendable(token)) return undefined;
  const { aud = appId } = claimsOf(token);
  const id = typeof user === 'object' && user !== null ? (user as { id?: unknown }).id : undefined;
  return aud === appId ? { token, userId: typeof id === 'string' && id !== '' ? id : undefined } : undefined;
}

/** Calls `look` with each entry and what must be so after it. */
export function followSessions(trace: Trace, look: (entry: Entry, keeper: SessionKeeper, before: SessionKeeper['of']) => void): void {
  const keeper = new SessionKeeper();
  for (const entry of trace.entries) {
    const before = new Map(keeper.appIds.map((appId) => [appId, { ...keeper.of(appId) }]));
    keeper.follow(entry);
    look(entry, keeper, (appId) => before.get(appId) ?? { session: undefined, mayBeOver: false, unsaved: false });
  }
}
