/** @jest-environment ./test/bed/environment.js */
import { engineNames } from '../../testing/engines';
import type { Mounted } from '../../testing/engines';
import { appId, createBed } from '../bed/bed';
import type { Bed } from '../bed/bed';
import { errorWith, names } from '../bed/events';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const seconds = 1000;
const busy = errorWith('busy', { code: 9014, stage: 'tap', retryable: true });

/** The rules of order, numbered as in the design; the modelled WeChat rotates the session key on every wx.login. */
describe.each(engineNames)('the order on %s', (engine) => {
  let bed: Bed;
  const start = async (options?: Parameters<typeof createBed>[1]): Promise<void> => {
    bed = await createBed(engine, options);
  };
  beforeEach(() => start());
  afterEach(() => expect(bed.engine.problems).toEqual([]));

  /** WeChat's side of the order: codes, data, exchanges. */
  const order = (): string[] =>
    bed.wechat.timeline.of('code.issued', 'data.sealed', 'code.exchanged', 'code.refused').map(({ kind }) => kind);
  const ready = async (...components: Parameters<Bed['mountPage']>[0][number]['component'][]): Promise<Mounted[]> => {
    const page = bed.mountPage(components.map((component) => ({ component })));
    await bed.pass();
    return [...page.parts];
  };

  it('phone sign-in succeeds on the first tap, every time', async () => {
    const [button] = await ready('phone-button');
    for (let tap = 1; tap <= 5; tap++) {
      bed.press(button!);
      await bed.pass();
      expect(names(button!)).toHaveLength(2 * tap);
    }
    expect(new Set(names(button!))).toEqual(new Set(['phone', 'login']));
    expect(bed.wechat.timeline.of('code.refused')).toEqual([]);
  });

  describe('1. a code exists before the tap', () => {
    it('one wx.login for all components of a page', async () => {
      await ready('login-button', 'phone-button', 'phone-button', 'avatar-picker');
      expect(bed.logins()).toBe(1);
    });

    it('none for a page with only an avatar-picker', async () => {
      await ready('avatar-picker');
      expect(bed.logins()).toBe(0);
    });

    it('none while no appId is configured', async () => {
      await start({ authing: null });
      await ready('phone-button');
      expect(bed.logins()).toBe(0);
    });
  });

  describe('2. a code is used once, and never after 270 s', () => {
    it('two flows send two codes', async () => {
      const [button] = await ready('login-button');
      bed.press(button!);
      await bed.pass();
      bed.press(button!);
      await bed.pass();
      const codes = bed.requestsTo('/auth').map(({ body }) => (body as { code: string }).code);
      expect(codes).toHaveLength(2);
      expect(new Set(codes).size).toBe(2);
    });

    it('a sheet that is read for longer than anybody reads is no dead end: the next code is there for what comes', async () => {
      const [button] = await ready('phone-button');
      await bed.pass(145 * seconds);
      bed.phone.person.next('phoneNumber', { answer: 'accept', afterMs: 130 * seconds });
      bed.press(button!);
      await bed.pass(120 * seconds);
      expect(bed.logins()).toBe(1);
      await bed.pass(15 * seconds);
      expect(bed.logins()).toBeGreaterThan(1);
      expect(names(button!)).toEqual(['phone', 'login']);
    });
  });

  describe('3. no code begun after the data is paired with it', () => {
    it('a wx.login still pending when the data comes is awaited, and its code sent', async () => {
      await start({ wechat: { cloud: { rotation: 'never' } } });
      bed.phone.faults.next('login', { kind: 'slow', ms: 3000 });
      const button = bed.mount('phone-button');
      await bed.pass(500);
      bed.press(button);
      await bed.pass(1000);
      expect(bed.server.requests.length).toBe(0);
      await bed.pass(3000);
      expect(names(button)).toEqual(['phone', 'login']);
      expect(bed.requestsTo('/auth-by-phone')).toHaveLength(1);
    });

    it('a code of a wx.login that failed is not fetched anew for data that is already there', async () => {
      const mend = bed.phone.faults.always('login', { kind: 'fail' });
      const button = bed.mount('phone-button');
      await bed.pass();
      const { openType } = button.nativeButton();
      bed.phone.press({ openType }, (event) => button.nativeButton().dispatch(event.name, event.detail));
      await bed.pass();
      expect(button.events).toEqual([
        errorWith('login_code', { retryable: true, data: { network: false, errMsg: 'login:fail system error' } }),
      ]);
      expect(bed.server.requests.length).toBe(0);
      // The next tap succeeds: its code was fetched when the first had settled.
      mend();
      await bed.pass(20_000);
      bed.press(button);
      await bed.pass();
      expect(names(button)).toEqual(['error', 'phone', 'login']);
    });

    it('no wx.login starts between the data and the answer, whatever else happens on the page', async () => {
      bed.server.faults.slow(5000, { path: '/auth-by-phone' });
      const [phone, login] = await ready('phone-button', 'login-button');
      bed.press(phone!);
      await bed.pass(1000);
      const logins = bed.logins();
      bed.mount('phone-button');
      login!.nativeButton().dispatch('touchstart');
      phone!.nativeButton().dispatch('touchstart');
      phone!.hide();
      phone!.show();
      await bed.pass(3000);
      expect(bed.logins()).toBe(logins);
      await bed.pass(3000);
      expect(names(phone!)).toEqual(['phone', 'login']);
      expect(bed.logins()).toBe(logins + 1);
    });
  });

  describe('4. one flow at a time', () => {
    it('a second tap on the same button ends in busy', async () => {
      const [button] = await ready('login-button');
      button!.nativeButton().tap();
      button!.nativeButton().dispatch('tap');
      await bed.pass();
      expect(button!.events.map((event) => event.name)).toEqual(['error', 'login']);
      expect(button!.events[0]).toEqual(busy);
      expect(bed.requestsTo('/auth')).toHaveLength(1);
    });

    it('data that arrives twice is sent once', async () => {
      const [button] = await ready('phone-button');
      const native = button!.nativeButton();
      bed.phone.press({ openType: native.openType }, (event) => {
        native.dispatch(event.name, event.detail);
        native.dispatch(event.name, event.detail);
      });
      await bed.pass();
      expect(names(button!)).toEqual(['error', 'phone', 'login']);
      expect(bed.requestsTo('/auth-by-phone')).toHaveLength(1);
    });

    it('while one button works, the others open no sheet (WeChat charges for it) and say busy', async () => {
      bed.server.faults.slow(5000, { path: '/auth' });
      const [login, phone, userinfo] = await ready('login-button', 'phone-button', 'login-button');
      userinfo!.nativeButton();
      bed.press(login!);
      await bed.pass(1000);
      expect(phone!.nativeButton()).toMatchObject({ openType: '', loading: false, disabled: false });
      bed.press(phone!);
      bed.press(userinfo!);
      await bed.pass(10_000);
      expect(phone!.events).toEqual([busy]);
      expect(userinfo!.events).toEqual([busy]);
      expect(names(login!)).toEqual(['login']);
      expect(bed.wechat.cloud.phoneCharges).toBe(0);
      expect(phone!.nativeButton().openType).toBe('getPhoneNumber');
    });
  });

  describe('5. codes are renewed while nobody touches', () => {
    it.each([1, 5, 60])('the first tap succeeds after %d minutes of standing still', async (minutes) => {
      const [button] = await ready('phone-button');
      await bed.pass(minutes * 60 * seconds);
      const before = bed.logins();
      bed.phone.person.next('phoneNumber', { answer: 'accept', afterMs: 100 * seconds });
      bed.press(button!);
      await bed.pass(100 * seconds);
      expect(bed.logins()).toBe(before);
      await bed.pass();
      expect(names(button!)).toEqual(['phone', 'login']);
    });

    it('never while a finger is down or a sheet is open', async () => {
      const [button] = await ready('phone-button');
      await bed.pass(145 * seconds);
      bed.phone.person.next('phoneNumber', { answer: 'cancel', afterMs: 20 * seconds });
      button!.nativeButton().dispatch('touchstart');
      await bed.pass(4 * seconds);
      bed.press(button!);
      await bed.pass(19 * seconds);
      expect(order()).toEqual(['code.issued']);
      await bed.pass(2 * seconds);
      expect(names(button!)).toEqual(['cancel']);
      expect(order()).toEqual(['code.issued', 'code.issued']);
    });
  });

  describe('6. the next code is prepared after a flow, for whoever is still visible', () => {
    it('after the flow, not during it', async () => {
      const [button] = await ready('phone-button');
      bed.press(button!);
      await bed.pass();
      expect(order()).toEqual(['code.issued', 'data.sealed', 'code.exchanged', 'code.issued']);
    });

    it('not when the flow made the button go away', async () => {
      const page = bed.mountPage([{ component: 'login-button' }]);
      await bed.pass();
      page.parts[0]!.instance.triggerEvent = () => page.unload();
      bed.press(page.parts[0]!);
      await bed.pass();
      expect(bed.logins()).toBe(1);
    });

    it('none while hidden, one when shown again', async () => {
      const [button] = await ready('phone-button');
      button!.hide();
      await bed.pass(600 * seconds);
      expect(bed.logins()).toBe(1);
      button!.show();
      await bed.pass();
      expect(bed.logins()).toBe(2);
    });

    it('at most one in 150 s of standing still', async () => {
      await ready('phone-button', 'login-button');
      await bed.pass(1500 * seconds);
      expect(bed.logins()).toBeLessThanOrEqual(11);
      const at = bed.wechat.timeline
        .of('wx.called')
        .filter(({ detail }) => detail.api === 'login')
        .map((entry) => entry.at);
      at.slice(1).forEach((time, index) => expect(time - at[index]!).toBeGreaterThanOrEqual(150 * seconds));
    });
  });

  it('a WeChat user keeps one account, whichever button comes first', async () => {
    const [login, phone] = await ready('login-button', 'phone-button');
    bed.press(login!);
    await bed.pass();
    bed.press(phone!);
    await bed.pass();
    expect(bed.server.admin.users).toHaveLength(1);
    expect(bed.server.admin.users[0]).toMatchObject({ phone: bed.wechat.cloud.users[0]!.phone!.purePhoneNumber });
    expect(appId).toBe(bed.authing!.appId);
  });
});
