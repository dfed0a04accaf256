/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { APP_ID, createHarness, sessionKey, WE_CHAT_APP_ID } from '../harness/harness';
import type { Harness } from '../harness/harness';
import { detailOf, errorWith, names, withoutCharges } from '../harness/events';
import { launch } from '../source/launch';

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

  it('a refused login code costs no number either where nobody looks by then: another is fetched when somebody does', async () => {
    const button = await mounted();
    harness.wechat.cloud.faults.next('exchangeCode', { kind: 'refuse', errcode: 40163 });
    harness.device.press({ openType: 'getPhoneNumber', mounted: () => true }, ({ name, detail }) => {
      button.nativeButton().dispatch(name, detail);
      button.hide();
    });
    await harness.pass(3000);
    const hidden = [names(button), harness.logins()];
    button.show();
    await harness.pass(3000);
    expect([hidden, names(button), harness.logins()]).toEqual([[[], 1], ['phone', 'login'], 3]);
  });

  it.each([
    [
      'the token is refused',
      () => harness.wechat.cloud.faults.next('exchangePhoneCode', { kind: 'refuse', errcode: 40163 }),
      'session_key',
      2,
    ],
    [
      'both codes are refused',
      () => harness.wechat.cloud.faults.next('exchangeCode', { kind: 'refuse', errcode: 40029 }, { times: 2 }),
      'session_key',
      2,
    ],
    ['the user is blocked', () => harness.wechat.cloud.faults.next('exchangeCode', { kind: 'refuse', errcode: 40226 }), 'blocked', 1],
    ['Authing does not know the connection', () => harness.server.faults.error(404, { path: SIGN_IN }), 'server', 1],
  ] as const)('%s: one charge, no second sheet, and a word for it', async (_, spoil, reason, requests) => {
    const button = await mounted();
    spoil();
    harness.press(button);
    await harness.pass(3000);
    const signedIn = harness.server.admin.users.length > 0;
    // A token that was refused once without being spent still does.
    expect(names(button)).toEqual(signedIn ? ['phone', 'login'] : ['error']);
    if (!signedIn) expect(detailOf(button, 'error')).toMatchObject({ reason, retryable: reason === 'session_key' });
    expect(harness.requestsTo(SIGN_IN)).toHaveLength(requests);
    expect(charges(button)).toHaveLength(1);
    expect(harness.wechat.cloud.phoneCharges).toBe(1);
  });

  describe('where Authing refuses the connection', () => {
    const named = errorWith('server', { code: 404, message: expect.stringContaining('extIdpConnIdentifier') as string });
    const misspelt = (connection: string): Promise<void> =>
      start({
        authing: { extIdpConnIdentifier: connection },
        server: { apps: [{ appId: APP_ID, wechat: { appId: WE_CHAT_APP_ID, extIdpConnIdentifier: 'wechat' } }] },
      });

    it.each([
      ['login', ['error', 'phone', 'login', 'phone', 'login'], '/auth-by-phone'],
      ['get', ['error', 'phone', 'phone'], '/getphone'],
    ])('names the option, and later taps in this launch go by the pair; action %s', async (action, expected, endpoint) => {
      await misspelt('misspelt');
      const button = await tapped({ action });
      expect(withoutCharges(button)).toEqual([named]);
      for (const component of [button, await mounted({ action })]) {
        harness.press(component);
        await harness.pass(5000);
      }
      harness.press(button);
      await harness.pass(5000);
      expect(names(button)).toEqual(expected);
      expect([harness.requestsTo(endpoint).length, harness.wechat.cloud.phoneCharges]).toEqual([3, 4]);
      harness.library().configureAuthing({ ...(harness.authing as { appId: string }), extIdpConnIdentifier: 'wechat' });
      await harness.pass();
      harness.press(button);
      await harness.pass(5000);
      expect([names(button).at(-1), names(button).includes('error'), harness.requestsTo(endpoint).length]).toEqual([
        expected.at(-1),
        true,
        3,
      ]);
    });

    it('tells the other copies of the package', async () => {
      await misspelt('misspelt');
      await tapped();
      const ofCopy = launch({ Behavior: (options: unknown) => options })(
        'lib/behavior/phone-tap',
      ) as typeof import('../../lib/behavior/phone-tap');
      const button = await mounted();
      const answer = { errMsg: 'getPhoneNumber:ok', code: 'two', encryptedData: 'ZGF0YQ==', iv: 'aXY=' };
      ofCopy.receivePhoneNumber(button.instance as never, { action: 'get', flow: 'auto' }, answer, false);
      await harness.pass(5000);
      expect([harness.requestsTo(SIGN_IN).length, harness.requestsTo(GET).length, harness.requestsTo('/getphone').length]).toEqual([
        1, 0, 1,
      ]);
    });

    it('goes on by token where nothing else was asked for, or nothing else has come', async () => {
      await misspelt('misspelt');
      const button = await tapped({ flow: 'token' });
      harness.press(button);
      await harness.pass(5000);
      expect(withoutCharges(button)).toEqual([named, named]);
      const other = await mounted();
      other.nativeButton().dispatch('getphonenumber', { errMsg: 'getPhoneNumber:ok', code: 'one' });
      await harness.pass(5000);
      expect(withoutCharges(other)).toEqual([named]);
    });

    it.each([
      ['a number of its own says why', 2005],
      ['it failed itself', 500],
    ])('names no option when %s', async (_, code) => {
      harness.server.faults.error(code as never, { path: SIGN_IN });
      const button = await tapped();
      expect(detailOf(button, 'error')).toMatchObject({ code, message: expect.not.stringContaining('extIdp') as string });
    });

    it('goes on by token after a failure that passes', async () => {
      harness.server.faults.badGateway({ path: SIGN_IN });
      const button = await tapped();
      harness.press(button);
      await harness.pass(5000);
      expect([names(button), harness.requestsTo(SIGN_IN).length]).toEqual([['error', 'phone', 'login'], 2]);
    });
  });

  it('a token whose answer was lost is not paid for again by itself, and says what happened', async () => {
    const button = await mounted();
    harness.server.faults.drop({ path: SIGN_IN, times: Infinity }, 'after');
    harness.press(button);
    await harness.pass(20_000);
    expect(names(button)).toEqual(['error']);
    expect(harness.wechat.cloud.phoneCharges).toBe(1);
    expect(charges(button)).toHaveLength(1);
  });

  it.each(['login', 'get'])('a button that is removed mid-flow says nothing more; action %s', async (action) => {
    const button = await mounted({ action });
    harness.server.faults.slow(1000);
    harness.press(button);
    await harness.pass(500);
    button.detach();
    await harness.pass(3000);
    expect(withoutCharges(button)).toEqual([]);
    expect(charges(button)).toHaveLength(1);
    expect(Object.keys(harness.storage())).toEqual(action === 'login' ? [sessionKey] : []);
  });

  it('a sign-in that runs when the number comes is waited for: the number was paid for', async () => {
    const { parts } = harness.mountPage([{ component: 'login-button' }, { component: 'phone-button' }]);
    const [silent, phone] = parts as [Mounted, Mounted];
    await harness.pass();
    harness.device.person.next('phoneNumber', { answer: 'accept', afterMs: 1000 });
    harness.press(phone);
    await harness.pass(500);
    harness.server.faults.slow(2000, { path: '/auth' });
    harness.press(silent);
    await harness.pass(1500);
    expect(charges(phone)).toHaveLength(1);
    expect(names(phone)).toEqual([]);
    expect(phone.nativeButton()).toMatchObject({ loading: true, disabled: true });
    await harness.pass(5000);
    expect(names(silent)).toEqual(['login']);
    expect(names(phone)).toEqual(['phone', 'login']);
    expect(phone.nativeButton()).toMatchObject({ loading: false, disabled: false });
    const users = [detailOf(silent, 'login'), detailOf(phone, 'login')] as { user: { id: string } }[];
    expect(users[0]!.user.id).toBe(users[1]!.user.id);
  });

  it('get works while another button signs in', async () => {
    const { parts } = harness.mountPage([{ component: 'login-button' }, { component: 'phone-button', properties: { action: 'get' } }]);
    const [silent, phone] = parts as [Mounted, Mounted];
    await harness.pass();
    harness.device.person.next('phoneNumber', { answer: 'accept', afterMs: 1000 });
    harness.press(phone);
    await harness.pass(500);
    harness.server.faults.slow(5000, { path: '/auth' });
    harness.press(silent);
    await harness.pass(2000);
    expect(names(phone)).toEqual(['phone']);
    expect(names(silent)).toEqual([]);
    await harness.pass(6000);
    expect(names(silent)).toEqual(['login']);
  });

  it.each(['quota', 'deny'])('%s: nothing is charged, nothing is told as charged', async (what) => {
    if (what === 'quota') harness.wechat.cloud.phoneQuota = 0;
    else harness.device.person.next('phoneNumber', { answer: 'deny' });
    const button = await tapped();
    expect(charges(button)).toEqual([]);
    expect(harness.wechat.cloud.phoneCharges).toBe(0);
  });

  it("a charge is told before the page's own fault, and the sign-in goes on", async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const button = harness.mount('phone-button', {
      handlers: {
        charge: () => {
          throw new Error("the page's");
        },
      },
    });
    await harness.pass();
    harness.press(button);
    await harness.pass();
    expect(button.events.map(({ name }) => name)).toEqual(['charge', 'phone', 'login']);
    jest.mocked(console.error).mockRestore();
    harness.engine.problems.length = 0;
  });

  it('the avatar is kept for a user who came by token, with tokens that are renewed when they have expired', async () => {
    await start({ server: { apps: [{ appId: APP_ID, tokenLifetime: 600, wechat: { appId: WE_CHAT_APP_ID } }] } });
    const phone = await tapped();
    const { user } = detailOf(phone, 'login') as { user: { id: string } };
    phone.detach();
    await harness.pass(700_000);
    harness.restart();
    const page = harness.engine.mount('test/components/fixture/greeting');
    await harness.pass();
    expect(page.data['authing']).toMatchObject({ status: 'signed-in', user: { id: user.id } });
    const avatar = harness.mount('avatar-picker');
    await harness.pass();
    harness.press(avatar);
    await harness.pass(3000);
    expect(names(avatar).slice(-1)).toEqual(['avatar']);
    expect(detailOf(avatar, 'avatar')).toMatchObject({ user: { id: user.id, photo: expect.stringContaining('http') as string } });
    expect(harness.requestsTo('/oidc/token')).toHaveLength(1);
    expect(harness.requestsTo('/api/v3/update-profile')).toHaveLength(1);
  });
});
