/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { APP_ID, createHarness, HOST, sessionKey } from '../harness/harness';
import type { Harness } from '../harness/harness';
import { detailOf, errorWith, names } from '../harness/events';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe.each(engineNames)('avatar-picker on %s', (engine) => {
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
    ['zh_CN', '选择头像'],
    ['en', 'Choose picture'],
  ] as const)('speaks the language of the phone: %s', async (language, text) => {
    await start({ wechat: { device: { language } } });
    expect(harness.mount('avatar-picker').text()).toBe(text);
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
    harness.library().getAuthing().tokenProvider.clearUser();
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
    harness
      .library()
      .getAuthing()
      .setCurrentUser({ ...harness.library().getAuthing().tokenProvider.getUser(), photo: 'https://a/own.png' } as never);
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

  describe('crops and compresses', () => {
    /** A photo of so many bytes, of a type that can be compressed. */
    const photoOf = (size: number, head: readonly number[] = [0xff, 0xd8, 0xff, 0xe0]): void => {
      const bytes = new Uint8Array(size);
      bytes.set(head);
      harness.device.album = [{ bytes, width: 4000, height: 3000, type: 'jpg' }];
    };
    const heic = [0, 0, 0, 24, ...'ftypheic'].map((byte) => (typeof byte === 'number' ? byte : byte.charCodeAt(0)));
    const called = (api: string): number => harness.wechat.timeline.of('wx.called').filter(({ detail }) => detail.api === api).length;
    const uploads = (): number[] => harness.requestsTo('/api/v2/upload').map(({ body }) => (body as { file: { size: number } }).file.size);
    const results = (picker: Mounted): string[] => names(picker).filter((name) => name !== 'progress');
    const shown = (picker: Mounted): unknown[] => picker.natives('image').map(({ attributes }) => attributes['src']);
    const pressed = async (properties: Record<string, unknown>): Promise<Mounted> => {
      const picker = harness.mount('avatar-picker', { properties });
      harness.press(picker);
      await harness.pass(30_000);
      return picker;
    };

    it('cuts a square out of a picture from the album', async () => {
      photoOf(300_000);
      const picker = await pressed({ source: 'album', crop: true });
      expect(results(picker)).toEqual(['avatar']);
      expect([called('cropImage'), called('compressImage')]).toEqual([1, 0]);
      expect(uploads()).toEqual([225_000]);
    });

    it.each([
      ['3.0.0', 0],
      ['2.27.0', 1],
      ['2.25.0', 0],
    ])(
      "opens the cropper once: WeChat's sheet crops since 2.28.1, a cropper there is since 2.26.0; at %s %d",
      async (baseLibrary, times) => {
        await start({ wechat: { device: { baseLibrary } } });
        const picker = await pressed({ crop: true });
        expect(results(picker)).toEqual(['avatar']);
        expect(called('cropImage')).toBe(times);
      },
    );

    it('takes a closed cropper for a cancel: nothing is uploaded, and the former picture stays', async () => {
      harness.device.person.next('crop', { answer: 'cancel' });
      const picker = await pressed({ source: 'album', crop: true, src: 'https://a/own.png' });
      expect(picker.events).toEqual([{ name: 'cancel', detail: { reason: 'cancelled' } }]);
      expect([harness.server.requests.length, shown(picker)]).toEqual([0, ['https://a/own.png']]);
      harness.press(picker);
      await harness.pass(5000);
      expect(results(picker)).toEqual(['cancel', 'avatar']);
    });

    it('uploads the picture as it is where it cannot be cropped: on a PC', async () => {
      await start({ wechat: { device: { platform: 'windows' } } });
      photoOf(300_000);
      const picker = await pressed({ source: 'album', crop: true });
      expect(results(picker)).toEqual(['avatar']);
      expect(uploads()).toEqual([300_000]);
    });

    it('opens no cropper once the picker is gone', async () => {
      harness.device.person.next('media', { answer: 'accept', afterMs: 3000 });
      const picker = harness.mount('avatar-picker', { properties: { source: 'album', crop: true } });
      harness.press(picker);
      await harness.pass(1000);
      picker.detach();
      await harness.pass(10_000);
      expect([picker.events, called('cropImage'), harness.server.requests.length]).toEqual([[], 0, 0]);
    });

    it('a cropper that never answers: a double tap is busy, the next one is like the first', async () => {
      harness.device.faults.next('cropImage', { kind: 'never' });
      const picker = harness.mount('avatar-picker', { properties: { source: 'album', crop: true } });
      harness.press(picker);
      await harness.pass(900);
      harness.press(picker);
      expect(picker.events).toEqual([errorWith('busy', { retryable: true })]);
      await harness.pass(5000);
      harness.press(picker);
      await harness.pass(5000);
      expect(results(picker)).toEqual(['error', 'avatar']);
    });

    it('compresses what is larger than max-size, in as few steps as it takes', async () => {
      photoOf(12_000_000);
      const picker = await pressed({ source: 'album', maxSize: 1000 });
      expect(results(picker)).toEqual(['avatar']);
      expect(called('compressImage')).toBe(1);
      expect(uploads()).toEqual([expect.any(Number)]);
      expect(uploads()[0]).toBeLessThanOrEqual(1_000_000);

      photoOf(12_000_000);
      await pressed({ source: 'album', maxSize: 300 });
      expect(called('compressImage')).toBe(3);
      expect(uploads()[1]).toBeLessThanOrEqual(300_000);

      photoOf(900_000);
      await pressed({ source: 'album', maxSize: 900 });
      expect([called('compressImage'), uploads()[2]]).toEqual([3, 900_000]);
    });

    it.each([
      ['nothing helps', undefined, { kind: 'slow', ms: 0 }, 1],
      ['compressing fails', undefined, { kind: 'fail' }, 10],
      ['compressing never ends', undefined, { kind: 'never' }, 10],
      ['it is a PC', 'windows', undefined, 10],
    ] as const)('refuses a picture that stays too large, and shows the former one: %s', async (_, platform, fault, maxSize) => {
      await start({ wechat: { device: { ...(platform && { platform }) } } });
      photoOf(12_000_000);
      if (fault) harness.device.faults.always('compressImage', fault);
      const picker = harness.mount('avatar-picker', { properties: { source: 'album', maxSize, src: 'https://a/own.png' } });
      harness.press(picker);
      await harness.pass(1000);
      if (fault?.kind === 'never')
        expect([shown(picker), picker.nativeButton().disabled]).toEqual([[expect.stringContaining('tmp')], true]);
      await harness.pass(60_000);
      const data = { problem: 'size', size: expect.any(Number), maxSize: maxSize * 1000 };
      expect(picker.events).toEqual([errorWith('file', { code: 9013, stage: 'choose', retryable: false, data })]);
      expect((detailOf(picker, 'error') as { message: string }).message).toContain(`${maxSize} kB`);
      expect([harness.server.requests.length, shown(picker)]).toEqual([0, ['https://a/own.png']]);
      expect(picker.nativeButton().disabled).toBe(false);
    });

    it.each([
      ['heic', heic],
      ['tiff', [0x49, 0x49, 0x2a, 0]],
      ['video', [0, 0, 0, 10, ...heic.slice(4, 8), 0x69, 0x73, 0x6f, 0x6d]],
    ])('refuses what not everybody can see: %s', async (type, head) => {
      photoOf(1000, head);
      const picker = await pressed({ source: 'album' });
      expect(picker.events).toEqual([errorWith('file', { stage: 'choose', data: { problem: 'type', type } })]);
      expect((detailOf(picker, 'error') as { message: string }).message).toContain(type);
      expect(harness.server.requests.length).toBe(0);
    });

    it.each([
      ['gif', [0x47, 0x49, 0x46, 0x38]],
      ['webp', [0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0, 0x57, 0x45, 0x42, 0x50]],
    ])('takes %s', async (_, head) => {
      photoOf(1000, head);
      expect(results(await pressed({ source: 'album' }))).toEqual(['avatar']);
    });

    it('refuses an empty file', async () => {
      photoOf(0, []);
      expect((await pressed({ source: 'album' })).events).toEqual([errorWith('file', { data: { problem: 'empty' } })]);
      expect(harness.server.requests.length).toBe(0);
    });

    it('lets the upload decide where the file cannot be read', async () => {
      harness.device.faults.always('readFile', { kind: 'fail' });
      photoOf(12_000);
      expect(results(await pressed({ source: 'album', maxSize: 1 }))).toEqual(['avatar']);
    });

    it('belongs to who opened the chooser: another user who signs in meanwhile keeps their picture', async () => {
      harness.device.person.next('media', { answer: 'accept', afterMs: 3000 });
      const picker = harness.mount('avatar-picker', { properties: { source: 'album' } });
      harness.press(picker);
      await harness.pass(1000);
      const { id } = harness.server.admin.createUser(APP_ID, { username: 'tom' });
      harness
        .library()
        .getAuthing()
        .setCurrentUser(harness.server.admin.signIn(APP_ID, id) as never);
      await harness.pass(10_000);
      expect(results(picker)).toEqual(['error']);
      expect(picker.events.at(-1)).toEqual(errorWith('unauthenticated', { stage: 'session', retryable: true }));
      const [ann, tom] = harness.server.admin.users;
      expect([ann!.profile.photo, tom!.profile.photo ?? null]).toEqual([expect.any(String), null]);
      expect(shown(picker)).toEqual([]);
    });
  });
});
