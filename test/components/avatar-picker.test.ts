/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import { APP_ID, HOST, sessionKey } from '../harness/harness';
import type { Harness, HarnessOptions } from '../harness/harness';
import { detailOf, errorWith, names } from '../harness/events';
import { sessionUser, setUser, signOut, startWithAnn } from '../harness/profile';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe.each(engineNames)('avatar-picker on %s', (engine) => {
  let harness: Harness;
  const start = async (options?: HarnessOptions): Promise<void> => {
    harness = await startWithAnn(engine, options);
  };
  beforeEach(() => start());
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  const photo = (): unknown => harness.server.admin.users[0]?.profile.photo;

  it.each(['wechat', 'album'])('uploads the picture chosen from %s, then makes it the profile photo', async (source) => {
    const picker = harness.mount('avatar-picker', { properties: { source } });
    harness.press(picker);
    await harness.pass(5000);

    const { photo: address, user } = detailOf(picker, 'avatar') as { photo: string; user: Record<string, unknown> };
    expect(names(picker).filter((name) => name !== 'progress')).toEqual(['avatar']);
    expect(photo()).toBe(address);
    expect(user).toMatchObject({ nickname: 'Ann', photo: address, token: expect.any(String) });
    expect(harness.server.requests.all.map(({ path, operations }) => operations[0] ?? path)).toEqual(['/api/v2/upload', 'updateUser']);
    const bearer = `Bearer ${user['token'] as string}`;
    expect(harness.server.requests.all.map(({ headers }) => headers['authorization'])).toEqual([bearer, bearer]);
    const stored = await harness.server.fetch(address);
    expect((await stored.arrayBuffer()).byteLength).toBe(harness.device.album[0]!.bytes.byteLength);
    expect(harness.storage()).toEqual({ [sessionKey]: { appId: APP_ID, host: HOST, token: user.token, user } });
    expect(picker.natives('image').map(({ attributes }) => attributes['src'])).toEqual([address]);
  });

  it.each([
    ['zh_CN', '选择头像', '更换头像'],
    ['zh_TW', '選擇頭像', '更換頭像'],
    ['en', 'Choose picture', 'Change picture'],
  ] as const)('speaks the language of the phone, of no picture and of one: %s', async (language, choose, change) => {
    await start({ wechat: { device: { language } } });
    const picker = harness.mount('avatar-picker', { properties: { src: '', text: null } });
    const said = () => [picker.text(), picker.nativeButton().attributes['aria-label']];
    expect(said()).toEqual([choose, choose]);
    picker.setProperties({ src: 'https://a/ann.png' });
    expect(said()).toEqual([change, change]);
    picker.setProperties({ text: '' });
    expect(said()).toEqual(['', change]);
  });

  it('reports real progress, up to the last byte', async () => {
    await start({ wechat: { device: { uploadBytesPerSecond: 50_000 } } });
    harness.device.album = [{ ...harness.device.album[0]!, bytes: new Uint8Array(500_000) }];
    const picker = harness.mount('avatar-picker');
    harness.press(picker);
    await harness.pass(60_000);
    const steps = picker.events
      .filter(({ name }) => name === 'progress')
      .map(({ detail }) => detail as { percent: number; sent: number; total: number });
    expect(steps.length).toBeGreaterThan(1);
    expect(steps.map(({ sent, total }) => sent <= total)).not.toContain(false);
    expect(steps.at(-1)).toEqual({ percent: 100, sent: steps[0]!.total, total: steps[0]!.total });
    expect(picker.events.at(-1)?.name).toBe('avatar');
  });

  it.each([
    ['wechat', 'avatar'],
    ['album', 'media'],
  ] as const)('takes a closed %s sheet for a cancel', async (source, kind) => {
    harness.device.person.next(kind, { answer: 'cancel' });
    const picker = harness.mount('avatar-picker', { properties: { source } });
    harness.press(picker);
    await harness.pass();
    expect(picker.events).toEqual([{ name: 'cancel', detail: { reason: 'cancelled' } }]);
    expect(harness.server.requests.length).toBe(0);
    harness.press(picker);
    await harness.pass(5000);
    expect(picker.events.at(-1)?.name).toBe('avatar');
  });

  it('never waits for an avatar that fails the safety check: WeChat then says nothing', async () => {
    harness.device.faults.next('button.chooseAvatar', { kind: 'review-failed' });
    const picker = harness.mount('avatar-picker');
    harness.press(picker);
    await harness.pass();
    expect(picker.events).toEqual([]);
    expect(picker.nativeButton().disabled).toBe(false);
    harness.press(picker);
    await harness.pass(5000);
    expect(picker.events.at(-1)?.name).toBe('avatar');
  });

  it('asks strangers to sign in before they choose', async () => {
    signOut(harness);
    const picker = harness.mount('avatar-picker');
    expect(picker.nativeButton().openType).toBe('');
    harness.press(picker);
    await harness.pass();
    expect(picker.events).toEqual([errorWith('unauthenticated', { code: 9008, retryable: false })]);
    expect(harness.server.requests.length).toBe(0);
  });

  it('refuses a file that is too large, one that is gone, and an expired sign-in, and keeps the photo', async () => {
    await start({ server: { upload: { maxBytes: 10 } } });
    const picker = harness.mount('avatar-picker');
    harness.press(picker);
    await harness.pass(5000);
    expect(picker.events.at(-1)).toEqual(errorWith('file', { stage: 'upload', data: { status: 413 } }));

    picker.nativeButton().dispatch('chooseavatar', { avatarUrl: 'http://tmp/gone.png' });
    await harness.pass(5000);
    expect(picker.events.at(-1)).toEqual(errorWith('file', { stage: 'upload' }));

    harness.server.admin.signOut(harness.server.admin.users[0]!.id);
    harness.press(picker);
    await harness.pass(5000);
    expect(picker.events.at(-1)).toEqual(errorWith('unauthenticated', { code: 2206 }));
    expect(photo()).toBeFalsy();
    expect(names(picker).filter((name) => name !== 'progress')).toEqual(['error', 'error', 'error']);
    expect(Object.keys(harness.storage())).toEqual([sessionKey]);
  });

  it('shows the photo of the signed-in user, or the one it is given, in the size it is given', async () => {
    setUser(harness, { ...sessionUser(harness), photo: 'https://a/own.png' });
    const picker = harness.mount('avatar-picker', { properties: { src: '', size: 64 } });
    const shown = (): unknown[] => picker.natives('image').map(({ attributes }) => attributes['src']);
    expect(shown()).toEqual(['https://a/own.png']);
    picker.setProperties({ src: 'https://a/given.png' });
    expect(shown()).toEqual(['https://a/given.png']);
    expect(picker.html()).toContain('width: 64px');
  });

  it('takes one picture at a time', async () => {
    const picker = harness.mount('avatar-picker', { properties: { source: 'album' } });
    picker.nativeButton().tap();
    picker.nativeButton().tap();
    await harness.pass(5000);
    expect(names(picker).filter((name) => name !== 'progress')).toEqual(['error', 'avatar']);
    expect(picker.events[0]).toEqual(errorWith('busy', { retryable: true }));
  });
});
