/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { APP_ID, createHarness, HOST } from '../harness/harness';
import type { Harness } from '../harness/harness';
import { errorWith, names } from '../harness/events';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const SIGN_IN = '/api/v3/signin-by-mobile';
const PROFILE = '/api/v3/get-profile';

describe.each(engineNames)('a number that was charged, on %s', (engine) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await createHarness(engine, {
      authing: { extIdpConnIdentifier: 'wechat' },
      wechat: { cloud: { users: [{ phone: { countryCode: '852', purePhoneNumber: '10000001' } }] } },
    });
  });
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  const tapped = async (properties: Record<string, unknown> = {}): Promise<Mounted> => {
    const button = harness.mount('phone-button', { properties });
    await harness.pass();
    harness.press(button);
    await harness.pass(20_000);
    return button;
  };

  it.each([
    ['login', ['charge', 'phone', 'login']],
    ['get', ['charge', 'phone']],
  ])('is one number when WeChat fires the event twice; action %s', async (action, expected) => {
    const button = harness.mount('phone-button', { properties: { action } });
    await harness.pass();
    const detail = { errMsg: 'getPhoneNumber:ok', code: 'made-up', iv: 'aXY=', encryptedData: 'ZGF0YQ==' };
    button.nativeButton().dispatch('getphonenumber', detail);
    button.nativeButton().dispatch('getphonenumber', detail);
    await harness.pass(20_000);
    expect(button.events.map(({ name }) => name).filter((name) => name === 'charge')).toHaveLength(1);
    expect(button.events).toHaveLength(2);
    expect(names(await tapped({ action }))).toEqual(expected.filter((name) => name !== 'charge'));
  });

  it('is one number, and a refusal one outcome, when the events of two taps come twice', async () => {
    const button = harness.mount('phone-button');
    await harness.pass();
    const native = button.nativeButton();
    native.tap();
    native.tap();
    const ok = { errMsg: 'getPhoneNumber:ok', code: 'made-up', iv: 'aXY=', encryptedData: 'ZGF0YQ==' };
    const refused = { errMsg: 'getPhoneNumber:fail user deny' };
    [ok, refused, ok, refused].forEach((detail) => native.dispatch('getphonenumber', detail));
    await harness.pass(20_000);
    expect(button.events.map(({ name }) => name)).toEqual(['charge', 'cancel', 'error']);
  });

  it('opens no other sheet while one of two numbers is still being read', async () => {
    const button = harness.mount('phone-button', { properties: { action: 'get' } });
    await harness.pass();
    const native = button.nativeButton();
    native.tap();
    native.tap();
    harness.server.faults.slow(1000);
    native.dispatch('getphonenumber', { errMsg: 'getPhoneNumber:ok', code: 'one' });
    await harness.pass(100);
    harness.server.faults.slow(5000);
    native.dispatch('getphonenumber', { errMsg: 'getPhoneNumber:ok', code: 'two' });
    await harness.pass(2000);
    expect([native.openType, button.events.length]).toEqual(['', 3]);
    await harness.pass(20_000);
    expect([button.nativeButton().openType, button.events.length]).toEqual(['getPhoneNumber', 4]);
  });

  it.each([
    ['a gateway answers in its place', 'http', { data: { status: 502 } }, () => harness.server.faults.badGateway({ path: SIGN_IN })],
    ['its answer is lost', 'network', {}, () => harness.server.faults.drop({ path: SIGN_IN }, 'after')],
  ] as const)('goes out once when %s, and the error says so', async (_, reason, more, prepare) => {
    prepare();
    const button = await tapped();
    expect(button.events.filter(({ name }) => name !== 'charge')).toEqual([errorWith(reason, more)]);
    expect(harness.requestsTo(SIGN_IN)).toHaveLength(1);
  });

  it("is signed in with by whom the token names, where the profile is somebody else's", async () => {
    harness.server.faults.edit({ path: PROFILE }, (body) => {
      (body as { data: { userId: string } }).data.userId = 'somebody-else';
      return body;
    });
    const button = await tapped();
    const { user } = button.events.find(({ name }) => name === 'login')!.detail as { user: { id: string } };
    expect(user.id).toBe(harness.server.admin.users[0]!.id);
  });

  it('keeps its country, or names none, where no profile can be had', async () => {
    harness.server.faults.badGateway({ path: PROFILE }, 404);
    harness.server.faults.edit({ path: SIGN_IN }, (body) => {
      const { data } = body as { data: { id_token: string } };
      const [head, claims, signature] = data.id_token.split('.') as [string, string, string];
      const named = { ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as object), phone_number: '+85210000001' };
      data.id_token = [head, Buffer.from(JSON.stringify(named)).toString('base64url'), signature].join('.');
      return body;
    });
    const button = await tapped();
    expect(button.events.find(({ name }) => name === 'phone')?.detail).toMatchObject({
      countryCode: '',
      phoneNumber: '+85210000001',
      purePhoneNumber: '85210000001',
    });
  });

  it('leaves no timer behind when its token has expired and can be renewed', async () => {
    // Seen by nobody, it keeps no code fresh.
    (await tapped()).detach();
    const heard = jest.fn();
    harness.library().onAuthStateChange(heard);
    await harness.pass(30 * 24 * 3600 * 1000);
    const before = heard.mock.calls.length;
    const timers = jest.getTimerCount();
    await harness.pass(1000);
    expect([heard.mock.calls.length, jest.getTimerCount()]).toEqual([before, timers]);
    expect(heard).toHaveBeenLastCalledWith({ status: 'signed-in', user: expect.anything() as object });
  });
});

it.each(['token', 'auto'])('opens no sheet, and charges nothing, where nothing is configured: flow %s', async (flow) => {
  const harness = await createHarness('simulate', { authing: { appId: '' } });
  const button = harness.mount('phone-button', { properties: { flow } });
  await harness.pass();
  expect(button.nativeButton().openType).toBe('');
  harness.press(button);
  await harness.pass();
  expect(button.events).toEqual([errorWith('not_configured')]);
  expect(harness.wechat.cloud.phoneCharges).toBe(0);
  // It comes late.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  harness.library().configureAuthing({ appId: APP_ID, host: HOST });
  await harness.pass();
  expect(button.nativeButton().openType).toBe(flow === 'token' ? '' : 'getPhoneNumber');
});
