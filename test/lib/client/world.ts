import type { AuthingState } from '../../../lib/client/auth-state';
import { launch } from '../../source/launch';
import { giveWx, takeWx } from '../fake-wx';

/** What WeChat gives to every mini program, here without an engine. */
export const globals = globalThis as { getApp?: unknown };

/** The running mini program, anew for each test. */
export const world: {
  /** Its app object. */
  app: { authing?: unknown; globalData?: { authing?: unknown } };
  storage: Record<string, unknown>;
  /** Storage cannot be read. */
  broken: boolean;
} = { app: {}, storage: {}, broken: false };

/** Call at the top of a file of specifications. */
export function useWorld(): void {
  beforeEach(() => {
    jest.useFakeTimers();
    Object.assign(world, { app: {}, storage: {}, broken: false });
    globals.getApp = () => world.app;
    giveWx({
      getStorageSync: (key: string) => {
        if (world.broken) throw new Error('Storage');
        return world.storage[key] ?? '';
      },
      removeStorageSync: (key: string) => Reflect.deleteProperty(world.storage, key),
    });
    Object.assign((globalThis as unknown as { wx: object }).wx, {
      setStorageSync: (key: string, value: unknown) => {
        world.storage[key] = value;
      },
    });
  });
  afterEach(() => {
    jest.useRealTimers();
    takeWx();
    delete globals.getApp;
  });
}

/** One copy of the package. */
export function copy() {
  const load = launch();
  const { onAuthStateChange, watchAuthState } = load('lib/client/auth-state') as typeof import('../../../lib/client/auth-state');
  const shared = {
    ...(load('lib/client/shared-session') as typeof import('../../../lib/client/shared-session')),
    ...(load('lib/client/shared-client') as typeof import('../../../lib/client/shared-client')),
  };
  const follow = (): { heard: AuthingState[]; stop: () => void } => {
    const heard: AuthingState[] = [];
    return { heard, stop: onAuthStateChange((state) => heard.push(state)) };
  };
  return { ...shared, onAuthStateChange, watchAuthState, follow, tokens: () => shared.sharedClient().tokenProvider };
}

export const unknown = { status: 'unknown', user: null };
export const signedOut = { status: 'signed-out', user: null };
export const ann = { id: 'ann', token: 't', nickname: 'Ann' } as never;
export const signedIn = { status: 'signed-in', user: { id: 'ann', nickname: 'Ann' } };
