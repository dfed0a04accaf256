/** @jest-environment ./test/bed/environment.js */
import { engineNames } from '../../testing/engines';
import { appId, createBed, host, sessionKey } from '../bed/bed';
import type { Bed } from '../bed/bed';
import { detailOf, names } from '../bed/events';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe.each(engineNames)('login-button on %s', (engine) => {
  let bed: Bed;
  beforeEach(async () => {
    bed = await createBed(engine);
  });
  afterEach(() => expect(bed.engine.problems).toEqual([]));

  it('signs in silently with one code, one request, one event', async () => {
    const button = bed.mount('login-button');
    await bed.pass();
    bed.press(button);
    expect(button.nativeButton()).toMatchObject({ loading: true, disabled: true, openType: '' });
    await bed.pass();

    expect(names(button)).toEqual(['login']);
    const { user, mode } = detailOf(button, 'login') as { user: { id: string; token: string }; mode: string };
    expect(mode).toBe('silent');
    expect(bed.server.admin.users.map(({ id }) => id)).toEqual([user.id]);
    expect(bed.requestsTo('/auth').map(({ body }) => body)).toEqual([{ code: expect.any(String) }]);
    expect(bed.wechat.timeline.of('code.exchanged')).toHaveLength(1);
    expect(bed.storage()).toEqual({ [sessionKey]: { appId, host, token: user.token, user } });
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
    bed.server.faults.edit({ path: '/auth' }, (body) => {
      const answer = body as { data: object };
      return { ...answer, data: { ...answer.data, ...secrets } };
    });
    const button = bed.mount('login-button');
    await bed.pass();
    bed.press(button);
    await bed.pass();
    const { user } = detailOf(button, 'login') as { user: { token: string; identities: object[] } };
    expect(user).toMatchObject({ token: expect.any(String), identities: [{ provider: 'wechat' }] });
    for (const place of [button.events, button.setDataCalls, bed.storage()]) {
      expect(JSON.stringify(place)).not.toMatch(/hash-of-it|pepper|secret-\d/);
    }
  });

  it('sends iv and encryptedData together in mode userinfo, and rawData only when asked to', async () => {
    const button = bed.mount('login-button', { properties: { mode: 'userinfo', rawData: false } });
    await bed.pass();
    expect(button.nativeButton().openType).toBe('getUserInfo');
    bed.press(button);
    await bed.pass();
    button.setProperties({ rawData: true });
    bed.press(button);
    await bed.pass();

    expect(names(button)).toEqual(['login', 'login']);
    expect(button.events.map(({ detail }) => (detail as { mode: string }).mode)).toEqual(['userinfo', 'userinfo']);
    const data = { code: expect.any(String), iv: expect.any(String), encryptedData: expect.any(String) };
    expect(bed.requestsTo('/auth').map(({ body }) => body)).toEqual([data, { ...data, rawData: expect.stringContaining('nickName') }]);
  });

  it('passes the native button its properties, and its own text before the slot', async () => {
    const button = bed.mount('login-button', {
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
    bed = await createBed(engine, { wechat: { phone: { language } } });
    expect(bed.mount('login-button').text()).toBe(text);
  });

  it('does nothing while disabled', async () => {
    const button = bed.mount('login-button', { properties: { disabled: true, mode: 'userinfo' } });
    await bed.pass();
    bed.press(button);
    await bed.pass();
    expect(button.events).toEqual([]);
    expect(button.nativeButton().openType).toBe('');
  });

  it('tells a refusal from an error', async () => {
    bed.phone.faults.next('button.getUserInfo', { kind: 'fail', errMsg: 'getUserInfo:fail auth deny' });
    const button = bed.mount('login-button', { properties: { mode: 'userinfo' } });
    await bed.pass();
    bed.press(button);
    await bed.pass();
    expect(button.events).toEqual([{ name: 'cancel', detail: { reason: 'denied' } }]);
    expect(bed.server.requests.all).toEqual([]);
  });
});
