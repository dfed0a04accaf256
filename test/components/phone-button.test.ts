/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import { phoneNumberFailure, seenRefusals } from 'authing-miniapp-emulator/wechat';
import { APP_ID, createHarness, HOST, sessionKey } from '../harness/harness';
import type { Harness } from '../harness/harness';
import { detailOf, errorWith, names, withoutCharges } from '../harness/events';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const mainland = { countryCode: '86', purePhoneNumber: '10000000001' };

describe.each(engineNames)('phone-button on %s', (engine) => {
  let harness: Harness;
  const start = async (options?: Parameters<typeof createHarness>[1]): Promise<void> => {
    harness = await createHarness(engine, { wechat: { cloud: { users: [{ phone: mainland }] } }, ...options });
  };
  beforeEach(() => start());
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  it('signs in with the number: phone, then login, from one request', async () => {
    const button = harness.mount('phone-button');
    await harness.pass();
    harness.press(button);
    await harness.pass();

    expect(names(button)).toEqual(['phone', 'login']);
    const { user } = detailOf(button, 'login') as { user: { id: string; phone: string; token: string } };
    expect(user.phone).toBe('10000000001');
    expect(detailOf(button, 'phone')).toEqual({ countryCode: '86', phoneNumber: '10000000001', purePhoneNumber: '10000000001', user });
    expect(harness.requestsTo('/auth-by-phone').map(({ body }) => body)).toEqual([
      { code: expect.any(String), iv: expect.any(String), encryptedData: expect.any(String) },
    ]);
    expect(harness.wechat.cloud.phoneCharges).toBe(1);
    expect(harness.server.requests.length).toBe(1);
    expect(harness.storage()).toEqual({ [sessionKey]: { appId: APP_ID, host: HOST, token: user.token, user } });
    expect(button.bubbled).toEqual([]);
  });

  it('reads a number with action get, and signs nobody in', async () => {
    const button = harness.mount('phone-button', { properties: { action: 'get' } });
    await harness.pass();
    harness.press(button);
    await harness.pass();
    expect(withoutCharges(button)).toEqual([
      { name: 'phone', detail: { countryCode: '86', phoneNumber: '10000000001', purePhoneNumber: '10000000001' } },
    ]);
    expect(harness.requestsTo('/getphone')).toHaveLength(1);
    expect(harness.server.admin.users).toEqual([]);
    expect(harness.storage()).toEqual({});
  });

  it.each([
    ['get', 'login', ['phone'], '/getphone'],
    ['login', 'get', ['phone', 'login'], '/auth-by-phone'],
  ])('does what was asked for with action %s, though the page binds %s while the sheet is open', async (asked, bound, events, path) => {
    const button = harness.mount('phone-button', { properties: { action: asked } });
    await harness.pass();
    harness.press(button);
    expect(button.events).toEqual([]);
    button.setProperties({ action: bound });
    await harness.pass();
    expect(names(button)).toEqual(events);
    expect(harness.requestsTo(path)).toHaveLength(1);
    expect(harness.server.requests.length).toBe(1);
  });

  it('tells a number from abroad with its country', async () => {
    await start({ wechat: { cloud: { users: [{ phone: { countryCode: '852', purePhoneNumber: '10000001' } }] } } });
    const button = harness.mount('phone-button');
    await harness.pass();
    harness.press(button);
    await harness.pass();
    expect(detailOf(button, 'phone')).toMatchObject({ countryCode: '852', purePhoneNumber: '10000001' });
  });

  it('signs in to the account that has the number, and binds it to this WeChat user', async () => {
    const known = harness.server.admin.createUser(APP_ID, { phone: '10000000001' });
    const button = harness.mount('phone-button');
    await harness.pass();
    harness.press(button);
    await harness.pass();
    expect((detailOf(button, 'login') as { user: { id: string } }).user.id).toBe(known.id);
    const silent = harness.mount('login-button');
    await harness.pass();
    harness.press(silent);
    await harness.pass();
    expect((detailOf(silent, 'login') as { user: { id: string } }).user.id).toBe(known.id);
  });

  it.each(seenRefusals.getPhoneNumber)('takes "$errMsg" for a cancel, and needs no new code for the next tap', async ({ errMsg }) => {
    harness.device.person.next('phoneNumber', { answer: 'deny', errMsg });
    const button = harness.mount('phone-button');
    await harness.pass();
    harness.press(button);
    await harness.pass();
    expect(button.events).toEqual([{ name: 'cancel', detail: { reason: expect.stringMatching(/^(denied|cancelled)$/) } }]);
    expect(harness.server.requests.length).toBe(0);
    harness.press(button);
    await harness.pass();
    expect(names(button)).toEqual(['cancel', 'phone', 'login']);
    // One before the first tap, one after the flow; none for the refusal.
    expect(harness.logins()).toBe(2);
  });

  it.each([
    ['noPermission', 'permission'],
    ['noPermissionInChinese', 'permission'],
    ['loginBlocked', 'blocked'],
    ['blocked', 'blocked'],
    ['unverified', 'phone_unverified'],
  ] as const)('takes the failure "%s" for an error %s with WeChat\'s own words', async (name, reason) => {
    const failure = phoneNumberFailure(name);
    harness.device.faults.next('button.getPhoneNumber', failure);
    const button = harness.mount('phone-button');
    await harness.pass();
    harness.press(button);
    await harness.pass();
    const data = expect.objectContaining({ errMsg: failure.errMsg }) as object;
    expect(button.events).toEqual([errorWith(reason, { stage: 'tap', retryable: reason === 'phone_unverified', data })]);
  });

  it('says when the app has no quota left', async () => {
    harness.wechat.cloud.phoneQuota = 0;
    const button = harness.mount('phone-button');
    await harness.pass();
    harness.press(button);
    await harness.pass();
    const data = expect.objectContaining({ errno: 1400001 }) as object;
    expect(button.events).toEqual([errorWith('quota', { code: 9009, retryable: false, data })]);
  });

  it('tells a refused privacy agreement from one that was never declared', async () => {
    // From 3.4.2 on nobody is asked for the agreement alone.
    await start({ wechat: { device: { baseLibrary: '3.4.1', privacy: { authorized: false } } } });
    harness.device.person.next('privacy', { answer: 'deny' });
    const button = harness.mount('phone-button');
    await harness.pass();
    harness.press(button);
    await harness.pass();
    expect(button.events).toEqual([{ name: 'cancel', detail: { reason: 'privacy' } }]);

    await start({ wechat: { device: { privacy: { declared: [] } } } });
    const undeclared = harness.mount('phone-button');
    await harness.pass();
    harness.press(undeclared);
    await harness.pass();
    const data = expect.objectContaining({ errno: 112 }) as object;
    expect(undeclared.events).toEqual([errorWith('privacy', { stage: 'tap', retryable: false, data })]);
  });

  it.each([
    ['login', 'zh_CN', '手机号登录'],
    ['login', 'en', 'Sign in with phone'],
    ['get', 'zh_CN', '获取手机号'],
    ['get', 'en', 'Use my phone number'],
  ] as const)('has a text of its own for action %s on a phone in %s', async (action, language, text) => {
    await start({ wechat: { device: { language } } });
    expect(harness.mount('phone-button', { properties: { action } }).text()).toBe(text);
  });
});
