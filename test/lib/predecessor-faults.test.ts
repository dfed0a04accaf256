/** @jest-environment ./test/harness/environment.js */
import type { AuthingError } from '../../index';
import { APP_ID, createHarness, HOST, sessionKey } from '../harness/harness';
import type { Harness } from '../harness/harness';

/**
 * What authing-wxapp-sdk got wrong, one test each; the tenth, its weight, is measured by `npm run size`.
 * Everything is asked of the built package.
 */
describe('the faults of authing-wxapp-sdk', () => {
  let harness: Harness;
  let failures: [number, string, unknown][];
  const onError = (...failure: [number, string, unknown]): void => void failures.push(failure);
  const client = (options: Record<string, unknown> = {}): InstanceType<ReturnType<Harness['library']>['AuthenticationClient']> =>
    new (harness.library().AuthenticationClient)({ appId: APP_ID, host: harness.server.url, onError, ...options } as never);
  const code = async (): Promise<string> => {
    const issued = new Promise<string>((resolve) => harness.device.wx.login({ success: (answer) => resolve(answer.code) }));
    await harness.pass();
    return issued;
  };
  /** Lets virtual time pass until the promise has settled. */
  const outcome = async <T>(promise: Promise<T>, ms = 1000): Promise<T> => {
    promise.catch(() => undefined);
    await harness.pass(ms);
    return promise;
  };
  const failureOf = async (promise: Promise<unknown>, ms = 1000): Promise<AuthingError> => {
    const error = await outcome(promise, ms).then(
      () => {
        throw new Error('it succeeded');
      },
      (thrown: unknown) => thrown as AuthingError,
    );
    expect(error).toBeInstanceOf(harness.library().AuthingError);
    return error;
  };
  const signedIn = () => {
    const user = harness.server.admin.createUser(APP_ID, { username: 'ann', password: 'secret', profile: { nickname: 'Ann' } });
    const authing = client();
    authing.setCurrentUser(harness.server.admin.signIn(APP_ID, user.id) as never);
    return authing;
  };

  beforeEach(async () => {
    jest.useFakeTimers();
    failures = [];
    harness = await createHarness('glass-easel');
  });
  afterEach(() => jest.useRealTimers());

  it('1. wx.login inside the phone callback: on this WeChat it cannot work, with any client', async () => {
    const data: { iv: string; encryptedData: string }[] = [];
    harness.device.press({ openType: 'getPhoneNumber' }, (event) => data.push(event.detail as never));
    await harness.pass();
    const error = await failureOf(client().loginByPhone(await code(), data[0]!.iv, data[0]!.encryptedData));
    expect(error).toMatchObject({ reason: 'session_key', retryable: true });
    // The same button, the same client, in the right order.
    const early = await code();
    harness.device.press({ openType: 'getPhoneNumber' }, (event) => data.push(event.detail as never));
    await harness.pass();
    const user = await outcome(client().loginByPhone(early, data[1]!.iv, data[1]!.encryptedData));
    expect(user.phone).toBe(harness.wechat.cloud.users[0]!.phone!.purePhoneNumber);
  });

  it('2. a network failure is an error with words, and onError hears of it', async () => {
    harness.device.faults.next('request', { kind: 'offline' });
    const error = await failureOf(client().loginByCode(await code()));
    expect(error).toMatchObject({
      name: 'AuthingError',
      reason: 'network',
      code: 9002,
      retryable: true,
      message: expect.stringMatching(/\S/),
    });
    expect(failures).toEqual([[9002, error.message, null]]);
  });

  it('3. an HTTP status counts', async () => {
    harness.server.faults.badGateway({ times: Infinity });
    expect(await failureOf(client().loginByCode(await code()))).toMatchObject({ reason: 'http', data: { status: 502 } });
    expect(await failureOf(client().isUserExists({ email: 'a@b.example' }), 5000)).toMatchObject({ reason: 'http', data: { status: 502 } });
    expect(failures).toHaveLength(2);
  });

  it.each([
    [undefined, 10_000],
    [2500, 2500],
    [0, 10_000],
  ])('4. timeout %s reaches WeChat', async (timeout, ms) => {
    const timeouts: unknown[] = [];
    const { request } = harness.device.wx;
    (globalThis as unknown as { wx: object }).wx = new Proxy(harness.device.wx, {
      get: (wx, name) =>
        name === 'request'
          ? (option: WechatMiniprogram.RequestOption) => (timeouts.push(option.timeout), request(option))
          : (Reflect.get(wx, name) as unknown),
    });
    await outcome(client({ timeout }).isUserExists({ email: 'a@b.example' }));
    await outcome(
      client({ timeout })
        .getSecurityLevel()
        .catch(() => undefined),
    );
    expect(timeouts).toEqual([ms, ms]);
  });

  it("5. a REST error has Authing's number and words", async () => {
    harness.server.faults.error(2031, {}, '注册已关闭', { why: 'closed' });
    const error = await failureOf(client().loginByCode(await code()));
    expect(error).toMatchObject({ code: 2031, message: '注册已关闭', data: { why: 'closed' }, reason: 'server' });
    expect(failures).toEqual([[2031, '注册已关闭', { why: 'closed' }]]);
  });

  describe('6. an upload', () => {
    const path = (): Promise<string> =>
      new Promise((resolve) => {
        harness.device.wx.chooseMedia({ success: ({ tempFiles }) => resolve(tempFiles[0]!.tempFilePath) });
      });

    it('carries the token', async () => {
      const authing = signedIn();
      const { token, photo } = (await outcome(authing.updateAvatar(await outcome(path())), 5000)) as { token: string; photo: string };
      expect(harness.requestsTo('/upload').map(({ headers }) => headers['authorization'])).toEqual([`Bearer ${token}`]);
      expect(harness.server.admin.users[0]!.profile.photo).toBe(photo);
    });

    it('lets the user choose, without a path', async () => {
      const user = await outcome(signedIn().updateAvatar(), 5000);
      expect(user.photo).toBe(harness.server.admin.users[0]!.profile.photo);
    });

    it('fails with the status, the number, the words', async () => {
      const authing = signedIn();
      const file = await outcome(path());
      harness.server.faults.badGateway({ path: '/upload' });
      expect(await failureOf(authing.updateAvatar(file), 5000)).toMatchObject({ reason: 'http', data: { status: 502 } });
      harness.server.faults.error(1001, { path: '/upload' }, 'no permission');
      expect(await failureOf(authing.updateAvatar(file), 5000)).toMatchObject({ code: 1001, message: 'no permission' });
      harness.device.faults.next('uploadFile', { kind: 'offline' });
      expect(await failureOf(authing.updateAvatar(file), 5000)).toMatchObject({ reason: 'network' });
      expect(failures.map(([number]) => number)).toEqual([9004, 1001, 9002]);
      expect(harness.requestsTo('updateUser')).toEqual([]);
    });

    it('is cancelled by closing the chooser', async () => {
      harness.device.person.next('media', { answer: 'cancel' });
      expect(await failureOf(signedIn().updateAvatar())).toMatchObject({ reason: 'cancelled', stage: 'choose' });
      expect(failures).toEqual([]);
    });
  });

  it('7. an answer with token: null signs nobody out', async () => {
    const authing = signedIn();
    const token = authing.tokenProvider.getToken();
    harness.server.faults.tokenNull({ operation: 'updateUser' });
    await outcome(authing.updateProfile({ nickname: 'Anna' }));
    expect(harness.requestsTo('updateUser')).toHaveLength(1);
    expect(authing.tokenProvider.getToken()).toBe(token);
    const user = expect.objectContaining({ nickname: 'Anna', token }) as object;
    expect(harness.storage()).toEqual({ [sessionKey]: { appId: APP_ID, host: HOST, token, user } });
  });

  describe('8.', () => {
    it('a login carries no token of whoever was signed in before', async () => {
      const authing = signedIn();
      await outcome(authing.loginByCode(await code()));
      await outcome(authing.loginByUsername('ann', 'secret'));
      const logins = harness.server.requests.all.filter(
        ({ path, operations }) => path.endsWith('/auth') || operations[0] === 'loginByUsername',
      );
      expect(logins).toHaveLength(2);
      expect(logins.map(({ headers }) => headers['authorization'])).toEqual([undefined, undefined]);
    });

    it('a request is not changed by being sent', async () => {
      const request = Object.freeze({ method: 'GET', url: `${harness.server.url}/api/v2/.well-known`, headers: Object.freeze({}) });
      await outcome(client().httpClient.request(request as never));
      expect(request).toEqual({ method: 'GET', url: `${harness.server.url}/api/v2/.well-known`, headers: {} });
    });

    it('appHost goes before host, also for WeChat', async () => {
      await outcome(client({ host: 'https://core.authing.cn', appHost: `${harness.server.url}/` }).loginByCode(await code()));
      expect(harness.requestsTo('/wechat-miniprogram/auth')).toHaveLength(1);
    });
  });

  describe('9. Storage', () => {
    const payload = (claims: object): string => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;

    it("is each app's own", async () => {
      const one = client({ appId: 'one' });
      const other = client({ appId: 'other' });
      one.setCurrentUser({ id: 'u1', token: 'token-1' } as never);
      other.setCurrentUser({ id: 'u2', token: 'token-2' } as never);
      expect([one, other].map((authing) => authing.tokenProvider.getToken())).toEqual(['token-1', 'token-2']);
      one.tokenProvider.clearUser();
      expect([one, other].map((authing) => authing.tokenProvider.getUser()?.id)).toEqual([undefined, 'u2']);
    });

    it('of the predecessor is adopted: its users stay signed in', async () => {
      const { id } = harness.server.admin.createUser(APP_ID, { username: 'ann', profile: { nickname: 'Ann' } });
      const user = harness.server.admin.signIn(APP_ID, id);
      harness.device.wx.setStorageSync('_authing_user', user);
      harness.device.wx.setStorageSync('_authing_token', user.token);
      const current = await outcome(client().getCurrentUser());
      expect(current).toMatchObject({ id, nickname: 'Ann' });
      expect(harness.server.requests.last.headers['authorization']).toBe(`Bearer ${user.token}`);
      expect(Object.keys(harness.storage())).toEqual([sessionKey]);
    });

    it.each([
      ['null', 'null'],
      ['undefined', 'undefined'],
      ['empty', ''],
      ['an object', {}],
      ['two words', 'two words'],
      ['a broken header', 'a\r\nb'],
      ["another app's", payload({ aud: 'another-app' })],
      ["another app's (v2)", payload({ data: { appId: 'another-app' } })],
    ])('of the predecessor is ignored when it is %s', (_what, token) => {
      harness.device.wx.setStorageSync('_authing_token', token);
      harness.device.wx.setStorageSync('_authing_user', { id: 'u', token });
      expect(client().tokenProvider.getToken()).toBeNull();
      expect(Object.keys(harness.storage()).sort()).toEqual(['_authing_token', '_authing_user']);
    });

    it('of the predecessor does not come back after signing out', async () => {
      harness.device.wx.setStorageSync('_authing_token', 'opaque-token');
      const authing = client();
      expect(authing.tokenProvider.getToken()).toBe('opaque-token');
      authing.tokenProvider.clearUser();
      harness.restart();
      expect(client().tokenProvider.getToken()).toBeNull();
      expect(harness.storage()).toEqual({});
    });
  });
});
