/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { createHarness } from '../harness/harness';
import type { Harness } from '../harness/harness';
import { errorWith, names, withoutCharges } from '../harness/events';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** The rules of order about flows that do not end well, numbered as in the design. */
describe.each(engineNames)('the order, when a flow is refused or abandoned, on %s', (engine) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await createHarness(engine);
  });
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  const ready = async (...components: Parameters<Harness['mountPage']>[0][number]['component'][]): Promise<Mounted[]> => {
    const page = harness.mountPage(components.map((component) => ({ component })));
    await harness.pass();
    return [...page.parts];
  };

  describe('7. an answer that refuses the code or the key', () => {
    it('ends in session_key, and the next tap succeeds', async () => {
      const [button] = await ready('phone-button');
      // The host app calls wx.login by itself: the prepared code no longer fits.
      void harness.device.wx.login({});
      await harness.pass();
      harness.press(button!);
      await harness.pass();
      expect(withoutCharges(button!)).toEqual([errorWith('session_key', { retryable: true, code: 500 })]);
      harness.press(button!);
      await harness.pass();
      expect(names(button!)).toEqual(['error', 'phone', 'login']);
    });

    it('silent login retries once by itself, with a new code', async () => {
      harness.wechat.cloud.faults.next('exchangeCode', { kind: 'refuse', errcode: 40163 });
      const [button] = await ready('login-button');
      harness.press(button!);
      await harness.pass();
      expect(names(button!)).toEqual(['login']);
      const codes = harness.requestsTo('/auth').map(({ body }) => (body as { code: string }).code);
      expect(new Set(codes).size).toBe(2);
    });

    it('and only once', async () => {
      harness.wechat.cloud.faults.next('exchangeCode', { kind: 'refuse', errcode: 40029 }, { times: 2 });
      const [button] = await ready('login-button');
      harness.press(button!);
      await harness.pass();
      expect(withoutCharges(button!)).toEqual([errorWith('session_key', { retryable: true, code: 500 })]);
      expect(harness.requestsTo('/auth')).toHaveLength(2);
    });
  });

  describe('8. a component that is removed mid-flow', () => {
    it('says nothing, and the user is signed in all the same', async () => {
      harness.server.faults.slow(3000, { path: '/auth-by-phone' });
      const [button] = await ready('phone-button');
      harness.press(button!);
      await harness.pass(500);
      const { instance } = button!;
      button!.detach();
      const after = button!.setDataCalls.length;
      await harness.pass(10_000);
      expect(withoutCharges(button!)).toEqual([]);
      expect(button!.setDataCalls).toHaveLength(after);
      expect(instance).toBeDefined();
      const [stored] = Object.values(harness.storage()) as { user: { phone: string } }[];
      expect(stored!.user.phone).toBe(harness.wechat.cloud.users[0]!.phone!.purePhoneNumber);
      expect(harness.logins()).toBe(1);
      expect(jest.getTimerCount()).toBe(0);
    });
  });
});
