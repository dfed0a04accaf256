/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { createHarness } from '../harness/harness';
import type { Harness } from '../harness/harness';
import { detailOf, errorWith } from '../harness/events';
import { results, signIn } from '../harness/profile';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe.each(engineNames)("avatar-picker and the picture's file: cut, looked at, compressed, on %s", (engine) => {
  let harness: Harness;
  const start = async (options?: Parameters<typeof createHarness>[1]): Promise<void> => {
    harness = await createHarness(engine, options);
    signIn(harness, 'ann');
  };
  beforeEach(() => start());
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  /** A photo of so many bytes, of a type that can be compressed. */
  const photoOf = (size: number, head: readonly number[] = [0xff, 0xd8, 0xff, 0xe0]): void => {
    const bytes = new Uint8Array(size);
    bytes.set(head);
    harness.device.album = [{ bytes, width: 4000, height: 3000, type: 'jpg' }];
  };
  const heic = [0, 0, 0, 24, ...'ftypheic'].map((byte) => (typeof byte === 'number' ? byte : byte.charCodeAt(0)));
  const called = (api: string): number => harness.wechat.timeline.of('wx.called').filter(({ detail }) => detail.api === api).length;
  const uploads = (): number[] => harness.requestsTo('/api/v2/upload').map(({ body }) => (body as { file: { size: number } }).file.size);
  const outcomes = (picker: Mounted): string[] => results(picker).map(({ name }) => name);
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
    expect(outcomes(picker)).toEqual(['avatar']);
    expect([called('cropImage'), called('compressImage')]).toEqual([1, 0]);
    expect(uploads()).toEqual([225_000]);
  });

  it.each([
    ['3.0.0', 0],
    ['2.27.0', 1],
    ['2.25.0', 0],
  ])("opens the cropper once: WeChat's sheet crops since 2.28.1, a cropper there is since 2.26.0; at %s %d", async (baseLibrary, times) => {
    await start({ wechat: { device: { baseLibrary } } });
    const picker = await pressed({ crop: true });
    expect(outcomes(picker)).toEqual(['avatar']);
    expect(called('cropImage')).toBe(times);
  });

  it('takes a closed cropper for a cancel: nothing is uploaded, and the former picture stays', async () => {
    harness.device.person.next('crop', { answer: 'cancel' });
    const picker = await pressed({ source: 'album', crop: true, src: 'https://a/own.png' });
    expect(picker.events).toEqual([{ name: 'cancel', detail: { reason: 'cancelled' } }]);
    expect([harness.server.requests.length, shown(picker)]).toEqual([0, ['https://a/own.png']]);
    harness.press(picker);
    await harness.pass(5000);
    expect(outcomes(picker)).toEqual(['cancel', 'avatar']);
  });

  it('uploads the picture as it is where it cannot be cropped: on a PC', async () => {
    await start({ wechat: { device: { platform: 'windows' } } });
    photoOf(300_000);
    const picker = await pressed({ source: 'album', crop: true });
    expect(outcomes(picker)).toEqual(['avatar']);
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
    expect(outcomes(picker)).toEqual(['error', 'avatar']);
  });

  it('compresses what is larger than max-size, in as few steps as it takes', async () => {
    photoOf(12_000_000);
    const picker = await pressed({ source: 'album', maxSize: 1000 });
    expect(outcomes(picker)).toEqual(['avatar']);
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
    if (fault?.kind === 'never') expect([shown(picker), picker.nativeButton().disabled]).toEqual([[expect.stringContaining('tmp')], true]);
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
    expect(outcomes(await pressed({ source: 'album' }))).toEqual(['avatar']);
  });

  it('refuses an empty file', async () => {
    photoOf(0, []);
    expect((await pressed({ source: 'album' })).events).toEqual([errorWith('file', { data: { problem: 'empty' } })]);
    expect(harness.server.requests.length).toBe(0);
  });

  it('lets the upload decide where the file cannot be read', async () => {
    harness.device.faults.always('readFile', { kind: 'fail' });
    photoOf(12_000);
    expect(outcomes(await pressed({ source: 'album', maxSize: 1 }))).toEqual(['avatar']);
  });

  it('a picture that is gone ends in file, whatever was to be done to it', async () => {
    const picker = harness.mount('avatar-picker', { properties: { crop: true, maxSize: 1 } });
    picker.nativeButton().dispatch('chooseavatar', { avatarUrl: 'http://tmp/gone' });
    await harness.pass(30_000);
    expect(results(picker)).toEqual([errorWith('file', { stage: 'upload' })]);
  });
});
