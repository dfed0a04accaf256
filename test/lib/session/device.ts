import type { SessionOptions } from '../../../lib/session/session';
import { launch } from '../../source/launch';
import { giveWx } from '../fake-wx';

type Tokens = typeof import('../../../lib/session/token-provider');

/** The key of the app `app` at the public cloud. */
export const KEY = 'authing_session_app';
export const PUBLIC_CLOUD = 'https://core.authing.cn';

/** A phone with this in Storage, and a token provider on it. */
export function phone(storage: Record<string, unknown> = {}, options: Partial<SessionOptions> = {}) {
  const broken = { read: false, write: false, remove: false };
  const work = (does: keyof typeof broken, run: () => unknown): unknown => {
    if (broken[does]) throw new Error('Storage');
    return run();
  };
  const entries = (): [string, unknown][] => Object.entries(storage);
  const named = globalThis as unknown as { wx: Record<string, (name: string, value: unknown) => unknown> };
  giveWx({});
  named.wx = {
    getStorageSync: (name) => work('read', () => entries().find(([known]) => known === name)?.[1] ?? ''),
    setStorageSync: (name, value) =>
      work('write', () => {
        storage[name] = value;
      }),
    removeStorageSync: (name) => work('remove', () => Reflect.deleteProperty(storage, name)),
  };
  const { TokenProvider } = launch()('lib/session/token-provider') as Tokens;
  const another = (more: Partial<SessionOptions> = options) => new TokenProvider({ appId: 'app', ...more });
  return {
    storage,
    broken,
    provider: another(),
    /** Another client of the same app. */
    another,
    /** The mini program is started again; Storage stays, and works again. */
    restart: (more: Partial<SessionOptions> = options) => phone(storage, more),
  };
}

const base64 = (text: string): string => Buffer.from(text).toString('base64url');
export const jwt = (claims: unknown): string => `${base64('{}')}.${base64(JSON.stringify(claims))}.s`;

/** What Storage holds of this sign-in. */
export const stored = (token: string, user: unknown): object => ({ appId: 'app', host: PUBLIC_CLOUD, token, user });

export const who = ({ provider }: Pick<ReturnType<typeof phone>, 'provider'>): unknown[] => [provider.getToken(), provider.getUser()];
export const bad = (reason: string): Error => expect.objectContaining({ name: 'AuthingError', reason, stage: 'session' }) as Error;
