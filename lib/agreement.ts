import type { AuthingConfig } from './client/config';
import type { StorageCipher } from './session/cipher';
import type { OidcTokens, User } from './session/user';

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
  /** Of a sign-in by Authing's v3 API; `token` is its id_token then. Unknown to copies of 0.3. @throws AuthingError reason `storage` */
  readonly oidc?: OidcTokens | undefined;
  /** With the token, without secrets; the same object until something changes. @throws AuthingError reason `storage` */
  readonly user: User | null;
  /** `signed-in` while the token has not expired by this phone's clock, or can be renewed. @throws AuthingError reason `storage` */
  readonly status: 'signed-in' | 'signed-out';
  /**
   * Signs in, or replaces who is signed in.
   * @param oidc the tokens of v3 that come with `token`; those of the token that is there already stay without being said again
   * @throws AuthingError reason `storage`: signed in until the restart, then nobody is
   */
  start(token: string, user: User | null, oidc?: OidcTokens): void;
  /** Newer facts about the signed-in user; those about anybody else are dropped. @throws AuthingError reason `storage` */
  updateUser(user: User): void;
  /** Signs out on this phone. @throws AuthingError reason `storage` */
  end(): void;
  /** A token from a configuration: signs in, unless this very token has done so before. Never throws for Storage. */
  offer(token: string): void;
  /** From now on Storage holds nothing but what this made of it. */
  seal(cipher: StorageCipher): void;
  /**
   * Calls `listener` after every change, until the returned function is called.
   * @param first before those that are there already. Unknown to copies of 0.3
   */
  subscribe(listener: Listener, first?: boolean): () => void;
  /** Tells the listeners, if the token has expired since they last heard. */
  check(): void;
  /**
   * Makes `change` at once. It takes effect, but is not told: `hold` gets the function that tells it, also when `change`
   * throws. A page often shows its button under `wx:if` on who is signed in, and the button has to say `login` first. What others
   * change meanwhile is told as ever.
   */
  quietly(change: () => void, hold: HoldNews): void;
}

/** Takes the function that tells pages who is signed in now, for a component that has something to say before they hear. */
export type HoldNews = (tell: () => void) => void;

/** A component that needs login codes while it can be seen. */
export interface CodeOwner {
  /** Told when a flow starts or ends anywhere in the mini program. */
  flowChanged(): void;
  /** Since base library 2.7.1. */
  getPageId?(): string;
}

/** What a flow does with the login code: one request. `hold` gets the function that tells who is signed in. */
export type UseCode<Result> = (code: string, hold: HoldNews) => Promise<Result>;

/** Hears the outcome of a flow: `failure` is undefined when it succeeded. */
export type Settled<Result> = (failure: unknown, result: Result | undefined) => void;

/** Singleton `flow`: who needs a login code, and who is using one. */
export interface Flow {
  readonly isRunning: boolean;
  /** An owner was attached. @param seen false where its page is known to be hidden */
  join(owner: CodeOwner, seen: boolean): void;
  /** It was detached. */
  leave(owner: CodeOwner): void;
  /** Its page was shown or hidden. */
  setVisible(owner: CodeOwner, visible: boolean): void;
  /** A finger went down on its button, before WeChat opens its sheet. */
  touch(owner: CodeOwner): void;
  /** The finger was lifted, or slid off. */
  touchEnds(owner: CodeOwner): void;
  /** A tap opened a sheet. */
  sheetOpens(owner: CodeOwner): void;
  /** Its sheet was refused, or had no data. */
  answered(owner: CodeOwner): void;
  /** Data has come: sends it with the code at hand, once. */
  sendData<Result>(owner: CodeOwner, use: UseCode<Result>, settled: Settled<Result>): void;
  /** Signs in with a code alone, as often as that can help within `timeout` ms. */
  sendCode<Result>(owner: CodeOwner, use: UseCode<Result>, settled: Settled<Result>, timeout: number): void;
}

/** Singleton `refused`: what was refused in this launch, and would be again. Unknown to copies of 0.3. */
export interface Refused {
  /** When WeChat's privacy pop-up was, ms since 1970. */
  privacyAt?: number;
  /** The connection that Authing has refused phone tokens of. */
  connection?: string | undefined;
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
