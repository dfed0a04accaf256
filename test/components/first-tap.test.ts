/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import { createHarness } from '../harness/harness';
import { names } from '../harness/events';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Mulberry32: the same days every time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const MINUTE = 60_000;

/**
 * Every call to WeChat arrives 0 to 600 ms after it was made and comes back 0 to 600 ms later, in any order; every wx.login renews the
 * session key; phone numbers are sealed when the sheet opens, or when the person agrees.
 */
describe.each(engineNames)('the first tap on a page that has stood for a while, on %s', (engine) => {
  const days = Array.from({ length: 24 }, (_, day) => day);
  it.each(days)('day %d', async (day) => {
    const random = chance(day + 1);
    const upTo = (most: number): number => Math.floor(random() * most);
    const someTime = (): number => upTo(600);
    const harness = await createHarness(engine, {
      wechat: {
        device: { latency: { arrival: someTime, bridge: someTime, cloud: 50, network: 100 }, sealing: day % 2 ? 'open' : 'consent' },
      },
    });
    const [component, mode] = (
      [
        ['phone-button', ''],
        ['login-button', 'userinfo'],
        ['login-button', 'silent'],
      ] as const
    )[day % 3]!;
    const button = harness.mount(component, { properties: { mode } });
    await harness.pass(2000 + upTo(day % 4 ? 4 * MINUTE : 30 * MINUTE));
    for (let tap = 1; tap <= 3; tap++) {
      harness.device.person.next('phoneNumber', { answer: 'accept', afterMs: upTo(100_000) });
      const touched = random() < 0.7;
      if (touched) button.nativeButton().dispatch('touchstart');
      if (touched) await harness.pass(upTo(300));
      const { openType } = button.nativeButton();
      button.nativeButton().dispatch('tap');
      harness.device.press({ openType }, (event) => button.nativeButton().dispatch(event.name, event.detail));
      await harness.pass(2 * MINUTE);
      expect(names(button).filter((name) => name === 'login')).toHaveLength(tap);
      expect(names(button)).not.toContain('error');
      await harness.pass(upTo(5 * MINUTE));
    }
    expect(harness.wechat.timeline.of('code.exchanged').some(({ detail }) => detail.superseded)).toBe(false);
    harness.device.kill();
  });
});
