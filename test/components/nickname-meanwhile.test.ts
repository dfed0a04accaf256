/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Harness } from '../harness/harness';
import { errorWith, names } from '../harness/events';
import {
  giveName,
  leave,
  nicknameError,
  review,
  savedName,
  sessionUser,
  setUser,
  shownIn,
  signIn,
  signInByToken,
  signOut,
  startWithAnn,
  submit,
  write,
} from '../harness/profile';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe.each(engineNames)('nickname-input while something else happens, on %s', (engine) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await startWithAnn(engine);
  });
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  it('keeps what is being typed when it becomes known who is signed in', async () => {
    const user = sessionUser(harness)!;
    signOut(harness);
    harness.library().getAuthing().setToken(user.token!);
    const input = harness.mount('nickname-input');
    write(input, 'Li');
    setUser(harness, user);
    await harness.pass();
    submit(input, 'Li');
    await harness.pass(5000);
    expect([names(input), savedName(harness)]).toEqual([['nickname'], 'Li']);
  });

  it.each([
    ['another token', (harness: Harness) => signInByToken(harness, 'tom')],
    ['somebody known', (harness: Harness) => signIn(harness, 'tom', { nickname: 'Tom' })],
    ['somebody known, after a sign-out', (harness: Harness) => (signOut(harness), signIn(harness, 'tom', { nickname: 'Tom' }))],
  ])('leaves nothing that was typed to %s, where only the token of who wrote it is known', async (who, change) => {
    signOut(harness);
    signInByToken(harness, 'ann2');
    const input = harness.mount('nickname-input');
    write(input, 'Alice');
    change(harness);
    await harness.pass();
    const shown = who === 'another token' ? '' : 'Tom';
    expect(shownIn(input)).toBe(shown);
    submit(input, shown);
    await harness.pass(5000);
    expect(input.events).toEqual([shown ? { name: 'cancel', detail: { reason: 'unchanged' } } : nicknameError('empty')]);
  });

  it('saves one name at a time, each tap with an outcome of its own', async () => {
    harness.server.faults.slow(2000);
    const input = harness.mount('nickname-input');
    giveName(input, 'Bea');
    submit(input, 'Bea');
    await harness.pass(5000);
    expect(names(input)).toEqual(['error', 'nickname']);
    expect(input.events[0]).toEqual(errorWith('busy', { retryable: true }));
    expect(harness.server.requests.length).toBe(1);
  });

  it('belongs to who began: another user who signs in meanwhile keeps their name', async () => {
    harness.server.faults.slow(2000);
    const input = harness.mount('nickname-input');
    giveName(input, 'Bea');
    signIn(harness, 'tom', { nickname: 'Tom' });
    await harness.pass(5000);
    expect(input.events).toEqual([errorWith('unauthenticated', { stage: 'session', retryable: true })]);
    expect(shownIn(input)).toBe('Tom');
    expect(harness.server.admin.users.map(({ profile }) => profile.nickname)).toEqual(['Bea', 'Tom']);
    expect(sessionUser(harness)?.nickname).toBe('Tom');
  });

  it('says nothing once it is gone; the name is saved all the same', async () => {
    const input = harness.mount('nickname-input');
    write(input, 'Bea');
    leave(input);
    submit(input, 'Bea');
    input.detach();
    await harness.pass(5000);
    expect(input.events).toEqual([]);
    expect(savedName(harness)).toBe('Bea');
  });

  it.each([
    ['somebody else', (harness: Harness) => signIn(harness, 'tom')],
    ['nobody', signOut],
  ])('what somebody has typed does not stay in the field for %s', async (_, change) => {
    const user = { ...sessionUser(harness)!, nickname: null };
    setUser(harness, user);
    const input = harness.mount('nickname-input');
    write(input, 'Secret');
    const shown = jest.spyOn(input.instance, 'setData');
    change(harness);
    await harness.pass();
    // The native field is told nothing by what it was told before.
    const told = shown.mock.calls.map(([changes]) => (changes as { content?: string }).content).filter((content) => content !== undefined);
    expect(told).toEqual([' ', '']);
  });

  it('says nothing where the tap shows that its sign-in has ended, and its panel takes it away', async () => {
    const panel = harness.mount('user-panel', { listeners: ['signout', 'error', 'cancel'] });
    await harness.pass();
    jest.setSystemTime(Date.now() + 20 * 24 * 3600_000);
    submit(panel, '');
    await harness.pass(5000);
    expect(names(panel)).toEqual(['signout']);
  });

  it('blurred, reviewed and closed after it is gone: nothing happens, and nothing is told', async () => {
    const input = harness.mount('nickname-input');
    write(input, 'Bea');
    input.detach();
    leave(input);
    review(input, true);
    review(input, false);
    await harness.pass(5000);
    expect([input.events, harness.server.requests.length]).toEqual([[], 0]);
  });
});
