/**
 * What the platforms differ in, as far as this model goes. Sources, of WeChat's documentation in 2026: the HarmonyOS guide
 * (framework/ability/ohos), the PC guide (framework/pc), and the marks "微信 Windows 版", "Mac 版", "鸿蒙 OS 版" at the head of each API's page.
 */

/** `platform` of `wx.getDeviceInfo`, as miniprogram-api-typings 5.2.3 lists it. An iPad is `ios`. */
export type Platform = 'ios' | 'android' | 'ohos' | 'ohos_pc' | 'windows' | 'mac' | 'devtools';

export interface PlatformFacts {
  /** What `getDeviceInfo` says besides. Examples: nobody lists the texts, and a mini program reads `platform` alone. */
  device: { brand: string; model: string; system: string; abi?: string };
  /** What follows `request:fail` when there is no connection. Seen on devices; only the beginning can be relied on. */
  lostConnection: string;
  /** The oldest base library there is. */
  since?: string;
  /** Members of `wx` that are there and fail. `wx.canIUse` says yes to them: nobody has written that it knows better. */
  lacking?: Readonly<Record<string, 'callback' | 'promise'>>;
  /** Members of `wx` without effect. `wx.canIUse` says no to them, as the HarmonyOS guide has it. */
  unsupported?: readonly string[];
  /** `<input type="nickname">` is a text input: nothing is offered, nothing is reviewed. */
  plainNicknames?: boolean;
  /** Whether there is a dark mode for mini programs. The HarmonyOS guide lists it, and wx.onThemeChange, as not supported. */
  dark: boolean;
  /** On a window that the person sizes, in place of a screen. */
  windowed?: boolean;
  /** Greatest `fontSizeScaleFactor`: 25.5 px of 17 on phones. */
  fontSizeScaleFactor: number;
}

const LARGEST_ON_PHONES = 1.5;
/** 29.75 px of 17. */
const LARGEST_ON_TABLETS = 1.75;

const ANDROID = 'fail errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED';
const IOS = 'fail errcode:-1009 cronet_error_code:-1009 error_msg:The Internet connection appears to be offline.';

const ohos = {
  device: { brand: 'HUAWEI', model: 'PLR-AL00', system: 'HarmonyOS 5.0.0', abi: 'arm64-v8a' },
  // Like Android's: the guide says that the logic layer runs as it does there.
  lostConnection: ANDROID,
  // "基础库从 3.7.0 起正式支持 HarmonyOS 平台"
  since: '3.7.0',
  unsupported: ['onThemeChange', 'offThemeChange'],
  dark: false,
  fontSizeScaleFactor: LARGEST_ON_PHONES,
} as const satisfies PlatformFacts;

const pc = {
  lostConnection: ANDROID,
  // Their pages carry no mark of Windows or Mac, as those of chooseMedia, getUserCryptoManager and the privacy members do; developers
  // say of cropImage that it does not work there (community 000084e5998118eb4833465916bc00).
  lacking: { cropImage: 'callback', compressImage: 'promise', getRandomValues: 'promise' },
  // Nobody has written what becomes of it without a keyboard to offer a nickname above: assumed, as the worst for who waits for a review.
  plainNicknames: true,
  dark: true,
  windowed: true,
  fontSizeScaleFactor: LARGEST_ON_PHONES,
} as const;

const facts: Readonly<Record<Platform, PlatformFacts>> = {
  android: {
    device: { brand: 'google', model: 'Pixel 8', system: 'Android 14', abi: 'arm64-v8a' },
    lostConnection: ANDROID,
    dark: true,
    fontSizeScaleFactor: LARGEST_ON_PHONES,
  },
  ios: {
    device: { brand: 'iPhone', model: 'iPhone 15', system: 'iOS 17.5', abi: 'arm64' },
    lostConnection: IOS,
    dark: true,
    fontSizeScaleFactor: LARGEST_ON_TABLETS,
  },
  ohos,
  ohos_pc: { ...ohos, device: { brand: 'HUAWEI', model: 'HAD-W32', system: 'HarmonyOS 5.0.1' }, windowed: true },
  windows: { ...pc, device: { brand: 'microsoft', model: 'microsoft', system: 'Windows 11 x64' } },
  mac: { ...pc, device: { brand: 'apple', model: 'MacBookPro18,1', system: 'macOS 14.5' } },
  devtools: {
    device: { brand: 'devtools', model: 'iPhone 12/13 (Pro)', system: 'iOS 10.0.1', abi: 'arm64' },
    lostConnection: 'fail ',
    dark: true,
    fontSizeScaleFactor: LARGEST_ON_PHONES,
  },
};

export const platforms = Object.keys(facts) as Platform[];

/** What is known of a platform. */
export const platformFacts = (platform: Platform): PlatformFacts => facts[platform];
