/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { APP_ID, createHarness, sessionKey } from '../harness/harness';
import type { Harness } from '../harness/harness';
import { detailOf, errorWith, names, withoutCharges } from '../harness/events';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const mainland = { countryCode: '86', purePhoneNumber: '10000000001' };
const SIGN_IN = '/api/v3/signin-by-mobile';
const GET = '/api/v3/get-wechat-miniprogram-phone';
const missing = errorWith('not_configured', { stage: 'configure', message: expect.stringContaining('extIdpConnIdentifier') as string });

describe.each(engineNames)('the phone token, on %s', (engine) => {
  let harness: Harness;
  const start = async (options: Parameters<typeof createHarness>[1] = {}): Promise<void> => {
    harness = await createHarness(engine, {
      authing: { extIdpConnIdentifier: 'wechat' },
      ...options,
      wechat: { ...options.wechat, cloud: { users: [{ phone: mainland }], ...options.wechat?.cloud } },
    });
  };
  beforeEach(() => start());
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  const mounted = async (properties: Record<string, unknown> = {}): Promise<Mounted> => {
    const button = harness.mount('phone-button', { properties });
    await harness.pass();
    return button;
  };
  const tapped = async (properties?: Record<string, unknown>): Promise<Mounted> => {
    const button = await mounted(properties);
    harness.press(button);
    await harness.pass();
    return button;
  };
  const charges = ({ events }: Mounted): unknown[] => events.filter(({ name }) => name === 'charge').map(({ detail }) => detail);
  /** The app's own wx.login, which makes another session key. */
  const loginElsewhere = (): void => void harness.device.wx.login({});

  it('signs in by token where it is configured, with the results of the encrypted pair', async () => {
    const known = harness.server.admin.createUser(APP_ID, { phone: '10000000001', profile: { nickname: 'Ada' } });
    const button = await tapped();
    expect(names(button)).toEqual(['phone', 'login']);
    const { user } = detailOf(button, 'login') as { user: { id: string; token: string } };
    expect(user).toMatchObject({ id: known.id, nickname: 'Ada', phone: '10000000001', token: expect.any(String) as string });
    expect(detailOf(button, 'phone')).toEqual({ countryCode: '86', phoneNumber: '10000000001', purePhoneNumber: '10000000001', user });
    expect(harness.requestsTo(SIGN_IN).map(({ body }) => body)).toEqual([
      {
        connection: 'wechat_mini_program_code_and_phone',
        extIdpConnidentifier: 'wechat',
        wechatMiniProgramCodeAndPhonePayload: {
          wxLoginInfo: { encryptedData: '', iv: '', code: expect.any(String) as string },
          wxPhoneInfo: { code: expect.any(String) as string },
        },
        options: { scope: expect.stringMatching(/\bopenid\b.*\boffline_access\b/) as string },
      },
    ]);
    expect(harness.server.requests.length).toBe(2);
    expect(harness.storage()[sessionKey]).toMatchObject({
      token: user.token,
      user: { id: known.id },
      oidc: { accessToken: expect.any(String) as string, refreshToken: expect.any(String) as string },
    });
    expect(harness.wechat.cloud.phoneCharges).toBe(1);

    await start({ authing: {} });
    harness.server.admin.createUser(APP_ID, { phone: '10000000001', profile: { nickname: 'Ada' } });
    const encrypted = await tapped();
    expect(names(encrypted)).toEqual(['phone', 'login']);
    const other = (detailOf(encrypted, 'login') as { user: object }).user;
    expect(Object.keys(other)).toEqual(expect.arrayContaining(Object.keys(user).filter((name) => name !== 'tokenExpiredAt')));
  });

  it.each(['login', 'get'])(
    'action %s succeeds whatever the app does with wx.login while the sheet is open; the pair does not',
    async (action) => {
      for (const [flow, outcome] of [
        ['token', action === 'get' ? ['phone'] : ['phone', 'login']],
        ['encrypted', ['error']],
      ] as const) {
        await start({ wechat: { device: { sealing: 'open' } } });
        harness.device.person.next('phoneNumber', { answer: 'accept', afterMs: 1000 });
        const button = await mounted({ action, flow });
        harness.press(button);
        await harness.pass(500);
        loginElsewhere();
        await harness.pass(2000);
        expect(names(button)).toEqual(outcome);
      }
    },
  );

  it('reads a number with action get: no login code, nobody signed in, the other buttons as they were', async () => {
    for (const phoneInfo of ['nested', 'flat', 'flat-international'] as const) {
      await start({ server: { phoneInfo } });
      const button = await mounted({ action: 'get' });
      const logins = harness.logins();
      harness.press(button);
      await harness.pass();
      expect(withoutCharges(button)).toEqual([
        { name: 'phone', detail: { countryCode: '86', phoneNumber: '10000000001', purePhoneNumber: '10000000001' } },
      ]);
      expect(harness.requestsTo(GET).map(({ body }) => body)).toEqual([
        { extIdpConnidentifier: 'wechat', code: expect.any(String) as string },
      ]);
      expect(harness.server.requests.length).toBe(1);
      expect(harness.logins()).toBe(logins);
      expect(harness.storage()).toEqual({});
      expect(button.nativeButton().attributes).toMatchObject({ loading: false, disabled: false });
    }
  });

  it.each([
    ['auto, no option', {}, {}, '/auth-by-phone'],
    ['encrypted, option', { extIdpConnIdentifier: 'wechat' }, { flow: 'encrypted' }, '/auth-by-phone'],
    ['token, option', { extIdpConnIdentifier: 'wechat' }, { flow: 'token' }, SIGN_IN],
  ])('%s', async (_, authing, properties, path) => {
    await start({ authing });
    expect(names(await tapped(properties))).toEqual(['phone', 'login']);
    expect(harness.requestsTo(path)).toHaveLength(1);
  });

  it.each([{ flow: 'token' }, { realtime: true }, { flow: 'token', action: 'get' }])(
    '%j without the option: said in the console at once, and no sheet opens',
    async (properties) => {
      await start({ authing: {} });
      const told = jest.spyOn(console, 'error').mockImplementation(() => undefined);
      const button = await mounted(properties);
      await mounted(properties);
      expect(told.mock.calls).toEqual([[expect.objectContaining({ reason: 'not_configured' })]]);
      told.mockRestore();
      expect(button.nativeButton().attributes['open-type'] || '').toBe('');
      harness.press(button);
      await harness.pass();
      expect(button.events).toEqual([missing]);
      expect(harness.wechat.cloud.phoneCharges).toBe(0);

      // What comes late is enough.
      harness.library().configureAuthing({ ...(harness.authing as { appId: string }), extIdpConnIdentifier: 'wechat' });
      await harness.pass();
      harness.press(button);
      await harness.pass();
      expect(names(button).slice(1)).toEqual(properties.action === 'get' ? ['phone'] : ['phone', 'login']);
    },
  );

  it('an event with nothing but a token, and no option: says which one is missing, and tells the charge', async () => {
    await start({ authing: {} });
    const button = await mounted();
    button.nativeButton().dispatch('getphonenumber', { errMsg: 'getPhoneNumber:ok', code: 'x' });
    await harness.pass();
    expect(withoutCharges(button)).toEqual([missing]);
    expect(charges(button)).toEqual([{ kind: 'phone', at: expect.any(Number) as number }]);
  });

  it('asks the operator with realtime, by token alone', async () => {
    const button = await tapped({ realtime: true, flow: 'encrypted' });
    expect(names(button)).toEqual(['phone', 'login']);
    expect(charges(button)).toEqual([{ kind: 'realtime', at: expect.any(Number) as number }]);
    expect(harness.requestsTo(SIGN_IN)).toHaveLength(1);
  });

  it('a refused login code costs no second number: the same token goes with another code', async () => {
    const button = await mounted();
    harness.wechat.cloud.faults.next('exchangeCode', { kind: 'refuse', errcode: 40163 });
    harness.press(button);
    await harness.pass();
    expect(names(button)).toEqual(['phone', 'login']);
  });
});
