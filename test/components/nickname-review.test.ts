/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Harness, HarnessOptions } from '../harness/harness';
import { names } from '../harness/events';
import { hint, leave, nicknameError, review, savedName, saveName, shownIn, startWithAnn, submit, write } from '../harness/profile';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe.each(engineNames)("nickname-input and WeChat's review, on %s", (engine) => {
  let harness: Harness;
  const start = async (options?: HarnessOptions): Promise<void> => {
    harness = await startWithAnn(engine, options);
  };
  beforeEach(() => start());
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  it("waits for WeChat's review, and believes it", async () => {
    const input = harness.mount('nickname-input');
    write(input, 'Bad');
    leave(input);
    submit(input, 'Bad');
    await harness.pass(2500);
    expect([input.events, harness.server.requests.length]).toEqual([[], 0]);
    expect(input.nativeButton()).toMatchObject({ disabled: true, loading: true });
    review(input, false);
    await harness.pass(5000);
    expect(input.events).toEqual([nicknameError('refused')]);
    expect(hint(input)).toContain('微信未通过');
    expect(shownIn(input)).toBe('Ann');
    expect([savedName(harness), harness.server.requests.length]).toEqual(['Ann', 0]);
    expect(input.nativeButton()).toMatchObject({ disabled: false, loading: false });
    await saveName(harness, input, 'Bea');
    expect(names(input)).toEqual(['error', 'nickname']);
    expect(() => hint(input)).toThrow();
  });

  it('says at once what WeChat has refused before the tap, and does not take the old name for the new one', async () => {
    const input = harness.mount('nickname-input');
    write(input, 'Bad');
    leave(input);
    review(input, false);
    await harness.pass();
    expect(input.events).toEqual([]);
    expect(hint(input)).toContain('微信未通过');
    submit(input, 'Ann');
    submit(input, 'Ann');
    await harness.pass(5000);
    expect(input.events).toEqual([nicknameError('refused'), { name: 'cancel', detail: { reason: 'unchanged' } }]);
    expect(harness.server.requests.length).toBe(0);
  });

  it.each([
    ['never comes', undefined, 3000],
    ['could not be finished', { pass: false, timeout: true }, 0],
  ])('saves when the review %s', async (_, detail, wait) => {
    const input = harness.mount('nickname-input');
    write(input, 'Bea');
    leave(input);
    submit(input, 'Bea');
    if (detail) review(input, detail.pass, detail.timeout);
    await harness.pass(wait && wait - 100);
    expect(harness.server.requests.length).toBe(wait ? 0 : 1);
    await harness.pass(1000);
    expect(names(input)).toEqual(['nickname']);
    // Too late: it is saved, and there is no second outcome.
    review(input, true);
    await harness.pass(5000);
    expect(names(input)).toEqual(['nickname']);
  });

  it('does not wait where WeChat tells of no review, and takes a field that WeChat has cleared for a refusal', async () => {
    await start({ wechat: { device: { baseLibrary: '2.29.0' } } });
    const input = harness.mount('nickname-input');
    write(input, 'Bad');
    leave(input);
    submit(input, '');
    write(input, 'Bea');
    submit(input, 'Bea');
    await harness.pass();
    expect(input.events[0]).toEqual(nicknameError('refused'));
    expect(names(input)).toEqual(['error', 'nickname']);
  });

  it('does not wait for a review of what nobody typed, nor for a second one of the same name', async () => {
    const input = harness.mount('nickname-input', { properties: { value: 'Lin' } });
    expect(shownIn(input)).toBe('Lin');
    submit(input, 'Lin');
    await harness.pass();
    expect(names(input)).toEqual(['nickname']);
    write(input, 'Bea');
    leave(input);
    review(input, true);
    harness.server.faults.error(2018);
    submit(input, 'Bea');
    await harness.pass();
    submit(input, 'Bea');
    await harness.pass();
    expect(names(input).at(-1)).toBe('nickname');
    expect(shownIn(input)).toBe('Bea');
  });

  it('does not take the review of an earlier text for that of a later one', async () => {
    const input = harness.mount('nickname-input');
    write(input, 'Bea');
    leave(input);
    write(input, 'Bad');
    leave(input);
    submit(input, 'Bad');
    review(input, true);
    await harness.pass(1000);
    expect(harness.server.requests.length).toBe(0);
    review(input, false);
    await harness.pass(5000);
    expect(input.events).toEqual([nicknameError('refused')]);
    expect([savedName(harness), harness.server.requests.length]).toEqual(['Ann', 0]);
  });

  it.each([
    ['that is submitted', true],
    ['that is submitted later', false],
  ])('does not take the refusal of an earlier text for that of a good one %s', async (_, early) => {
    const input = harness.mount('nickname-input');
    write(input, 'Bad');
    leave(input);
    write(input, 'Bea');
    leave(input);
    if (early) submit(input, 'Bea');
    review(input, false);
    await harness.pass(300);
    review(input, true);
    if (!early) submit(input, 'Bea');
    await harness.pass(1000);
    expect([names(input), savedName(harness), shownIn(input)]).toEqual([['nickname'], 'Bea', 'Bea']);
  });

  it('believes a refusal that may be of either text, where no other comes', async () => {
    const input = harness.mount('nickname-input');
    write(input, 'Be');
    leave(input);
    write(input, 'Bad');
    leave(input);
    submit(input, 'Bad');
    review(input, false);
    await harness.pass(5000);
    expect([input.events, harness.server.requests.length]).toEqual([[nicknameError('refused')], 0]);
  });

  it('waits for the next review of a name whose last one could not be finished', async () => {
    const input = harness.mount('nickname-input');
    write(input, 'Bad');
    leave(input);
    review(input, false, true);
    await harness.pass(10_000);
    leave(input);
    submit(input, 'Bad');
    await harness.pass(500);
    review(input, false);
    await harness.pass(5000);
    expect([input.events, harness.server.requests.length]).toEqual([[nicknameError('refused')], 0]);
  });

  it('saves what the page binds after a refusal', async () => {
    const input = harness.mount('nickname-input', { properties: { value: '' } });
    write(input, 'Bad');
    leave(input);
    review(input, false);
    await harness.pass();
    input.setProperties({ value: 'Lin' });
    await harness.pass();
    submit(input, 'Lin');
    await harness.pass(5000);
    expect([names(input), savedName(harness)]).toEqual([['nickname'], 'Lin']);
  });

  it.each(['before', 'after'])("WeChat's clearing of what it refuses, told as typed %s the review, is no typing", async (when) => {
    const input = harness.mount('nickname-input');
    write(input, 'Bad');
    leave(input);
    if (when === 'before') write(input, '');
    review(input, false);
    if (when === 'after') write(input, '');
    await harness.pass();
    expect(hint(input)).toContain('微信未通过');
    submit(input, '');
    await harness.pass(5000);
    expect([input.events, harness.server.requests.length]).toEqual([[nicknameError('refused')], 0]);
  });

  it('a refusal that comes before the field has told that it was left is believed', async () => {
    const input = harness.mount('nickname-input');
    write(input, 'Bad');
    review(input, false);
    leave(input, 'Bad');
    submit(input, 'Bad');
    await harness.pass(5000);
    expect([savedName(harness), harness.server.requests.length]).toEqual(['Ann', 0]);
    expect(hint(input)).toContain('微信未通过');
  });
});
