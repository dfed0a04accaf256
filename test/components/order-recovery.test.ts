/** @jest-environment ./test/bed/environment.js */
import { engineNames } from '../../testing/engines';
import type { Mounted } from '../../testing/engines';
import { createBed } from '../bed/bed';
import type { Bed } from '../bed/bed';
import { errorWith, names } from '../bed/events';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** The rules of order about flows that do not end well, numbered as in the design. */
describe.each(engineNames)('the order, when a flow is refused or abandoned, on %s', (engine) => {
  let bed: Bed;
  beforeEach(async () => {
    bed = await createBed(engine);
  });
  afterEach(() => expect(bed.engine.problems).toEqual([]));

  const ready = async (...components: Parameters<Bed['mountPage']>[0][number]['component'][]): Promise<Mounted[]> => {
    const page = bed.mountPage(components.map((component) => ({ component })));
    await bed.pass();
    return [...page.parts];
  };

  describe('7. an answer that refuses the code or the key', () => {
    it('ends in session_key, and the next tap succeeds', async () => {
      const [button] = await ready('phone-button');
      // The host app calls wx.login by itself: the prepared code no longer fits.
      void bed.phone.wx.login({});
      await bed.pass();
      bed.press(button!);
      await bed.pass();
      expect(button!.events).toEqual([errorWith('session_key', { retryable: true, code: 500 })]);
      bed.press(button!);
      await bed.pass();
      expect(names(button!)).toEqual(['error', 'phone', 'login']);
    });

    it('silent login retries once by itself, with a new code', async () => {
      bed.wechat.cloud.faults.next('exchangeCode', { kind: 'refuse', errcode: 40163 });
      const [button] = await ready('login-button');
      bed.press(button!);
      await bed.pass();
      expect(names(button!)).toEqual(['login']);
      const codes = bed.requestsTo('/auth').map(({ body }) => (body as { code: string }).code);
      expect(new Set(codes).size).toBe(2);
    });

    it('and only once', async () => {
      bed.wechat.cloud.faults.next('exchangeCode', { kind: 'refuse', errcode: 40029 }, { times: 2 });
      const [button] = await ready('login-button');
      bed.press(button!);
      await bed.pass();
      expect(button!.events).toEqual([errorWith('session_key', { retryable: true, code: 500 })]);
      expect(bed.requestsTo('/auth')).toHaveLength(2);
    });
  });

  describe('8. a component that is removed mid-flow', () => {
    it('says nothing, and the user is signed in all the same', async () => {
      bed.server.faults.slow(3000, { path: '/auth-by-phone' });
      const [button] = await ready('phone-button');
      bed.press(button!);
      await bed.pass(500);
      const { instance } = button!;
      button!.detach();
      const after = button!.setDataCalls.length;
      await bed.pass(10_000);
      expect(button!.events).toEqual([]);
      expect(button!.setDataCalls).toHaveLength(after);
      expect(instance).toBeDefined();
      const [stored] = Object.values(bed.storage()) as { user: { phone: string } }[];
      expect(stored!.user.phone).toBe(bed.wechat.cloud.users[0]!.phone!.purePhoneNumber);
      expect(bed.logins()).toBe(1);
      expect(jest.getTimerCount()).toBe(0);
    });
  });
});
