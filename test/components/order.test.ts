/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { APP_ID, createHarness } from '../harness/harness';
import type { Harness } from '../harness/harness';
import { errorWith, names, withoutCharges } from '../harness/events';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const SECONDS = 1000;
const busy = errorWith('busy', { code: 9014, stage: 'tap', retryable: true });

/** The rules of order, numbered as in the design; the modelled WeChat rotates the session key on every wx.login. */
describe.each(engineNames)('the order on %s', (engine) => {
  let harness: Harness;
  const start = async (options?: Parameters<typeof createHarness>[1]): Promise<void> => {
    harness = await createHarness(engine, options);
  };
  beforeEach(() => start());
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  /** WeChat's side of the order: codes, data, exchanges. */
  const order = (): string[] =>
    harness.wechat.timeline.of('code.issued', 'data.sealed', 'code.exchanged', 'code.refused').map(({ kind }) => kind);
  const ready = async (...components: Parameters<Harness['mountPage']>[0][number]['component'][]): Promise<Mounted[]> => {
    const page = harness.mountPage(components.map((component) => ({ component })));
    await harness.pass();
    return [...page.parts];
  };

  it('phone sign-in succeeds on the first tap, every time', async () => {
    const [button] = await ready('phone-button');
    for (let tap = 1; tap <= 5; tap++) {
      harness.press(button!);
      await harness.pass();
      expect(names(button!)).toHaveLength(2 * tap);
    }
    expect(new Set(names(button!))).toEqual(new Set(['phone', 'login']));
    expect(harness.wechat.timeline.of('code.refused')).toEqual([]);
  });

  describe('1. a code exists before the tap', () => {
    it('one wx.login for all components of a page', async () => {
      await ready('login-button', 'phone-button', 'phone-button', 'avatar-picker');
      expect(harness.logins()).toBe(1);
    });

    it('none for a page with only an avatar-picker', async () => {
      await ready('avatar-picker');
      expect(harness.logins()).toBe(0);
    });

    it('none while no appId is configured', async () => {
      await start({ authing: null });
      await ready('phone-button');
      expect(harness.logins()).toBe(0);
    });
  });

  describe('2. a code is used once, and never after 270 s', () => {
    it('two flows send two codes', async () => {
      const [button] = await ready('login-button');
      harness.press(button!);
      await harness.pass();
      harness.press(button!);
      await harness.pass();
      const codes = harness.requestsTo('/auth').map(({ body }) => (body as { code: string }).code);
      expect(codes).toHaveLength(2);
      expect(new Set(codes).size).toBe(2);
    });

    it('a sheet that is read for longer than anybody reads is no dead end: the next code is there for what comes', async () => {
      const [button] = await ready('phone-button');
      await harness.pass(145 * SECONDS);
      harness.device.person.next('phoneNumber', { answer: 'accept', afterMs: 130 * SECONDS });
      harness.press(button!);
      await harness.pass(120 * SECONDS);
      expect(harness.logins()).toBe(1);
      await harness.pass(15 * SECONDS);
      expect(harness.logins()).toBeGreaterThan(1);
      expect(names(button!)).toEqual(['phone', 'login']);
    });
  });

  describe('3. no code begun after the data is paired with it', () => {
    it('a wx.login still pending when the data comes is awaited, and its code sent', async () => {
      await start({ wechat: { cloud: { rotation: 'never' } } });
      harness.device.faults.next('login', { kind: 'slow', ms: 3000 });
      const button = harness.mount('phone-button');
      await harness.pass(500);
      harness.press(button);
      await harness.pass(1000);
      expect(harness.server.requests.length).toBe(0);
      await harness.pass(3000);
      expect(names(button)).toEqual(['phone', 'login']);
      expect(harness.requestsTo('/auth-by-phone')).toHaveLength(1);
    });

    it('a code of a wx.login that failed is not fetched anew for data that is already there', async () => {
      const mend = harness.device.faults.always('login', { kind: 'fail' });
      const button = harness.mount('phone-button');
      await harness.pass();
      const { openType } = button.nativeButton();
      harness.device.press({ openType }, (event) => button.nativeButton().dispatch(event.name, event.detail));
      await harness.pass();
      expect(withoutCharges(button)).toEqual([
        errorWith('login_code', { retryable: true, data: { network: false, errMsg: 'login:fail system error' } }),
      ]);
      expect(harness.server.requests.length).toBe(0);
      // The next tap succeeds: its code was fetched when the first had settled.
      mend();
      await harness.pass(20_000);
      harness.press(button);
      await harness.pass();
      expect(names(button)).toEqual(['error', 'phone', 'login']);
    });

    it('no wx.login starts between the data and the answer, whatever else happens on the page', async () => {
      harness.server.faults.slow(5000, { path: '/auth-by-phone' });
      const [phone, login] = await ready('phone-button', 'login-button');
      harness.press(phone!);
      await harness.pass(1000);
      const logins = harness.logins();
      harness.mount('phone-button');
      login!.nativeButton().dispatch('touchstart');
      phone!.nativeButton().dispatch('touchstart');
      phone!.hide();
      phone!.show();
      await harness.pass(3000);
      expect(harness.logins()).toBe(logins);
      await harness.pass(3000);
      expect(names(phone!)).toEqual(['phone', 'login']);
      expect(harness.logins()).toBe(logins + 1);
    });
  });

  describe('4. one flow at a time', () => {
    it('a second tap on the same button ends in busy', async () => {
      const [button] = await ready('login-button');
      button!.nativeButton().tap();
      button!.nativeButton().dispatch('tap');
      await harness.pass();
      expect(button!.events.map((event) => event.name)).toEqual(['error', 'login']);
      expect(button!.events[0]).toEqual(busy);
      expect(harness.requestsTo('/auth')).toHaveLength(1);
    });

    it('data that arrives twice is sent once', async () => {
      const [button] = await ready('phone-button');
      const native = button!.nativeButton();
      harness.device.press({ openType: native.openType }, (event) => {
        native.dispatch(event.name, event.detail);
        native.dispatch(event.name, event.detail);
      });
      await harness.pass();
      expect(names(button!)).toEqual(['phone', 'login']);
      expect(harness.requestsTo('/auth-by-phone')).toHaveLength(1);
    });

    it('while one button works, the others open no sheet (WeChat charges for it) and say busy', async () => {
      harness.server.faults.slow(5000, { path: '/auth' });
      const [login, phone, userinfo] = await ready('login-button', 'phone-button', 'login-button');
      userinfo!.nativeButton();
      harness.press(login!);
      await harness.pass(1000);
      expect(phone!.nativeButton()).toMatchObject({ openType: '', loading: false, disabled: false });
      harness.press(phone!);
      harness.press(userinfo!);
      await harness.pass(10_000);
      expect(withoutCharges(phone!)).toEqual([busy]);
      expect(withoutCharges(userinfo!)).toEqual([busy]);
      expect(names(login!)).toEqual(['login']);
      expect(harness.wechat.cloud.phoneCharges).toBe(0);
      expect(phone!.nativeButton().openType).toBe('getPhoneNumber');
    });
  });

  describe('5. codes are renewed while nobody touches', () => {
    it.each([1, 5, 60])('the first tap succeeds after %d minutes of standing still', async (minutes) => {
      const [button] = await ready('phone-button');
      await harness.pass(minutes * 60 * SECONDS);
      const before = harness.logins();
      harness.device.person.next('phoneNumber', { answer: 'accept', afterMs: 100 * SECONDS });
      harness.press(button!);
      await harness.pass(100 * SECONDS);
      expect(harness.logins()).toBe(before);
      await harness.pass();
      expect(names(button!)).toEqual(['phone', 'login']);
    });

    it('never while a finger is down or a sheet is open', async () => {
      const [button] = await ready('phone-button');
      await harness.pass(145 * SECONDS);
      harness.device.person.next('phoneNumber', { answer: 'cancel', afterMs: 20 * SECONDS });
      button!.nativeButton().dispatch('touchstart');
      await harness.pass(4 * SECONDS);
      harness.press(button!);
      await harness.pass(19 * SECONDS);
      expect(order()).toEqual(['code.issued']);
      await harness.pass(2 * SECONDS);
      expect(names(button!)).toEqual(['cancel']);
      expect(order()).toEqual(['code.issued', 'code.issued']);
    });
  });

  describe('6. the next code is prepared after a flow, for whoever is still visible', () => {
    it('after the flow, not during it', async () => {
      const [button] = await ready('phone-button');
      harness.press(button!);
      await harness.pass();
      expect(order()).toEqual(['code.issued', 'data.sealed', 'code.exchanged', 'code.issued']);
    });

    it('not when the flow made the button go away', async () => {
      const page = harness.mountPage([{ component: 'login-button' }]);
      await harness.pass();
      page.parts[0]!.instance.triggerEvent = () => page.unload();
      harness.press(page.parts[0]!);
      await harness.pass();
      expect(harness.logins()).toBe(1);
    });

    it('none while hidden, one when shown again', async () => {
      const [button] = await ready('phone-button');
      button!.hide();
      await harness.pass(600 * SECONDS);
      expect(harness.logins()).toBe(1);
      button!.show();
      await harness.pass();
      expect(harness.logins()).toBe(2);
    });

    it('at most one in 150 s of standing still', async () => {
      await ready('phone-button', 'login-button');
      await harness.pass(1500 * SECONDS);
      expect(harness.logins()).toBeLessThanOrEqual(11);
      const at = harness.wechat.timeline
        .of('wx.called')
        .filter(({ detail }) => detail.api === 'login')
        .map((entry) => entry.at);
      at.slice(1).forEach((time, index) => expect(time - at[index]!).toBeGreaterThanOrEqual(150 * SECONDS));
    });
  });

  it('a WeChat user keeps one account, whichever button comes first', async () => {
    const [login, phone] = await ready('login-button', 'phone-button');
    harness.press(login!);
    await harness.pass();
    harness.press(phone!);
    await harness.pass();
    expect(harness.server.admin.users).toHaveLength(1);
    expect(harness.server.admin.users[0]).toMatchObject({ phone: harness.wechat.cloud.users[0]!.phone!.purePhoneNumber });
    expect(APP_ID).toBe(harness.authing!.appId);
  });
});
