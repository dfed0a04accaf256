import type { AuthingConfig } from './client/config';
import type { StorageCipher } from './session/cipher';
import type { User } from './session/user';

/*
 * What copies of this package, perhaps of different versions, call on the objects they share (see lib/wx/app-singleton.ts): whichever
 * copy came first made them. What is written here stays as it is, or the number in app-singleton.ts goes up. Everything else about
 * these objects is the business of the copy that made them.
 *
 * An error that is thrown here may be another copy's AuthingError.
 */

/** Called after a change; looks itself what there is now. */
export type Listener = () => void;

/** Singleton `session <key>`: who is signed in to one Authing app at one address; `key` is the key in WeChat Storage. */
export interface Session {
  /** Null when nobody is signed in. An expired one stays: it may be what a new one is had for. @throws AuthingError reason `storage` */
  readonly token: string | null;
  /** With the token, without secrets; the same object until something changes. @throws AuthingError reason `storage` */
  readonly user: User | null;
  /** `signed-in` while the token has not expired by this phone's clock. @throws AuthingError reason `storage` */
  readonly status: 'signed-in' | 'signed-out';
  /** Signs in, or replaces who is signed in. @throws AuthingError reason `storage`: signed in until the restart, then nobody is */
  start(token: string, user: User | null): void;
  /** Newer facts about the signed-in user; those about anybody else are dropped. @throws AuthingError reason `storage` */
  updateUser(user: User): void;
  /** Signs out on this phone. @throws AuthingError reason `storage` */
  end(): void;
  /** A token from a configuration: signs in, unless this very token has done so before. Never throws for Storage. */
  offer(token: string): void;
  /** From now on Storage holds nothing but what this made of it. */
  seal(cipher: StorageCipher): void;
  /** Calls `listener` after every change, until the returned function is called. */
  subscribe(listener: Listener): () => void;
  /** Tells the listeners, if the token has expired since they last heard. */
  check(): void;
  /**
   * Runs `run` at once. What it changes here takes effect, but is not told: `hold` gets the function that tells it, also when `run`
   * throws. A page often shows its button under `wx:if` on who is signed in, and the button has to say `login` first. What others
   * change meanwhile is told as ever.
   */
  quietly(run: () => void, hold: (tell: () => void) => void): void;
}

/** Singleton `configuration`: what the app says about itself. */
export interface Configuration {
  /** What configureAuthing was last called with, else what the app object says now; undefined before either has spoken. */
  readonly current: AuthingConfig | undefined;
  /** What configureAuthing was called with. Tells the listeners. */
  set(config: AuthingConfig): void;
  /** Calls `listener` after every change, and when a configuration appears late, until the returned function is called. */
  subscribe(listener: Listener): () => void;
}
