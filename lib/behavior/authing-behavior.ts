import { sharedClient, sharedSession } from '../client/shared-client';
import { AuthingError } from '../errors/authing-error';
import type { Session } from '../session/session';
import type { User } from '../session/user';

/** Who is signed in, as a page's data. */
export interface AuthingState {
  /** `unknown` until the component is attached, and while no appId is configured. */
  status: 'unknown' | 'signed-in' | 'signed-out';
  /** Without its token: data is what WXML shows, and a token has no place there. */
  user: Omit<User, 'token'> | null;
}

/** What this behavior keeps on an instance. */
interface Listener {
  listening?: { session: Session; stop: () => void } | undefined;
}

/** Where an app tests its own code in Node.js there are no components to behave; the client must load all the same. */
const define: typeof Behavior = typeof Behavior === 'function' ? Behavior : (((options: unknown) => options) as unknown as typeof Behavior);

/**
 * Hands the app-level configuration to whatever uses it: `this.authing` is the shared client, and `data.authing` says who
 * is signed in, kept up to date in every page at once.
 *
 * The configuration is read when a component is attached, never when this file loads: `App()` may not have run by then.
 * Page({ behaviors }) needs base library 2.9.2.
 */
export const authingBehavior = define({
  data: {
    authing: { status: 'unknown', user: null } as AuthingState,
  },
  lifetimes: {
    created() {
      Object.defineProperty(this, 'authing', { get: sharedClient, configurable: true });
    },
    attached() {
      this.joinSession();
    },
    detached() {
      this.leaveSession();
    },
  },
  pageLifetimes: {
    show() {
      this.joinSession();
    },
  },
  methods: {
    /**
     * Shows who is signed in from now on. False while no appId is configured; the first tap says so, where somebody listens.
     * Called again whenever it might have changed: a configuration that came late, a Storage that could not be read.
     */
    joinSession(): boolean {
      const self = this as Listener;
      try {
        const session = sharedSession();
        if (self.listening && self.listening.session === session) return true;
        this.leaveSession();
        const show = (): void => this.setData({ authing: stateOf(session) });
        show();
        self.listening = { session, stop: session.subscribe(show) };
        return true;
      } catch (error) {
        if (error instanceof AuthingError) return error.reason === 'storage';
        throw error;
      }
    },

    leaveSession() {
      const self = this as Listener;
      if (self.listening) self.listening.stop();
      self.listening = undefined;
    },
  },
});

function stateOf({ token, user }: Session): AuthingState {
  if (!token) return { status: 'signed-out', user: null };
  if (!user) return { status: 'signed-in', user: null };
  const shown: AuthingState['user'] & { token?: unknown } = { ...user };
  delete shown.token;
  return { status: 'signed-in', user: shown };
}
