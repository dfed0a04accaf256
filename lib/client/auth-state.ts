import type { Session } from '../agreement';
import { AuthingError } from '../errors/authing-error';
import type { Person, User } from '../session/user';
import { configuration } from './app-configuration';
import { statusOf } from '../session/session';
import { sharedSession } from './shared-session';

/** Who is signed in, for pages to show. */
export interface AuthingState {
  /** `unknown` while no appId is configured, or WeChat Storage cannot be read; in data also until the component is attached. */
  readonly status: 'unknown' | 'signed-in' | 'signed-out';
  /** Without token and secrets: data is what WXML shows, and they have no place there. */
  readonly user: Readonly<Omit<User, 'token'>> | null;
}

export interface AuthStateWatch {
  /**
   * Looks at everything that may have changed without a word: the configuration, Storage that could not be read, a token that has expired
   * while WeChat had frozen the app. False while no appId is configured.
   */
  check(): boolean;
  stop(): void;
}

/**
 * Calls `listener` when who is signed in has changed, or the configuration has, beginning with the first `check`.
 * @param shown what the listener knows already
 * @param first before pages that may take the listener away
 */
export function watchAuthState(
  listener: (state: AuthingState, who: Person) => void,
  shown?: AuthingState['status'],
  first?: boolean,
): AuthStateWatch {
  let stopped = false;
  let session: Session | undefined;
  /** What the listener knows: an answer about the user that says nothing new is no news. */
  let told = shown && JSON.stringify({ status: shown, user: null });
  /** Counts what was followed: a listener may configure another app while the session of the first is looked at. */
  let turn = 0;
  let leaveSession = (): void => undefined;

  const show = (): void => {
    // Somebody who heard before may have ended this.
    if (stopped) return;
    const status = session ? statusOf(session) : 'unknown';
    const user = session && status === 'signed-in' ? session.user : null;
    const token = session && status === 'signed-in' && session.token ? session.token : undefined;
    const state: AuthingState = { status, user: user && withoutToken(user) };
    // Where only a token is known, another is somebody else's.
    const text = JSON.stringify({ ...state, token: user ? undefined : token });
    if (text === told) return;
    told = text;
    listener(state, { id: user ? user.id : undefined, token });
  };
  const follow = (found: Session | undefined): void => {
    if (stopped) return;
    const mine = (turn += 1);
    if (found) found.check();
    if (stopped || mine !== turn) return;
    if (found !== session) {
      leaveSession();
      session = found;
      leaveSession = found ? found.subscribe(show, first) : () => undefined;
      // Heard something right away, which may have been the end of the page.
      if (stopped) leaveSession();
    }
    // Storage that could not be read is tried again.
    show();
  };
  const check = (): boolean => {
    try {
      follow(sharedSession());
      return true;
    } catch (error) {
      if (!(error instanceof AuthingError)) throw error;
      follow(undefined);
      return false;
    }
  };
  const leaveConfiguration = configuration().subscribe(check);
  return {
    check,
    stop() {
      stopped = true;
      leaveConfiguration();
      leaveSession();
    },
  };
}

/**
 * Who is signed in: `listener` is called at once, and after each change, also when the configuration comes late. Needs no component, and
 * not the SDK.
 * @returns stops it
 */
export function onAuthStateChange(listener: (state: AuthingState) => void): () => void {
  const watch = watchAuthState((state) => listener(state));
  try {
    watch.check();
  } catch (error) {
    watch.stop();
    throw error;
  }
  return watch.stop;
}

function withoutToken(user: User): AuthingState['user'] {
  const shown: AuthingState['user'] & { token?: unknown } = { ...user };
  delete shown.token;
  return shown;
}
