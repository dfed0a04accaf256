import { createWeChat, platforms } from '../../../src/wechat';
import type { DeviceOptions } from '../../../src/wechat';
import { hear } from '../callbacks';
import { useVirtualTime } from '../virtual-time';

const clock = useVirtualTime();
const deviceWith = (options: Partial<DeviceOptions> = {}) => createWeChat({ device: { privacy: { authorized: true }, ...options } }).device;
async function call(run: unknown, option: object = {}): Promise<Record<string, unknown>> {
  const heard = hear();
  (run as (option: object) => void)({ ...option, ...heard.option });
  await clock().tickAsync(0);
  return heard.result();
}

test.each(platforms)('getDeviceInfo names %s, and not as another platform calls itself', (platform) => {
  const { wx } = deviceWith({ platform });
  expect([wx.getDeviceInfo().platform, wx.getSystemInfoSync().platform]).toEqual([platform, platform]);
  const system = {
    ios: /^iOS/,
    android: /^Android/,
    ohos: /^HarmonyOS/,
    ohos_pc: /^HarmonyOS/,
    windows: /^Windows/,
    mac: /^macOS/,
    devtools: /^iOS/,
  };
  expect(wx.getDeviceInfo().system).toMatch(system[platform]);
});

test('a computer shows a window in the middle of a larger screen; a phone is its screen', () => {
  const width = (platform: DeviceOptions['platform'] & string) => {
    const { screenWidth, windowWidth } = deviceWith({ platform }).wx.getWindowInfo();
    return screenWidth > windowWidth;
  };
  expect(platforms.filter((platform) => width(platform))).toEqual(['ohos_pc', 'windows', 'mac']);
});

test('HarmonyOS begins with base library 3.7.0', () => {
  for (const platform of ['ohos', 'ohos_pc'] as const) {
    expect(() => deviceWith({ platform, baseLibrary: '3.6.9' })).toThrow(`platform ${platform} begins with base library 3.7.0`);
    expect(deviceWith({ platform, baseLibrary: '3.7.0' }).platform).toBe(platform);
  }
  expect(() => deviceWith({ platform: 'harmony' as never })).toThrow("platform: there is no 'harmony'; there is 'android'");
});

describe('the font size', () => {
  test('is up to 1.5 on phones, up to 1.75 on an iPad', () => {
    expect(deviceWith({ fontSizeScaleFactor: 1.5 }).wx.getAppBaseInfo()).toMatchObject({ fontSizeScaleFactor: 1.5, fontSizeSetting: 25.5 });
    expect(deviceWith({ fontSizeScaleFactor: 1.75, platform: 'ios' }).wx.getAppBaseInfo().fontSizeSetting).toBe(29.75);
    expect(() => deviceWith({ fontSizeScaleFactor: 1.75 })).toThrow('fontSizeScaleFactor is at most 1.5 on android');
    expect(() => deviceWith({ fontSizeScaleFactor: 0 })).toThrow(RangeError);
  });
});

describe('the theme', () => {
  const listen = (options: Partial<DeviceOptions>) => {
    const device = deviceWith(options);
    const heard: string[] = [];
    const listener = ({ theme }: { theme: string }) => void heard.push(theme);
    device.wx.onThemeChange(listener as never);
    return { device, heard, listener };
  };

  test('is told to mini programs with darkmode only', async () => {
    const { device, heard, listener } = listen({ darkmode: true });
    expect(device.wx.getAppBaseInfo().theme).toBe('light');
    device.theme = 'dark';
    device.theme = 'dark';
    await clock().tickAsync(0);
    expect([device.wx.getAppBaseInfo().theme, heard]).toEqual(['dark', ['dark']]);
    device.wx.offThemeChange(listener as never);
    device.theme = 'light';
    await clock().tickAsync(0);
    expect([heard, device.restart().theme]).toEqual([['dark'], 'light']);

    const plain = listen({ theme: 'dark' });
    plain.device.theme = 'light';
    await clock().tickAsync(0);
    expect([plain.heard, plain.device.wx.getAppBaseInfo()]).toEqual([
      [],
      expect.not.objectContaining({ theme: expect.anything() as string }),
    ]);
  });

  test('is always light on HarmonyOS, where canIUse knows', async () => {
    const { device, heard } = listen({ darkmode: true, theme: 'dark', platform: 'ohos' });
    device.theme = 'light';
    device.theme = 'dark';
    await clock().tickAsync(0);
    expect([device.wx.getAppBaseInfo().theme, heard]).toEqual(['light', []]);
    expect([device.wx.canIUse('onThemeChange'), device.wx.canIUse('cropImage')]).toEqual([false, true]);
    expect([deviceWith().wx.canIUse('onThemeChange'), 'onThemeChange' in deviceWith({ baseLibrary: '2.10.4' }).wx]).toEqual([true, false]);
  });
});

test.each(['windows', 'mac'] as const)('%s has cropImage, compressImage and getRandomValues, and fails them', async (platform) => {
  const device = deviceWith({ platform });
  const src = device.files.addPicture(device.album[0]!);
  for (const [api, option] of [
    ['cropImage', { src, cropScale: '1:1' }],
    ['compressImage', { src }],
    ['getRandomValues', { length: 1 }],
  ] as const) {
    expect(await call(device.wx[api], option)).toEqual({ errMsg: `${api}:fail:not supported` });
    expect(await call(deviceWith({ platform: 'ohos' }).wx[api], option)).not.toHaveProperty('errMsg', `${api}:fail:not supported`);
  }
  // Their documentation marks the manager as there.
  expect(await call(device.wx.getUserCryptoManager().getRandomValues, { length: 1 })).toHaveProperty('errMsg', 'getRandomValues:ok');
});
