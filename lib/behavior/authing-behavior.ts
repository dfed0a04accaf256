import { watchAuthState } from '../client/auth-state';
import type { AuthingState, AuthStateWatch } from '../client/auth-state';
import { giveClient } from './attachment';

export type { AuthingState };

/** What this behavior keeps on an instance. */
interface Watcher {
  watch?: AuthStateWatch | undefined;
}

/** What a page's `data` and methods gain by it. */
interface Gained {
  data: { authing: AuthingState };
  methods: { joinSession(): boolean };
}

// The comment below goes into the built declarations, which must compile whatever typings the reader has.
// eslint-disable-next-line @typescript-eslint/ban-ts-comment
/**
 * How `Page` and `Component` learn of it, in the words of miniprogram-api-typings 5; without those, or with older ones, it is any.
 * @ts-ignore */
export type AuthingBehavior = WechatMiniprogram.Behavior.Identifier<Gained['data'], Record<never, never>, Gained['methods'], []>;

/** Where an app tests its own code in Node.js there are no components to behave; the client must load all the same. */
const define: typeof Behavior = typeof Behavior === 'function' ? Behavior : (((options: unknown) => options) as unknown as typeof Behavior);

/**
 * Hands the app-level configuration to whatever uses it: `this.authing` is the shared client, and `data.authing` says who
 * is signed in, kept up to date in every page at once.
 *
 * The configuration is read when a component is attached, never when this file loads: `App()` may not have run by then.
 * Page({ behaviors }) needs base library 2.9.2.
 */
export const authingBehavior: AuthingBehavior = define({
  data: {
    authing: { status: 'unknown', user: null } as AuthingState,
  },
  lifetimes: {
    created() {
      giveClient(this);
    },
    attached() {
      (this as Watcher).watch = undefined;
      this.joinSession();
    },
    detached() {
      const { watch } = this as Watcher;
      if (watch) watch.stop();
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
     * Called again whenever it might have changed without a word.
     */
    joinSession(): boolean {
      const self = this as Watcher;
      const { status } = this.data.authing;
      // Of data that an earlier attachment left behind only the status is known.
      self.watch = self.watch || watchAuthState((authing) => this.setData({ authing }), status === 'unknown' ? status : undefined);
      return self.watch.check();
    },
  },
});
