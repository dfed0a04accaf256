import type { AuthingConfig } from '../../../lib/client/config';
import { launch } from '../../source/launch';
import { giveWx, takeWx } from '../fake-wx';

type Shared = typeof import('../../../lib/client/shared-session') & typeof import('../../../lib/client/shared-client');
const world = globalThis as { getApp?: unknown };
let storage: Record<string, unknown>;
beforeEach(() => {
  storage = {};
  giveWx({});
  Object.assign((globalThis as unknown as { wx: object }).wx, {
    getStorageSync: (key: string) => storage[key] ?? '',
    setStorageSync: (key: string, value: unknown) => {
      storage[key] = value;
    },
    removeStorageSync: (key: string) => {
      delete storage[key];
    },
  });
});
afterEach(() => {
  takeWx();
  delete world.getApp;
});
/** Both halves, of one launch. */
const load = (): Shared => {
  const launched = launch();
  return { ...(launched('lib/client/shared-session') as object), ...(launched('lib/client/shared-client') as object) } as Shared;
};
const notConfigured = expect.objectContaining({ reason: 'not_configured', stage: 'configure' }) as Error;

it.each<[string, unknown]>([
  ['no getApp', undefined],
  ['no app', () => undefined],
  ['an app that says nothing', () => ({})],
  ['an empty authing', () => ({ authing: {} })],
  ['no globalData', () => ({ globalData: null })],
])('with %s there is no client and no session', (_, getApp) => {
  world.getApp = getApp;
  const { sharedClient, sharedSession } = load();
  expect(sharedClient).toThrow(notConfigured);
  expect(sharedSession).toThrow(notConfigured);
});

it('asks for an app that may not have been launched yet', () => {
  const asked: unknown[] = [];
  world.getApp = (options: unknown) => {
    asked.push(options);
    return { authing: { appId: 'a' } };
  };
  expect(load().sharedClient().options.appId).toBe('a');
  expect(new Set(asked.map((options) => JSON.stringify(options)))).toEqual(new Set(['{"allowDefault":true}']));
});

it('is made anew when the configuration says something else, and only then', () => {
  const { sharedClient, configureAuthing, setClientFactory } = load();
  const made: unknown[] = [];
  const make = (config: AuthingConfig): never => {
    made.push(config);
    return { config } as never;
  };
  setClientFactory(make);
  const one: AuthingConfig = { appId: 'a', timeout: 5 };
  const onError = (): void => undefined;
  const count = (config?: AuthingConfig): number => {
    if (config) configureAuthing(config);
    expect(sharedClient()).toBe(sharedClient());
    return made.length;
  };
  expect([
    count(one),
    count(),
    count({ ...one }),
    count({ ...one, timeout: 6 }),
    count({ ...one, onError }),
    count({ ...one, onError: () => undefined }),
    count(one),
    count({ appId: 'b', timeout: 5 }),
  ]).toEqual([1, 1, 1, 2, 3, 4, 5, 6]);
});

it('signs in with the access token of the configuration, once', () => {
  const { sharedSession, sharedClient, configureAuthing } = load();
  configureAuthing({ appId: 'a' });
  expect(sharedSession().token).toBeNull();
  configureAuthing({ appId: 'a', accessToken: 'first' });
  expect(sharedSession().token).toBe('first');
  sharedClient().tokenProvider.setUser({ id: 'u', token: 'later' } as never);
  configureAuthing({ appId: 'a', accessToken: 'first', timeout: 5 });
  expect([sharedSession().token, sharedClient().tokenProvider.getToken()]).toEqual(['later', 'later']);
  configureAuthing({ appId: 'a', accessToken: 'second' });
  expect(sharedSession().token).toBe('second');
  expect(storage).toEqual({ authing_session_a: expect.objectContaining({ appId: 'a', token: 'second', user: null }) as unknown });
});

it('reads globalData, where a framework leaves it', () => {
  world.getApp = () => ({ globalData: { authing: { appId: 'a' } } });
  expect(load().sharedClient().options.appId).toBe('a');
  world.getApp = () => ({ authing: { appId: 'b' }, globalData: { authing: { appId: 'a' } } });
  expect(load().sharedClient().options.appId).toBe('b');
});

it('without the SDK is what the components need', async () => {
  const { createKernelClient } = launch()('lib/client/kernel-client') as typeof import('../../../lib/client/kernel-client');
  const calls = giveWx({
    getStorageSync: () => '',
    setStorageSync: () => undefined,
    request: ({ success }) => success({ statusCode: 200, data: { code: 200, data: 1 } }),
  });
  const client = createKernelClient({ appId: 'a', host: 'https://a.example/' });
  expect(client.tokenProvider.getToken()).toBeNull();
  expect(createKernelClient({ appId: 'b', accessToken: 'token' }).tokenProvider.getToken()).toBe('token');
  await expect(client.httpClient.request({ url: `${client.options.host}/path` })).resolves.toBe(1);
  expect(calls.filter(([name]) => name === 'request').map(([, { url }]) => url as unknown)).toEqual(['https://a.example/path']);
});
