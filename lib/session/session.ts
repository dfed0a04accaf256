import type { HoldNews, Listener, Session } from '../agreement';
import { AuthingError } from '../errors/authing-error';
import { appHostOf, PUBLIC_CLOUD } from '../http/options';
import { appSingleton } from '../wx/app-singleton';
import { NEVER_WRITTEN, readStorage } from '../wx/storage';
import type { StorageCipher } from './cipher';
import { hasLegacySession } from './legacy-session';
import { SessionStore } from './session-store';
import { listen, tellListeners } from '../listeners';
import { isSamePerson, isToken } from './user';
import type { OidcTokens, StoredSession, User } from './user';
import { claimsOf, userIdOf } from './token-claims';
import { expiryOf, waitUntil } from './expiry';
import { shownUser } from './shown-user';

/** The options that a session is found by, and those that it obeys. */
export interface SessionOptions {
  readonly appId: string;
  /** Default Authing's public cloud. */
  readonly host?: string;
  readonly appHost?: string;
  readonly domain?: string;
  readonly accessToken?: string;
  readonly storageCipher?: StorageCipher;
}

/**
 * Who is signed in to one Authing app on this phone: one object per appId and address in this mini program, one key in WeChat
 * Storage. Storage is read once and memory is the truth from then on; every change is written before the listeners hear of it.
 */
class AppSession implements Session {
  /** Undefined until Storage could be read. */
  private current: StoredSession | null | undefined;
  /** Storage could not be read. */
  private unread = false;
  /** A configured token that nobody has looked at yet. */
  private offered: string | undefined;
  /** Changes are not told while this is set; whether there were any. */
  private quiet: { changed: boolean } | undefined;
  /** What the listeners heard last. */
  private expired = false;
  private stopWaiting: (() => void) | undefined;
  private readonly listeners: Listener[] = [];

  private made: SessionStore | undefined;

  constructor(
    private readonly key: string,
    private readonly appId: string,
    private readonly host: string,
  ) {}

  /** Not evaluated for people who have never signed in. */
  private store(): SessionStore {
    return (this.made = this.made || new SessionStore(this.key, this.appId, this.host));
  }

  get token(): string | null {
    const session = this.read();
    return session && session.token;
  }

  get oidc(): OidcTokens | undefined {
    const session = this.read();
    return session ? session.oidc : undefined;
  }

  get user(): User | null {
    const session = this.read();
    return session && session.user;
  }

  get status(): 'signed-in' | 'signed-out' {
    const session = this.read();
    return session && !hasExpired(session) ? 'signed-in' : 'signed-out';
  }

  start(token: string, user: User | null, given?: OidcTokens): void {
    this.forgetOffer();
    const { current } = this;
    const oidc = given || (current && current.token === token ? current.oidc : undefined);
    const isAnother = current && (hasExpired(current) || !isSamePerson(current.user || current, user || { token }));
    this.current = { token, user: user && shownUser(user), ...(oidc && { oidc }) };
    // Before anybody hears of it.
    if (isAnother) this.store().forgetPutOff();
    try {
      this.store().write(this.current);
    } catch (error) {
      // After the restart nobody is signed in, least of all whoever was before.
      this.store().remove();
      throw error;
    } finally {
      this.notify();
    }
  }

  updateUser(update: User): void {
    const session = this.read();
    if (!session || (session.user && session.user.id !== update.id)) return;
    const { token } = session;
    this.current = { ...session, user: { ...session.user, ...shownUser(update), token } };
    try {
      this.store().write(this.current);
    } finally {
      this.notify();
    }
  }

  end(): void {
    this.forgetOffer();
    this.current = null;
    try {
      this.store().clear();
    } finally {
      this.notify();
    }
  }

  offer(token: string): void {
    this.offered = token;
    this.tryToRead();
  }

  seal(cipher: StorageCipher): void {
    if (!this.store().seal(cipher, this.current) || this.current) return;
    this.current = undefined;
    this.notify();
  }

  subscribe(listener: Listener, first?: boolean): () => void {
    const leave = listen(this.listeners, listener, () => this.awaitExpiry(), first);
    this.tryToRead();
    if (this.listeners.length === 1) this.awaitExpiry();
    return leave;
  }

