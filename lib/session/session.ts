import { readStorage, removeStorage, writeStorage } from '../wx/storage';
import { readLegacySession, removeLegacySession } from './legacy-session';
import { isToken, isUser } from './user';
import type { StoredSession, User } from './user';

export type SessionListener = () => void;

/** Sessions whose listeners have not heard of a sign-in yet. */
let heldNews: Session[] | undefined;

/**
 * From now on a sign-in takes effect, but is not told. A page often shows its button under `wx:if` on who is signed in: the
 * button has to say `login` before the news takes it away.
 */
export function holdNews(): void {
  heldNews = heldNews || [];
}

/** Tells what was held back. */
export function tellNews(): void {
  const sessions = heldNews || [];
  heldNews = undefined;
  sessions.forEach((session) => session.notify());
}

/**
 * Who is signed in to one Authing app on this phone: one object per appId in this JavaScript context, one key in WeChat
 * Storage. Memory is read once and is the truth from then on; every change is written before the listeners hear of it.
 */
export class Session {
  private readonly key: string;
  private current: StoredSession | null | undefined;
  private readonly listeners: SessionListener[] = [];
  /** Changes are not told while this is set; whether there were any. */
  private quiet: { changed: boolean } | undefined;

  constructor(private readonly appId: string) {
    this.key = `authing_session_${appId}`;
  }

  get token(): string | null {
    const session = this.read();
    return session && session.token;
  }

  get user(): User | null {
    const session = this.read();
    return session && session.user;
  }

  /** Signs in, or replaces who is signed in. @throws AuthingError reason `storage`; the session then lives in memory only. */
  start(token: string, user: User | null): void {
    this.write({ token, user }, () => (heldNews && !this.quiet ? heldNews.push(this) : this.notify()));
  }

  /** Newer facts about the signed-in user. Facts about anybody else, or when nobody is signed in, are dropped. */
  updateUser(user: User): void {
    const session = this.read();
    if (!session || (session.user && session.user.id !== user.id)) return;
    const merged: User = { ...session.user, ...user, token: session.token };
    this.write({ token: session.token, user: merged }, () => this.notify());
  }

  /** Signs out on this phone. */
  end(): void {
    this.current = null;
    try {
      removeStorage(this.key);
      // Still there when they could not be adopted for good.
      if (readLegacySession(this.appId)) removeLegacySession();
    } finally {
      this.notify();
    }
  }

  /**
   * Runs `run` at once. What it changes here takes effect, but is not told: `hold` gets the function that tells it, also when `run`
   * throws. A page often shows its button under `wx:if` on who is signed in, and the button has to say `login` first. What others
   * change meanwhile is told as ever.
   */
  quietly(run: () => void, hold: (tell: () => void) => void): void {
    const quiet = this.quiet = { changed: false };
    try {
      run();
    } finally {
      this.quiet = undefined;
      if (quiet.changed) hold(() => this.notify());
    }
  }

  /** Calls `listener` after every change, until the returned function is called. */
  subscribe(listener: SessionListener): () => void {
    this.listeners.push(listener);
    return () => {
      const index = this.listeners.indexOf(listener);
      if (index >= 0) this.listeners.splice(index, 1);
    };
  }

  private read(): StoredSession | null {
    if (this.current === undefined) {
      this.current = this.accept(readStorage(this.key)) || this.adopt();
    }
    return this.current;
  }

  /** Takes over the sign-in of authing-wxapp-sdk. */
  private adopt(): StoredSession | null {
    const legacy = readLegacySession(this.appId);
    if (legacy) {
      try {
        this.store(legacy);
        removeLegacySession();
      } catch (error) {
        // The user is signed in all the same, and the old keys are adopted again at the next start.
        console.warn(error);
      }
    }
    return legacy;
  }

  private write({ token, user }: StoredSession, tell: () => void): void {
    // The SDK's queries ask for the password (a hash, where a server answers it): it has no place on a phone.
    const session = { token, user: user && user.password ? { ...user, password: null } : user };
    this.current = session;
    try {
      this.store(session);
    } finally {
      tell();
    }
  }

  /**
   * With the appId beside it: a record that was copied from another app's key is not taken for ours. So is no record with another
   * app's token put into it, unless it was stored like that: an access token may name an API in place of the app.
   */
  private store(session: StoredSession): void {
    const { appId } = this;
    const issuedTo = appNamedBy(session.token, appId);
    writeStorage(this.key, { appId, ...(issuedTo !== appId && { issuedTo }), ...session });
  }

  /** Storage can hold anything: what is no session of this app is ignored. */
  private accept(value: unknown): StoredSession | null {
    if (typeof value !== 'object' || value === null) return null;
    const { appId, issuedTo = appId, token, user } = value as Partial<StoredSession & { appId: unknown; issuedTo: unknown }>;
    if (appId !== this.appId || !isToken(token) || issuedTo !== appNamedBy(token, appId)) return null;
    return { token, user: isUser(user) ? user : null };
  }

  /** Tells the listeners. */
  notify(): void {
    if (this.quiet) {
      this.quiet.changed = true;
      return;
    }
    this.listeners.slice().forEach((listener) => {
      // The page that hears first may remove components that would hear next.
      if (this.listeners.indexOf(listener) >= 0) listener();
    });
  }
}

/** Not evaluated where nobody is signed in. */
function appNamedBy(token: string, own: string): string {
  return (require('./token-claims') as typeof import('./token-claims')).appNamedBy(token, own);
}

const sessions: { [appId: string]: Session } = Object.create(null) as { [appId: string]: Session };

/** The one session of an app, shared by every client of this JavaScript context. */
export function sessionOf(appId: string): Session {
  return sessions[appId] || (sessions[appId] = new Session(appId));
}
