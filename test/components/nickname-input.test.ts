/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import { APP_ID, HOST, sessionKey } from '../harness/harness';
import type { Harness, HarnessOptions } from '../harness/harness';
import { detailOf, errorWith, names } from '../harness/events';
import {
  field,
  hint,
  leave,
  nicknameError,
  review,
  savedName,
  saveName,
  shownIn,
  signOut,
  startWithAnn,
  submit,
  write,
} from '../harness/profile';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe.each(engineNames)('nickname-input on %s', (engine) => {
  let harness: Harness;
  const start = async (options?: HarnessOptions): Promise<void> => {
    harness = await startWithAnn(engine, options);
  };
  beforeEach(() => start());
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  it('shows the name there is, and saves another', async () => {
    const input = harness.mount('nickname-input');
    expect(field(input).attributes).toMatchObject({ type: 'nickname', name: 'nickname', value: 'Ann', maxlength: 64 });
    await saveName(harness, input, '  小美 ');
    const { nickname, user } = detailOf(input, 'nickname') as { nickname: string; user: Record<string, unknown> };
    expect(names(input)).toEqual(['nickname']);
    expect([nickname, user['nickname'], savedName(harness), shownIn(input)]).toEqual(['小美', '小美', '小美', '小美']);
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

  it.each([
    '',
    '   ',
    '\u3000\t',
    '\u200b\u2060',
    '\ud83d',
    '\u3164',
    '\u2800\ufe0f',
    '\udb40\udc20',
    '\u2066\u2069',
    '\ufff9',
    '\u2800\u202a',
  ])('calls %j no name, says so, and shows the saved one again', async (text) => {
    const input = harness.mount('nickname-input', { properties: { text: 'OK' } });
    write(input, text);
    submit(input, text);
    await harness.pass(5000);
    expect(input.events).toEqual([nicknameError('empty')]);
    expect(hint(input)).toBe('请输入昵称');
    expect(shownIn(input)).toBe('Ann');
    expect(harness.server.requests.length).toBe(0);
    expect(savedName(harness)).toBe('Ann');
    write(input, 'B');
    expect(() => hint(input)).toThrow();
  });

  it.each(['👩‍👩‍👧', '🙂', 'a b'])('saves %s as it is', async (name) => {
    const input = harness.mount('nickname-input');
    await saveName(harness, input, name);
    expect(names(input)).toEqual(['nickname']);
    expect(savedName(harness)).toBe(name);
  });

  it('refuses a name that is too long, which stays in the field', async () => {
    const input = harness.mount('nickname-input', { properties: { maxlength: 64 } });
    write(input, 'x'.repeat(65));
    submit(input, 'x'.repeat(65));
    await harness.pass(5000);
    expect(input.events).toEqual([nicknameError('long')]);
    expect(hint(input)).toContain('太长');
    expect(harness.server.requests.length).toBe(0);
    input.setProperties({ maxlength: -1 });
    await saveName(harness, input, 'x'.repeat(65));
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

  it("saves with the keyboard's key, with or without a button", async () => {
    const input = harness.mount('nickname-input', { properties: { text: '' } });
    expect(input.natives('button')).toEqual([]);
    write(input, 'Bea');
    field(input).dispatch('confirm', { value: 'Bea' });
    leave(input);
    review(input, true);
    await harness.pass();
    expect(names(input)).toEqual(['nickname']);
    expect(savedName(harness)).toBe('Bea');
  });

  it('keeps what was typed when it cannot be saved, and everything else as it was', async () => {
    harness.device.network.goOffline();
    const input = harness.mount('nickname-input');
    const page = harness.engine.mount('test/components/fixture/greeting');
    await saveName(harness, input, 'Bea');
    await harness.pass(10_000);
    expect(input.events).toEqual([errorWith('network', { retryable: true })]);
    expect((page.data['authing'] as { user: { nickname: string } }).user.nickname).toBe('Ann');
    expect(savedName(harness)).toBe('Ann');
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
    await saveName(harness, input, 'Bea');
    expect(input.events).toEqual([errorWith(reason, { code })]);
    expect(savedName(harness)).toBe('Ann');
  });

  it('asks strangers to sign in', async () => {
    signOut(harness);
    const input = harness.mount('nickname-input');
    expect(shownIn(input)).toBe('');
    await saveName(harness, input, 'Bea');
    expect(input.events).toEqual([errorWith('unauthenticated', { code: 9008, stage: 'tap', retryable: false })]);
    expect(harness.server.requests.length).toBe(0);
  });

  it('does nothing while it is disabled', async () => {
    const input = harness.mount('nickname-input', { properties: { disabled: true } });
    expect([field(input).disabled, input.nativeButton().disabled]).toEqual([true, true]);
    submit(input, 'Bea');
    await harness.pass(5000);
    expect([input.events, harness.server.requests.length]).toEqual([[], 0]);
  });
});
