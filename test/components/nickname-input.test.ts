/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted, NativeElement } from 'authing-miniapp-emulator/engines';
import { APP_ID, createHarness, HOST, sessionKey } from '../harness/harness';
import type { Harness } from '../harness/harness';
import { detailOf, errorWith, names } from '../harness/events';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe.each(engineNames)('nickname-input on %s', (engine) => {
  let harness: Harness;
  const signIn = (username: string, nickname: string | null): void => {
    const { id } = harness.server.admin.createUser(APP_ID, { username, profile: { nickname } });
    harness
      .library()
      .getAuthing()
      .setCurrentUser(harness.server.admin.signIn(APP_ID, id) as never);
  };
  const start = async (options?: Parameters<typeof createHarness>[1]): Promise<void> => {
    harness = await createHarness(engine, options);
    signIn('ann', 'Ann');
  };
  beforeEach(() => start());
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  const saved = (): unknown => harness.server.admin.users[0]?.profile.nickname;
  const field = (input: Mounted): NativeElement => input.natives('input')[0]!;
  const type = (input: Mounted, value: string): void => field(input).dispatch('input', { value });
  const leave = (input: Mounted): void => field(input).dispatch('blur', {});
  const review = (input: Mounted, detail: { pass: boolean; timeout: boolean }): void => field(input).dispatch('nicknamereview', detail);
  /** WeChat hands over what stands in the field. */
  const submit = (input: Mounted, nickname: string): void => input.natives('form')[0]!.dispatch('submit', { value: { nickname } });
  const passed = { pass: true, timeout: false };
  const refused = { pass: false, timeout: false };
  const hint = (input: Mounted): string => input.find('.hint').text;
  const nicknameError = (problem: string): unknown =>
    errorWith('nickname', { code: 9024, stage: 'tap', retryable: false, data: { problem } });
  const hintless = (input: Mounted): void => expect(() => hint(input)).toThrow();
  /** Typed, passed by WeChat, submitted. */
  const save = async (input: Mounted, name: string): Promise<void> => {
    type(input, name);
    leave(input);
    submit(input, name);
    review(input, passed);
    await harness.pass(5000);
  };

  it('shows the name there is, and saves another', async () => {
    const input = harness.mount('nickname-input');
    expect(field(input).attributes).toMatchObject({ type: 'nickname', name: 'nickname', value: 'Ann', maxlength: 64 });
    await save(input, '  小美 ');
    const { nickname, user } = detailOf(input, 'nickname') as { nickname: string; user: Record<string, unknown> };
    expect(names(input)).toEqual(['nickname']);
    expect([nickname, user['nickname'], saved(), field(input).attributes['value']]).toEqual(['小美', '小美', '小美', '小美']);
    expect(harness.server.requests.all.map(({ operations }) => operations)).toEqual([['updateUser']]);
    expect(harness.server.requests.last.body).toMatchObject({ variables: { id: user['id'], input: { nickname: '小美' } } });
    expect(harness.server.requests.last.headers['authorization']).toBe(`Bearer ${user['token'] as string}`);
    expect(harness.storage()).toEqual({ [sessionKey]: { appId: APP_ID, host: HOST, token: user['token'], user } });
    expect(harness.logins()).toBe(0);
  });

  it.each([
    ['zh_CN', '保存', '请输入昵称'],
    ['en', 'Save', 'Nickname'],
  ] as const)('speaks the language of the phone: %s', async (language, text, placeholder) => {
    await start({ wechat: { device: { language } } });
    const input = harness.mount('nickname-input');
    expect(input.text()).toBe(text);
    expect(field(input).attributes).toMatchObject({ placeholder, 'aria-label': placeholder });
  });

  it('keeps what is being typed when it becomes known who is signed in', async () => {
    harness = await createHarness(engine);
    const { id } = harness.server.admin.createUser(APP_ID, { username: 'ann', profile: { nickname: 'Ann' } });
    const user = harness.server.admin.signIn(APP_ID, id) as { token: string };
    harness.library().getAuthing().setToken(user.token);
    const input = harness.mount('nickname-input');
    type(input, 'Li');
    harness
      .library()
      .getAuthing()
      .setCurrentUser(user as never);
    await harness.pass();
    submit(input, 'Li');
    await harness.pass(5000);
    expect([names(input), saved()]).toEqual([['nickname'], 'Li']);
  });

  it.each(['', '   ', '\u3000\t', '\u200b\u2060', '\ud83d', '\u3164', '\u2800\ufe0f', '\udb40\udc20'])(
    'calls %j no name, says so, and shows the saved one again',
    async (text) => {
      const input = harness.mount('nickname-input', { properties: { text: 'OK' } });
      type(input, text);
      submit(input, text);
      await harness.pass(5000);
      expect(input.events).toEqual([nicknameError('empty')]);
      expect(hint(input)).toBe('请输入昵称');
      expect(field(input).attributes['value']).toBe('Ann');
      expect(harness.server.requests.length).toBe(0);
      expect(saved()).toBe('Ann');
      type(input, 'B');
      hintless(input);
    },
  );

  it.each(['👩‍👩‍👧', '🙂', 'a b'])('saves %s as it is', async (name) => {
    const input = harness.mount('nickname-input');
    await save(input, name);
    expect(names(input)).toEqual(['nickname']);
    expect(saved()).toBe(name);
  });

  it('refuses a name that is too long, which stays in the field', async () => {
    const input = harness.mount('nickname-input', { properties: { maxlength: 64 } });
    type(input, 'x'.repeat(65));
    submit(input, 'x'.repeat(65));
    await harness.pass(5000);
    expect(input.events).toEqual([nicknameError('long')]);
    expect(hint(input)).toContain('太长');
    expect(harness.server.requests.length).toBe(0);
    input.setProperties({ maxlength: -1 });
    await save(input, 'x'.repeat(65));
    expect(names(input)).toEqual(['error', 'nickname']);
  });

  it('says that nothing has changed, and sends nothing', async () => {
    const input = harness.mount('nickname-input');
    submit(input, 'Ann ');
    await harness.pass(5000);
    expect(input.events).toEqual([{ name: 'cancel', detail: { reason: 'unchanged' } }]);
    expect(hint(input)).toBe('昵称没有变化');
    expect(harness.server.requests.length).toBe(0);
  });

  it("waits for WeChat's review, and believes it", async () => {
    const input = harness.mount('nickname-input');
    type(input, 'Bad');
    leave(input);
    submit(input, 'Bad');
    await harness.pass(2500);
    expect([input.events, harness.server.requests.length]).toEqual([[], 0]);
    expect(input.nativeButton()).toMatchObject({ disabled: true, loading: true });
    review(input, refused);
    await harness.pass(5000);
    expect(input.events).toEqual([nicknameError('refused')]);
    expect(hint(input)).toContain('微信未通过');
    expect(field(input).attributes['value']).toBe('Ann');
    expect([saved(), harness.server.requests.length]).toEqual(['Ann', 0]);
    expect(input.nativeButton()).toMatchObject({ disabled: false, loading: false });
    await save(input, 'Bea');
    expect(names(input)).toEqual(['error', 'nickname']);
    hintless(input);
  });

  it('says at once what WeChat has refused before the tap, and does not take the old name for the new one', async () => {
    const input = harness.mount('nickname-input');
    type(input, 'Bad');
    leave(input);
    review(input, refused);
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
    type(input, 'Bea');
    leave(input);
    submit(input, 'Bea');
    if (detail) review(input, detail);
    await harness.pass(wait && wait - 100);
    expect(harness.server.requests.length).toBe(wait ? 0 : 1);
    await harness.pass(1000);
    expect(names(input)).toEqual(['nickname']);
    // Too late: it is saved, and there is no second outcome.
    review(input, passed);
    await harness.pass(5000);
    expect(names(input)).toEqual(['nickname']);
  });

  it('does not wait where WeChat tells of no review, and takes a field that WeChat has cleared for a refusal', async () => {
    await start({ wechat: { device: { baseLibrary: '2.29.0' } } });
    const input = harness.mount('nickname-input');
    type(input, 'Bad');
    leave(input);
    submit(input, '');
    type(input, 'Bea');
    submit(input, 'Bea');
    await harness.pass();
    expect(input.events[0]).toEqual(nicknameError('refused'));
    expect(names(input)).toEqual(['error', 'nickname']);
  });

  it('does not wait for a review of what nobody typed, nor for a second one of the same name', async () => {
    const input = harness.mount('nickname-input', { properties: { value: 'Lin' } });
    expect(field(input).attributes['value']).toBe('Lin');
    submit(input, 'Lin');
    await harness.pass();
    expect(names(input)).toEqual(['nickname']);
    type(input, 'Bea');
    leave(input);
    review(input, passed);
    harness.server.faults.error(2018);
    submit(input, 'Bea');
    await harness.pass();
    submit(input, 'Bea');
    await harness.pass();
    expect(names(input).at(-1)).toBe('nickname');
    expect(field(input).attributes['value']).toBe('Bea');
  });

  it("saves with the keyboard's key, with or without a button", async () => {
    const input = harness.mount('nickname-input', { properties: { text: '' } });
    expect(input.natives('button')).toEqual([]);
    type(input, 'Bea');
    field(input).dispatch('confirm', { value: 'Bea' });
    leave(input);
    review(input, passed);
    await harness.pass();
    expect(names(input)).toEqual(['nickname']);
    expect(saved()).toBe('Bea');
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
    type(input, 'Bea');
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
    await save(old, 'Bea');
    expect(names(old)).toEqual(['nickname']);
  });

  it('asks strangers to sign in', async () => {
    harness.library().getAuthing().tokenProvider.clearUser();
    const input = harness.mount('nickname-input');
    expect(field(input).attributes['value']).toBe('');
    await save(input, 'Bea');
    expect(input.events).toEqual([errorWith('unauthenticated', { code: 9008, stage: 'tap', retryable: false })]);
    expect(harness.server.requests.length).toBe(0);
  });

  it('saves one name at a time, each tap with an outcome of its own', async () => {
    harness.server.faults.slow(2000);
    const input = harness.mount('nickname-input');
    type(input, 'Bea');
    leave(input);
    submit(input, 'Bea');
    review(input, passed);
    submit(input, 'Bea');
    await harness.pass(5000);
    expect(names(input)).toEqual(['error', 'nickname']);
    expect(input.events[0]).toEqual(errorWith('busy', { retryable: true }));
    expect(harness.server.requests.length).toBe(1);
  });

  it('keeps what was typed when it cannot be saved, and everything else as it was', async () => {
    harness.device.network.goOffline();
    const input = harness.mount('nickname-input');
    const page = harness.engine.mount('test/components/fixture/greeting');
    await save(input, 'Bea');
    await harness.pass(10_000);
    expect(input.events).toEqual([errorWith('network', { retryable: true })]);
    expect((page.data['authing'] as { user: { nickname: string } }).user.nickname).toBe('Ann');
    expect(saved()).toBe('Ann');
    harness.device.network.goOnline();
    submit(input, 'Bea');
    await harness.pass(5000);
    expect(names(input)).toEqual(['error', 'nickname']);
    expect((page.data['authing'] as { user: { nickname: string } }).user.nickname).toBe('Bea');
  });

  it.each([
    [2020, 'unauthenticated'],
    [2018, 'server'],
  ])('reports a refusal of Authing, %d', async (code, reason) => {
    harness.server.faults.error(code);
    const input = harness.mount('nickname-input');
    await save(input, 'Bea');
    expect(input.events).toEqual([errorWith(reason, { code })]);
    expect(saved()).toBe('Ann');
  });

  it('belongs to who began: another user who signs in meanwhile keeps their name', async () => {
    harness.server.faults.slow(2000);
    const input = harness.mount('nickname-input');
    type(input, 'Bea');
    leave(input);
    submit(input, 'Bea');
    review(input, passed);
    signIn('tom', 'Tom');
    await harness.pass(5000);
    expect(input.events).toEqual([errorWith('unauthenticated', { stage: 'session', retryable: true })]);
    expect(field(input).attributes['value']).toBe('Tom');
    expect(harness.server.admin.users.map(({ profile }) => profile.nickname)).toEqual(['Bea', 'Tom']);
    expect(harness.library().getAuthing().tokenProvider.getUser()?.nickname).toBe('Tom');
  });

  it('says nothing once it is gone; the name is saved all the same', async () => {
    const input = harness.mount('nickname-input');
    type(input, 'Bea');
    leave(input);
    submit(input, 'Bea');
    input.detach();
    await harness.pass(5000);
    expect(input.events).toEqual([]);
    expect(saved()).toBe('Bea');
  });

  it('does nothing while it is disabled', async () => {
    const input = harness.mount('nickname-input', { properties: { disabled: true } });
    expect([field(input).disabled, input.nativeButton().disabled]).toEqual([true, true]);
    submit(input, 'Bea');
    await harness.pass(5000);
    expect([input.events, harness.server.requests.length]).toEqual([[], 0]);
  });

  it('does not take the review of an earlier text for that of a later one', async () => {
    const input = harness.mount('nickname-input');
    type(input, 'Bea');
    leave(input);
    type(input, 'Bad');
    leave(input);
    submit(input, 'Bad');
    review(input, passed);
    await harness.pass(1000);
    expect(harness.server.requests.length).toBe(0);
    review(input, refused);
    await harness.pass(5000);
    expect(input.events).toEqual([nicknameError('refused')]);
    expect([saved(), harness.server.requests.length]).toEqual(['Ann', 0]);
  });
});
