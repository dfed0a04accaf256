/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { APP_ID } from '../harness/harness';
import type { Harness } from '../harness/harness';
import { detailOf, errorWith, names } from '../harness/events';
import { review, saveName, startWithAnn, submit, write } from '../harness/profile';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const notSaved = errorWith('server', { stage: 'request' });

/** `nickname` and `avatar` mean that Authing has it: whatever it answers. */
describe.each(engineNames)('what Authing makes of a name or a picture, on %s', (engine) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await startWithAnn(engine);
  });
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  const saved = (): unknown => harness.server.admin.users[0]!.profile.nickname;
  const known = (): unknown => harness.library().getAuthing().tokenProvider.getUser()?.nickname;
  const field = (input: Mounted): unknown => input.natives('input')[0]!.attributes['value'];
  /** Every answer to a change of the profile says otherwise. */
  const answerWith = (change: Record<string, unknown>): void => {
    harness.server.faults.edit({ operation: 'updateUser', times: Infinity }, (body) => {
      const { data } = body as { data: { updateUser: object } };
      return { data: { updateUser: JSON.parse(JSON.stringify({ ...data.updateUser, ...change })) as object } };
    });
  };

  it.each([
    ['says nothing of it', undefined],
    ['has none', null],
    ['has the former one', 'Ann'],
  ])('an answer that %s is no saved name', async (_, nickname) => {
    answerWith({ nickname });
    const input = harness.mount('nickname-input');
    await saveName(harness, input, 'Bea');
    await harness.pass(10_000);
    expect(input.events).toEqual([notSaved]);
    harness.server.faults.clear();
    // Another try, with the name that is still in the field.
    await saveName(harness, input, 'Bea');
    expect(names(input)).toEqual(['error', 'nickname']);
  });

  it('tells the name that Authing has made of it', async () => {
    answerWith({ nickname: 'bea' });
    const input = harness.mount('nickname-input');
    await saveName(harness, input, 'Bea');
    expect(detailOf(input, 'nickname')).toMatchObject({ nickname: 'bea', user: { nickname: 'bea' } });
    expect(field(input)).toBe('bea');
  });

  it.each([undefined, null])('an answer with the photo %j is no saved picture', async (photo) => {
    answerWith({ photo });
    const picker = harness.mount('avatar-picker');
    harness.press(picker);
    await harness.pass(20_000);
    expect(picker.events.filter(({ name }) => name !== 'progress')).toEqual([notSaved]);
  });

  it.each(['{"token":1}', '["password"]', 'eyJhbGciOiJub25lIn0.e30.x'])('%s is a name like any other', async (name) => {
    const input = harness.mount('nickname-input');
    await saveName(harness, input, name);
    expect(detailOf(input, 'nickname')).toMatchObject({ nickname: name, user: { nickname: name } });
    expect([saved(), known(), field(input)]).toEqual([name, name, name]);
    harness.restart();
    expect(field(harness.mount('nickname-input'))).toBe(name);
  });

  it('takes a number for a name', async () => {
    answerWith({ nickname: 123 });
    const input = harness.mount('nickname-input');
    await saveName(harness, input, '123');
    expect(detailOf(input, 'nickname')).toMatchObject({ nickname: '123', user: { nickname: '123' } });
    harness
      .library()
      .getAuthing()
      .setCurrentUser({ ...harness.library().getAuthing().tokenProvider.getUser(), nickname: 456 } as never);
    await harness.pass();
    expect(field(input)).toBe('456');
    const element = input.natives('input')[0]!;
    element.dispatch('input', { value: 'Bad' });
    element.dispatch('blur', {});
    element.dispatch('nicknamereview', { pass: false, timeout: false });
    input.natives('form')[0]!.dispatch('submit', { value: { nickname: '456' } });
    input.natives('form')[0]!.dispatch('submit', { value: { nickname: '456' } });
    await harness.pass(5000);
    expect(names(input)).toEqual(['nickname', 'error', 'cancel']);
  });

  it('two fields at once: both say what they have seen, and show what Authing has in the end', async () => {
    harness.server.faults.slow(2000);
    const [first, second] = [harness.mount('nickname-input'), harness.mount('nickname-input')];
    for (const [input, name] of [
      [first, 'Bea'],
      [second, 'Cat'],
    ] as const) {
      write(input, name);
      submit(input, name);
      review(input, true);
      await harness.pass(100);
    }
    await harness.pass(5000);
    expect([names(first), names(second)]).toEqual([['nickname'], ['nickname']]);
    expect([saved(), known(), field(first), field(second)]).toEqual(['Cat', 'Cat', 'Cat', 'Cat']);
  });

  /** The two formats of one moment, and whatever else servers make of it. */
  const changedAt = (updatedAt: string | undefined, operation = 'updateUser'): void => {
    harness.server.faults.edit({ operation }, (body) => {
      Object.assign((body as { data: { updateUser: object } }).data.updateUser, { updatedAt });
      return body;
    });
  };
  const sessionWith = (change: object): void => {
    const { tokenProvider } = harness.library().getAuthing();
    tokenProvider.setUser({ ...tokenProvider.getUser()!, ...change });
  };

  it.each([
    ['2026-01-01T00:00:08.400Z', '2026-01-01T00:00:08+00:00'],
    ['2026-01-01T00:00:08.400Z', '2026-01-01T00:00:07.000Z'],
    ['2026-01-01T00:00:08+00:00', '2026-01-01T00:00:08.400Z'],
    [undefined, '2026-01-01T00:00:08Z'],
  ])('tells the new name, whatever the clocks of servers say: known since %s, changed at %s', async (since, at) => {
    sessionWith({ updatedAt: since });
    changedAt(at);
    const input = harness.mount('nickname-input');
    await saveName(harness, input, 'Bea');
    expect(detailOf(input, 'nickname')).toMatchObject({ nickname: 'Bea', user: { nickname: 'Bea' } });
    expect([known(), field(input)]).toEqual(['Bea', 'Bea']);
  });

  it.each([
    ['2026-01-01T00:00:00Z', false],
    ['2026-01-01T00:00:00Z', true],
    [undefined, false],
    [undefined, true],
  ])(
    'the name stays whose answer comes after that of a later picture: known since %s, tokens renewed meanwhile: %j',
    async (since, renewed) => {
      sessionWith({ updatedAt: since });
      const picker = harness.mount('avatar-picker');
      const input = harness.mount('nickname-input');
      harness.server.faults.slow(8000, { operation: 'updateUser' });
      await saveName(harness, input, 'Bea');
      harness.server.faults.slow(1000, { operation: 'updateUser' });
      harness.press(picker);
      await harness.pass(500);
      const { tokenProvider } = harness.library().getAuthing();
      const { id } = harness.server.admin.users[0]!;
      if (renewed) tokenProvider.setToken((harness.server.admin.signIn(APP_ID, id) as { token: string }).token);
      await harness.pass(1500);
      expect([names(picker).at(-1), names(input)]).toEqual(['avatar', []]);
      await harness.pass(30_000);
      expect(detailOf(input, 'nickname')).toMatchObject({ nickname: 'Bea' });
      const { nickname, photo } = tokenProvider.getUser()!;
      expect([nickname, field(input), photo]).toEqual(['Bea', 'Bea', harness.server.admin.users[0]!.profile.photo]);
    },
  );

  it("a picture's late answer does not bring back the former name", async () => {
    harness.server.faults.slow(2000, { operation: 'updateUser' });
    const picker = harness.mount('avatar-picker');
    const input = harness.mount('nickname-input');
    harness.press(picker);
    await harness.pass(1500);
    await saveName(harness, input, 'Bea');
    expect([names(picker).at(-1), names(input)]).toEqual(['avatar', ['nickname']]);
    expect([saved(), known(), field(input)]).toEqual(['Bea', 'Bea', 'Bea']);
  });
});
