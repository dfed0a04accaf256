/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import type { Harness, HarnessOptions } from '../harness/harness';
import { errorWith, names } from '../harness/events';
import { field, leave, savedName, saveName, shownIn, startWithAnn, submit, write } from '../harness/profile';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** With the emulator's model of the field: what WeChat asks for, reviews, clears and tells, and when. */
describe.each(engineNames)('nickname-input in the hands of a person on %s', (engine) => {
  let harness: Harness;
  const start = async (options?: HarnessOptions): Promise<void> => {
    harness = await startWithAnn(engine, options);
  };
  beforeEach(() => start());
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  /** Writes, and goes on to the button, which takes the focus from the field and submits what is in it. */
  const writeAndTap = async (input: Mounted, text: string | undefined, afterMs: number): Promise<void> => {
    const element = field(input);
    element.dispatch('touchstart');
    await harness.pass(500);
    const { type: kind, value, maxlength } = element.attributes as { type: string; value: string; maxlength: number };
    const writing = harness.device.write({ type: kind, value, maxlength }, text, ({ name, detail }) => element.dispatch(name, detail));
    await harness.pass(afterMs);
    submit(input, writing.value);
    await harness.pass(20_000);
  };

  it('who takes their WeChat nickname saves it', async () => {
    const input = harness.mount('nickname-input');
    await writeAndTap(input, undefined, 200);
    expect(names(input)).toEqual(['nickname']);
    expect(savedName(harness)).not.toBe('Ann');
  });

  it.each([
    ['in the same moment', 0],
    ['when WeChat has refused', 2000],
  ])('a refused name is never saved: tapped %s', async (_, afterMs) => {
    harness.device.faults.next('input.nickname', { kind: 'review-failed' });
    const input = harness.mount('nickname-input');
    await writeAndTap(input, 'Bad', afterMs);
    expect(input.events).toEqual([errorWith('nickname', { code: 9024, stage: 'tap', retryable: false, data: { problem: 'refused' } })]);
    expect([savedName(harness), harness.server.requests.length, shownIn(input)]).toEqual(['Ann', 0, 'Ann']);
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

  it('asks for consent when the field is touched, once', async () => {
    await start({ wechat: { device: { privacy: { authorized: false } } } });
    const asked = (): number => harness.wechat.timeline.of('sheet.opened').filter(({ detail }) => detail.sheet === 'privacy').length;
    const input = harness.mount('nickname-input');
    field(input).tap();
    await harness.pass();
    field(input).tap();
    await harness.pass();
    expect([asked(), harness.device.privacy.authorized, input.events]).toEqual([1, true, []]);
  });

  it('tells of a declined consent once, and saves what was typed into the plain field without waiting', async () => {
    await start({ wechat: { device: { privacy: { authorized: false } } } });
    harness.device.person.next('privacy', { answer: 'deny' });
    const input = harness.mount('nickname-input');
    field(input).tap();
    await harness.pass();
    // WeChat refuses without asking again for 10 s.
    field(input).tap();
    await harness.pass();
    expect(input.events).toEqual([{ name: 'cancel', detail: { reason: 'privacy' } }]);
    write(input, 'Bea');
    leave(input);
    submit(input, 'Bea');
    await harness.pass();
    expect(names(input)).toEqual(['cancel', 'nickname']);
  });

  it('reports an agreement that does not declare it, and asks nothing where there is none', async () => {
    await start({ wechat: { device: { privacy: { authorized: false, declared: [] } } } });
    const input = harness.mount('nickname-input');
    field(input).tap();
    await harness.pass();
    expect(input.events).toEqual([errorWith('privacy', { code: 9010, data: expect.anything() })]);

    await start({ wechat: { device: { baseLibrary: '2.24.4', privacy: { authorized: false } } } });
    const old = harness.mount('nickname-input');
    field(old).tap();
    await saveName(harness, old, 'Bea');
    expect(names(old)).toEqual(['nickname']);
  });
});