  check(): void {
    if (this.current && this.expired !== hasExpired(this.current)) this.notify();
  }

  quietly(change: () => void, hold: HoldNews): void {
    const quiet = (this.quiet = { changed: false });
    try {
      change();
    } finally {
      this.quiet = undefined;
      if (quiet.changed) hold(() => this.notify());
    }
  }

  private notify(): void {
    if (this.quiet) {
      this.quiet.changed = true;
      return;
    }
    this.awaitExpiry();
    tellListeners(this.listeners);
  }

  /** Reads Storage once; what fails is tried again by whoever asks next. */
  private read(): StoredSession | null {
    if (this.made) this.made.removeStale();
    if (this.current === undefined) {
      const wasUnread = this.unread;
      this.unread = true;
      const stored = readStorage(this.key);
      this.current = stored === NEVER_WRITTEN && !hasLegacySession() ? null : this.store().read(stored);
      this.unread = false;
      if (wasUnread) this.notify();
    }
    if (this.offered !== undefined) this.applyOffer(this.offered);
    return this.current;
  }

  /** For what need not wait for Storage. */
  private tryToRead(): void {
    try {
      this.read();
    } catch (error) {
      // Told to whoever asks who is signed in.
      if (!this.unread) throw error;
    }
  }

  /** A configured token signs in when it is new, whoever is signed in. */
  private applyOffer(token: string): void {
    this.offered = undefined;
    if (!this.store().markApplied(token)) return;
    const { current } = this;
    const user = current && current.user;
    if (current && current.token === token) {
      this.store().tryToWrite(current);
      return;
    }
    try {
      this.start(token, user && userIdOf(claimsOf(token)) === user.id ? { ...user, token } : null);
    } catch (error) {
      // Signed in all the same, and again after the restart.
      console.warn(error);
    }
  }

  /** Whoever signs in or out has the last word over a token that was configured before. */
  private forgetOffer(): void {
    // What was applied in an earlier run must be known before it is written anew.
    this.tryToRead();
    if (this.offered !== undefined) this.store().markApplied(this.offered);
    this.offered = undefined;
  }

  /** One timer while anybody listens. */
  private awaitExpiry(): void {
    const { current } = this;
    if (this.stopWaiting) this.stopWaiting();
    this.stopWaiting = undefined;
    this.expired = !!current && hasExpired(current);
    if (current && !this.expired && !isRenewable(current) && this.listeners.length) {
      this.stopWaiting = waitUntil(expiryOf(current.token), () => this.notify());
    }
  }
}

/** By this phone's clock. What can be renewed without anybody's doing has not. */
function hasExpired(session: StoredSession): boolean {
  return !isRenewable(session) && expiryOf(session.token) <= Date.now();
}

function isRenewable({ oidc }: StoredSession): boolean {
  return !!oidc && !!oidc.refreshToken;
}

/**
 * The one session of an app at one address, shared by every client of this mini program. The address belongs to it: a token of one
 * deployment is never sent to another. For the public cloud the key in Storage is that of the first versions.
 * @throws AuthingError reason `invalid_argument`: `accessToken` is none
 */
export function sessionOf(options: SessionOptions): Session {
  const { appId, accessToken, storageCipher } = options;
  if (accessToken && !isToken(accessToken)) {
    throw new AuthingError('invalid_argument', { stage: 'configure', message: 'accessToken: /^[!-~]+$/' });
  }
  const host = appHostOf({ ...options, host: options.host || PUBLIC_CLOUD });
  const key = `authing_session_${appId}${host === PUBLIC_CLOUD ? '' : `@${host}`}`;
  const session = appSingleton<Session>(`session ${key}`, () => new AppSession(key, appId, host));
  if (storageCipher) session.seal(storageCipher);
  if (accessToken) session.offer(accessToken);
  return session;
}

/** `unknown` while Storage cannot be read: whoever taps hears of it. */
export function statusOf(session: Session): Session['status'] | 'unknown' {
  try {
    return session.status;
  } catch (error) {
    if (error instanceof AuthingError) return 'unknown';
    throw error;
  }
}

/** Looks at what may have changed without a word: a token that expired while WeChat had frozen the app, Storage that could not be read. */
export function checkSession(session: Session): void {
  session.check();
  statusOf(session);
}
