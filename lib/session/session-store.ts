import { PUBLIC_CLOUD } from '../http/options';
import { NEVER_WRITTEN, removeStorage, writeStorage } from '../wx/storage';
import type { StorageCipher } from './cipher';
import { readLegacySession, removeLegacySession } from './legacy-session';
import { isToken, isUser } from './user';
import type { StoredSession } from './user';
import { appNamedBy, fingerprintOf } from './token-claims';
import { opened, sealed } from './cipher';
import { shownUser } from './shown-user';
import { isObject } from '../is-object';

/** What lies in Storage. */
interface SessionRecord extends Partial<StoredSession> {
  appId: string;
  /** Where the token goes. The first versions did not say. */
  host?: string;
  /** Whom the token says it was issued to, where that is not `appId`: an access token may name an API in its place. */
  issuedTo?: string;
  /** Fingerprints of the configured tokens that have had their turn; outlives a sign-out. */
  applied?: string[];
}

/** Where login-panel keeps what the signed-in user has put off. */
export const putOffKey = (appId: string): string => `authing_later_${appId}`;

/** As many configured tokens are remembered. */
const MOST_APPLIED = 8;

/** One session's place in WeChat Storage: one key, and what authing-wxapp-sdk may have left. */
export class SessionStore {
  private cipher: StorageCipher | undefined;
  private applied: string[] = [];
  /** Holds a sign-in that is over and could not be removed. */
  private stale = false;
  /** Holds a record that there is no cipher for. */
  private locked = false;

  constructor(
    private readonly key: string,
    private readonly appId: string,
    private readonly host: string,
  ) {}

  /** Who is signed in. @param stored what Storage has under the key @throws AuthingError reason `storage` */
  read(stored: unknown): StoredSession | null {
    const { cipher } = this;
    const isText = typeof stored === 'string' && stored !== NEVER_WRITTEN;
    this.locked = isText && !cipher;
    const record = isText && cipher ? opened(cipher, stored) : stored;
    const session = this.accept(record);
    if (session && cipher && !isText) this.tryToWrite(session);
    return session === undefined ? this.adopt() : session;
  }

  /** @throws AuthingError reason `storage`, also when the app's cipher throws */
  write(session: StoredSession | null): void {
    const { appId, host, applied, cipher } = this;
    const issuedTo = session ? appNamedBy(session.token, appId) : appId;
    const record: SessionRecord = {
      appId,
      host,
      ...(issuedTo !== appId && { issuedTo }),
      ...(applied.length > 0 && { applied }),
      ...session,
    };
    writeStorage(this.key, () => (cipher ? sealed(cipher, record) : record));
    this.stale = this.locked = false;
  }

  /** Writes what need not be written. */
  tryToWrite(session: StoredSession): void {
    try {
      this.write(session);
    } catch (error) {
      console.warn(error);
    }
  }

  /** Nobody is signed in any more. @throws AuthingError reason `storage` */
  clear(): void {
    try {
      if (this.applied.length) this.write(null);
      else removeStorage(this.key);
      this.removeRest();
    } catch (error) {
      this.remove();
      throw error;
    }
  }

  /** Takes a sign-in away that is over, whatever that costs. What fails is tried again with `removeStale`. */
  remove(): void {
    this.stale = true;
    try {
      removeStorage(this.key);
      this.removeRest();
      this.stale = false;
      // Smaller than the record that did not fit.
      if (this.applied.length) this.write(null);
    } catch {
      // Whoever ended that sign-in, or began another, has been told that Storage failed.
      this.stale = true;
    }
  }

  removeStale(): void {
    if (this.stale) this.remove();
  }

  /** Uses `cipher` from now on. True when there may be a session to read that could not be read before. */
  seal(cipher: StorageCipher, session: StoredSession | null | undefined): boolean {
    const isFirst = !this.cipher;
    this.cipher = cipher;
    if (isFirst && session) this.tryToWrite(session);
    return isFirst && this.locked;
  }

  /** Remembers that a configured token has had its turn; false when it had before. */
  markApplied(token: string): boolean {
    const print = fingerprintOf(token);
    if (this.applied.indexOf(print) >= 0) return false;
    this.applied = this.applied.concat(print).slice(-MOST_APPLIED);
    return true;
  }

  /**
   * The session in a record; null when it says that nobody is signed in. Storage can hold anything: what is no session of this app
   * at this address, or has another app's token put into it, is undefined.
   */
  private accept(record: unknown): StoredSession | null | undefined {
    if (!isObject(record)) return undefined;
    const { appId, host = PUBLIC_CLOUD, applied, token, user, issuedTo = appId, oidc } = record as SessionRecord;
    if (appId !== this.appId || host !== this.host) return undefined;
    if (Array.isArray(applied)) {
      this.applied = applied.filter((print: unknown) => typeof print === 'string');
      // Signed out, and the predecessor's keys may have been left behind.
      if (token === undefined) return null;
    }
    if (!isToken(token) || issuedTo !== appNamedBy(token, appId)) return undefined;
    // A refresh token is looked at before it is sent.
    return { token, user: isUser(user) ? shownUser(user) : null, ...(isObject(oidc) && isToken(oidc.accessToken) && { oidc }) };
  }

  /** Takes over the sign-in of authing-wxapp-sdk. */
  private adopt(): StoredSession | null {
    const legacy = readLegacySession(this.appId);
    if (!legacy) return null;
    const session = { token: legacy.token, user: legacy.user && shownUser(legacy.user) };
    try {
      this.write(session);
      removeLegacySession();
    } catch (error) {
      // The user is signed in all the same, and the old keys are adopted again at the next start.
      console.warn(error);
    }
    return session;
  }

  /** What others have kept of whoever is signed in: the predecessor, login-panel. */
  private removeRest(): void {
    if (readLegacySession(this.appId)) removeLegacySession();
    removeStorage(putOffKey(this.appId));
  }

  /** What whoever was signed in has put off in a panel. */
  forgetPutOff(): void {
    try {
      removeStorage(putOffKey(this.appId));
    } catch (error) {
      // It says whose it is, and whoever signs in now must not lose their session for it.
      console.warn(error);
    }
  }
}
