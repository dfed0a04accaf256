/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { APP_ID, createHarness } from '../harness/harness';
import type { Harness } from '../harness/harness';
import { errorWith, names } from '../harness/events';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** With the emulator's model of the field: what WeChat reviews, clears and tells, and when. */
describe.each(engineNames)('nickname-input in the hands of a person on %s', (engine) => {
  let harness: Harness;
  const start = async (options?: Parameters<typeof createHarness>[1]): Promise<void> => {
    harness = await createHarness(engine, options);
    const { id } = harness.server.admin.createUser(APP_ID, { username: 'ann', profile: { nickname: 'Ann' } });
    harness
      .library()
      .getAuthing()
      .setCurrentUser(harness.server.admin.signIn(APP_ID, id) as never);
  };
  beforeEach(() => start());
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  const saved = (): unknown => harness.server.admin.users[0]?.profile.nickname;
  /** Writes, and goes on to the button, which takes the focus from the field and submits what is in it. */
  const writeAndTap = async (input: Mounted, text: string | undefined, afterMs: number): Promise<void> => {
    const element = input.natives('input')[0]!;
    element.dispatch('touchstart');
    await harness.pass(500);
    const { type: kind, value, maxlength } = element.attributes as { type: string; value: string; maxlength: number };
    const writing = harness.device.write({ type: kind, value, maxlength }, text, ({ name, detail }) => element.dispatch(name, detail));
    await harness.pass(afterMs);
    input.natives('form')[0]!.dispatch('submit', { value: { nickname: writing.value } });
    await harness.pass(20_000);
  };

  it('who takes their WeChat nickname saves it', async () => {
    const input = harness.mount('nickname-input');
    await writeAndTap(input, undefined, 200);
    expect(names(input)).toEqual(['nickname']);
    expect(saved()).not.toBe('Ann');
  });

  it.each([
    ['in the same moment', 0],
    ['when WeChat has refused', 2000],
  ])('a refused name is never saved: tapped %s', async (_, afterMs) => {
    harness.device.faults.next('input.nickname', { kind: 'review-failed' });
    const input = harness.mount('nickname-input');
    await writeAndTap(input, 'Bad', afterMs);
    expect(input.events).toEqual([errorWith('nickname', { code: 9024, stage: 'tap', retryable: false, data: { problem: 'refused' } })]);
    expect([saved(), harness.server.requests.length, input.natives('input')[0]!.attributes['value']]).toEqual(['Ann', 0, 'Ann']);
  });

  it('a review that WeChat cannot finish does not keep anybody waiting', async () => {
    harness.device.faults.next('input.nickname', { kind: 'review-timeout' });
    const input = harness.mount('nickname-input');
    await writeAndTap(input, 'Bea', 100);
    expect(names(input)).toEqual(['nickname']);
  });

  it('without consent the field is plain, and nothing is waited for', async () => {
    await start({ wechat: { device: { privacy: { authorized: false } } } });
    harness.device.person.next('privacy', { answer: 'deny' });
    const input = harness.mount('nickname-input');
    await writeAndTap(input, 'Bea', 100);
    expect(names(input)).toEqual(['cancel', 'nickname']);
  });

  it('offline: no outcome but one error, and the name for another try', async () => {
    harness.device.network.goOffline();
    const input = harness.mount('nickname-input');
    await writeAndTap(input, 'Bea', 100);
    expect(input.events).toEqual([errorWith('network', { retryable: true })]);
  });
});
