/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import { APP_ID, createHarness, HOST, sessionKey } from '../harness/harness';
import type { Harness } from '../harness/harness';
import { detailOf, names } from '../harness/events';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe.each(engineNames)('login-button on %s', (engine) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await createHarness(engine);
  });
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  it('signs in silently with one code, one request, one event', async () => {
    const button = harness.mount('login-button');
    await harness.pass();
    harness.press(button);
    expect(button.nativeButton()).toMatchObject({ loading: true, disabled: true, openType: '' });
    await harness.pass();

    expect(names(button)).toEqual(['login']);
    const { user, mode } = detailOf(button, 'login') as { user: { id: string; token: string }; mode: string };
    expect(mode).toBe('silent');
    expect(harness.server.admin.users.map(({ id }) => id)).toEqual([user.id]);
    expect(harness.requestsTo('/auth').map(({ body }) => body)).toEqual([{ code: expect.any(String) }]);
    expect(harness.wechat.timeline.of('code.exchanged')).toHaveLength(1);
    expect(harness.storage()).toEqual({ [sessionKey]: { appId: APP_ID, host: HOST, token: user.token, user } });
    expect(button.nativeButton()).toMatchObject({ loading: false, disabled: false });
    expect(button.bubbled).toEqual([]);
  });

  it('hands to the page the token, and nothing else that opens something, whatever the server sends', async () => {
    const secrets = {
      password: 'hash-of-it',
      salt: 'pepper',
      oauth: '{"a":"secret-1"}',
      session_key: 'secret-2',
      refreshToken: 'secret-3',
      identities: [{ provider: 'wechat', accessToken: 'secret-4', refresh_token: 'secret-5' }],
      customData: { sessionKey: 'secret-6' },
    };
    harness.server.faults.edit({ path: '/auth' }, (body) => {
      const answer = body as { data: object };
      return { ...answer, data: { ...answer.data, ...secrets } };
    });
    const button = harness.mount('login-button');
    await harness.pass();
    harness.press(button);
    await harness.pass();
    const { user } = detailOf(button, 'login') as { user: { token: string; identities: object[] } };
    expect(user).toMatchObject({ token: expect.any(String), identities: [{ provider: 'wechat' }] });
    for (const place of [button.events, button.setDataCalls, harness.storage()]) {
      expect(JSON.stringify(place)).not.toMatch(/hash-of-it|pepper|secret-\d/);
    }
  });

  it('sends iv and encryptedData together in mode userinfo, and rawData only when asked to', async () => {
    const button = harness.mount('login-button', { properties: { mode: 'userinfo', rawData: false } });
    await harness.pass();
    expect(button.nativeButton().openType).toBe('getUserInfo');
    harness.press(button);
    await harness.pass();
    button.setProperties({ rawData: true });
    harness.press(button);
    await harness.pass();

    expect(names(button)).toEqual(['login', 'login']);
    expect(button.events.map(({ detail }) => (detail as { mode: string }).mode)).toEqual(['userinfo', 'userinfo']);
    const data = { code: expect.any(String), iv: expect.any(String), encryptedData: expect.any(String) };
    expect(harness.requestsTo('/auth').map(({ body }) => body)).toEqual([data, { ...data, rawData: expect.stringContaining('nickName') }]);
  });

  it('passes the native button its properties, and its own text before the slot', async () => {
    const button = harness.mount('login-button', {
      properties: { type: 'primary', size: 'mini', plain: true, disabled: true, lang: 'zh_TW', text: 'Hello' },
      slot: '<text>world</text>',
      attributes: { 'custom-class': 'mine' },
    });
    expect(button.nativeButton().attributes).toMatchObject({ type: 'primary', size: 'mini', plain: true, disabled: true, lang: 'zh_TW' });
    expect(button.html()).toContain('mine');
    expect(button.text()).toBe('Helloworld');
    button.setProperties({ text: '' });
    expect(button.text()).toBe('world');
  });

  it.each([
    ['zh_CN', '登录'],
    ['en', 'Sign in'],
  ] as const)('speaks the language of the phone: %s', async (language, text) => {
    harness = await createHarness(engine, { wechat: { device: { language } } });
    expect(harness.mount('login-button').text()).toBe(text);
  });

  it.each([
    ['data', { errMsg: 'getUserInfo:ok', iv: 'aXY=', encryptedData: 'ZGF0YQ==' }],
    ['a refusal', { errMsg: 'getUserInfo:fail auth deny' }],
  ])('takes %s that WeChat tells twice for one, and after another tap for another', async (_, detail) => {
    const button = harness.mount('login-button', { properties: { mode: 'userinfo' } });
    await harness.pass();
    const answer = async (): Promise<number> => {
      const native = button.nativeButton();
      native.tap();
      native.dispatch('getuserinfo', detail);
      native.dispatch('getuserinfo', detail);
      await harness.pass(20_000);
      native.dispatch('getuserinfo', detail);
      await harness.pass(20_000);
      return button.events.length;
    };
    expect([await answer(), await answer()]).toEqual([1, 2]);
  });

  it('does nothing while disabled', async () => {
    const button = harness.mount('login-button', { properties: { disabled: true, mode: 'userinfo' } });
    await harness.pass();
    harness.press(button);
    await harness.pass();
    expect(button.events).toEqual([]);
    expect(button.nativeButton().openType).toBe('');
  });

  it('tells a refusal from an error', async () => {
    harness.device.faults.next('button.getUserInfo', { kind: 'fail', errMsg: 'getUserInfo:fail auth deny' });
    const button = harness.mount('login-button', { properties: { mode: 'userinfo' } });
    await harness.pass();
    harness.press(button);
    await harness.pass();
    expect(button.events).toEqual([{ name: 'cancel', detail: { reason: 'denied' } }]);
    expect(harness.server.requests.all).toEqual([]);
  });
});
