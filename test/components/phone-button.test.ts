/** @jest-environment ./test/bed/environment.js */
import { engineNames } from '../../testing/engines';
import { seenPhoneNumberFailures, seenRefusals } from '../../testing/wechat';
import { appId, createBed, host, sessionKey } from '../bed/bed';
import type { Bed } from '../bed/bed';
import { detailOf, errorWith, names } from '../bed/events';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const mainland = { countryCode: '86', purePhoneNumber: '10000000001' };

describe.each(engineNames)('phone-button on %s', (engine) => {
  let bed: Bed;
  const start = async (options?: Parameters<typeof createBed>[1]): Promise<void> => {
    bed = await createBed(engine, { wechat: { cloud: { users: [{ phone: mainland }] } }, ...options });
  };
  beforeEach(() => start());
  afterEach(() => expect(bed.engine.problems).toEqual([]));

  it('signs in with the number: phone, then login, from one request', async () => {
    const button = bed.mount('phone-button');
    await bed.pass();
    bed.press(button);
    await bed.pass();

    expect(names(button)).toEqual(['phone', 'login']);
    const { user } = detailOf(button, 'login') as { user: { id: string; phone: string; token: string } };
    expect(user.phone).toBe('10000000001');
    expect(detailOf(button, 'phone')).toEqual({ countryCode: '86', phoneNumber: '10000000001', purePhoneNumber: '10000000001', user });
    expect(bed.requestsTo('/auth-by-phone').map(({ body }) => body)).toEqual([
      { code: expect.any(String), iv: expect.any(String), encryptedData: expect.any(String) },
    ]);
    expect(bed.wechat.cloud.phoneCharges).toBe(1);
    expect(bed.server.requests.length).toBe(1);
    expect(bed.storage()).toEqual({ [sessionKey]: { appId, host, token: user.token, user } });
    expect(button.bubbled).toEqual([]);
  });

  it('reads a number with action get, and signs nobody in', async () => {
    const button = bed.mount('phone-button', { properties: { action: 'get' } });
    await bed.pass();
    bed.press(button);
    await bed.pass();
    expect(button.events).toEqual([
      { name: 'phone', detail: { countryCode: '86', phoneNumber: '10000000001', purePhoneNumber: '10000000001' } },
    ]);
    expect(bed.requestsTo('/getphone')).toHaveLength(1);
    expect(bed.server.admin.users).toEqual([]);
    expect(bed.storage()).toEqual({});
  });

  it('tells a number from abroad with its country', async () => {
    await start({ wechat: { cloud: { users: [{ phone: { countryCode: '852', purePhoneNumber: '10000001' } }] } } });
    const button = bed.mount('phone-button');
    await bed.pass();
    bed.press(button);
    await bed.pass();
    expect(detailOf(button, 'phone')).toMatchObject({ countryCode: '852', purePhoneNumber: '10000001' });
  });

  it('signs in to the account that has the number, and binds it to this WeChat user', async () => {
    const known = bed.server.admin.createUser(appId, { phone: '10000000001' });
    const button = bed.mount('phone-button');
    await bed.pass();
    bed.press(button);
    await bed.pass();
    expect((detailOf(button, 'login') as { user: { id: string } }).user.id).toBe(known.id);
    const silent = bed.mount('login-button');
    await bed.pass();
    bed.press(silent);
    await bed.pass();
    expect((detailOf(silent, 'login') as { user: { id: string } }).user.id).toBe(known.id);
  });

  it.each(seenRefusals.getPhoneNumber)('takes "$errMsg" for a cancel, and needs no new code for the next tap', async ({ errMsg }) => {
    bed.phone.person.next('phoneNumber', { answer: 'deny', errMsg });
    const button = bed.mount('phone-button');
    await bed.pass();
    bed.press(button);
    await bed.pass();
    expect(button.events).toEqual([{ name: 'cancel', detail: { reason: expect.stringMatching(/^(denied|cancelled)$/) } }]);
    expect(bed.server.requests.length).toBe(0);
    bed.press(button);
    await bed.pass();
    expect(names(button)).toEqual(['cancel', 'phone', 'login']);
    // One before the first tap, one after the flow; none for the refusal.
    expect(bed.logins()).toBe(2);
  });

  it.each(seenPhoneNumberFailures)('takes "$errMsg" for an error that names WeChat\'s own words', async (failure) => {
    bed.phone.faults.next('button.getPhoneNumber', { kind: 'fail', ...failure });
    const button = bed.mount('phone-button');
    await bed.pass();
    bed.press(button);
    await bed.pass();
    const data = expect.objectContaining({ errMsg: failure.errMsg }) as object;
    expect(button.events).toEqual([errorWith('denied', { stage: 'tap', retryable: false, data })]);
  });

  it('says when the app has no quota left', async () => {
    bed.wechat.cloud.phoneQuota = 0;
    const button = bed.mount('phone-button');
    await bed.pass();
    bed.press(button);
    await bed.pass();
    const data = expect.objectContaining({ errno: 1400001 }) as object;
    expect(button.events).toEqual([errorWith('quota', { code: 9009, retryable: false, data })]);
  });

  it('tells a refused privacy agreement from one that was never declared', async () => {
    await start({ wechat: { phone: { privacy: { authorized: false } } } });
    bed.phone.person.next('privacy', { answer: 'deny' });
    const button = bed.mount('phone-button');
    await bed.pass();
    bed.press(button);
    await bed.pass();
    expect(button.events).toEqual([{ name: 'cancel', detail: { reason: 'privacy' } }]);

    await start({ wechat: { phone: { privacy: { declared: [] } } } });
    const undeclared = bed.mount('phone-button');
    await bed.pass();
    bed.press(undeclared);
    await bed.pass();
    const data = expect.objectContaining({ errno: 112 }) as object;
    expect(undeclared.events).toEqual([errorWith('privacy', { stage: 'tap', retryable: false, data })]);
  });

  it.each([
    ['login', '手机号登录'],
    ['get', '获取手机号'],
  ])('has a text of its own for action %s', (action, text) => {
    expect(bed.mount('phone-button', { properties: { action } }).text()).toBe(text);
  });
});
