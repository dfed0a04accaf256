import type { CloudGateway } from '../gateway/gateway';
import type { Timeline } from '../timeline';
import type { AppControl } from './app-lifecycle';
import type { DeviceFaults } from './device-faults';
import type { DeviceFiles } from './files/device-files';
import type { ImageEditor, DevicePicture } from './files/picture';
import type { DeviceLatency } from './latency';
import type { DeviceMemory } from './memory';
import type { NetworkControl } from './network/network';
import type { SocketTransport } from './network/socket-transport';
import type { Transport } from './network/transport';
import type { FailureWording } from './failures/wording';
import type { NativeInput, NativeInputEvent, Nicknames, Writing } from './input/native-input';
import type { NativeButton, NativeButtonEvent, Press } from './open-type/native-button';
import type { PersonControl } from './person/person';
import type { Platform } from './platform';
import type { PrivacyControl } from './privacy';
import type { ScreenRecord } from './screen';

declare global {
  // What `wx` is. With miniprogram-api-typings installed the two merge; without, this stands in: Node.js's types and those may not meet.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace WechatMiniprogram {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- To merge with, whatever the typings say of it.
    interface Wx {}
  }
}

/**
 * When WeChat encrypts a phone number. It says nothing about it; a decompiled (older) Android client receives the data together with the
 * masked number, before the person has read it.
 */
export type Sealing =
  /** With the key that is valid when the sheet opens. */
  | 'open'
  /** With the key that is valid when the person agrees. */
  | 'consent';

export interface DeviceOptions {
  /** WeChat's back end: `cloud.gateway`, or `httpGateway(url)` in a browser. */
  cloud: CloudGateway;
  /** The WeChat user this device belongs to. */
  openid: string;
  /** The person's WeChat nickname, which `<input type="nickname">` offers. Default: none. */
  nickname?: string;
  /** The mini program that runs. */
  appId: string;
  /** Base library version; newer `wx` members and open-types do not exist on this device. Default `3.8.0`. */
  baseLibrary?: string;
  /** Default `zh_CN`. */
  language?: 'zh_CN' | 'zh_TW' | 'en';
  /** What the phone is set to. Default `light`. */
  theme?: 'light' | 'dark';
  /** Whether app.json says `"darkmode": true`: only then a mini program hears of the theme. Default false. */
  darkmode?: boolean;
  /** Default `android`; decides what there is besides: see `platform.ts`. HarmonyOS (`ohos`, `ohos_pc`) begins with base library 3.7.0. */
  platform?: Platform;
  /** WeChat's font size by its standard one: up to 1.5, up to 1.75 on an iPad (`ios`). Default 1. */
  fontSizeScaleFactor?: number;
  envVersion?: 'develop' | 'trial' | 'release';
  /** The mini program's own version, published ones only; empty otherwise, as in WeChat. */
  version?: string;
  /** How HTTP leaves the device. Default: real HTTP through the global `fetch`. */
  transport?: Transport;
  /** How WebSockets leave the device. Default: the global `WebSocket`. */
  socketTransport?: SocketTransport;
  /**
   * Hosts that `wx.request`, `wx.uploadFile` and sockets may reach, as registered in WeChat's console, e.g. `https://core.authing.cn`.
   * Default: not checked, like DevTools' "do not verify domains", because tests talk to loopback.
   */
  domains?: { request?: readonly string[]; uploadFile?: readonly string[]; socket?: readonly string[] };
  /** Spelling of response header names: `lower` (default, HTTP/2), `canonical` (`Content-Type`), as devices differ. */
  headerCase?: 'lower' | 'canonical';
  /** What a mini program leaves behind on this device. Default: nothing yet. Pass the same object to keep it. */
  memory?: DeviceMemory;
  /** What the person can choose from. Default: two small generated pictures. */
  album?: readonly DevicePicture[];
  /** How pictures are cropped and compressed. Default: {@link sizedImages}, which knows sizes only. */
  images?: ImageEditor;
  privacy?: {
    /** Name shown for the mini program's privacy guide. */
    contractName?: string;
    /** What the mini program has declared in WeChat's console, as API names (`chooseMedia`, `getPhoneNumber` …). Default: all. */
    declared?: readonly string[] | 'all';
    /** Whether the user has agreed already. Default false (unless `memory` says so): the first use asks. */
    authorized?: boolean;
  };
  /** Speed of the modelled uplink, which paces upload progress. Default 5,000,000. */
  uploadBytesPerSecond?: number;
  latency?: DeviceLatency;
  /** Default `consent`; a function is asked at each sheet. The token `code` is issued, and charged, at consent in either case. */
  sealing?: Sealing | (() => Sealing);
  /** How failures of the device's own are worded; a function is asked at each. Default: English, with `errno` where WeChat has one. */
  wording?: FailureWording | ((api: string) => FailureWording);
  /** Whether `wx.login` returns a promise when called without callbacks. Default false: its page says Promise style is unsupported. */
  loginPromise?: boolean;
  /** Whether `wx.getUserProfile` insists on a tap just before. Default true. */
  requireTapGesture?: boolean;
  /** Further `wx` members, for whatever the device alone cannot provide (`navigateTo`, `createSelectorQuery` …). They win over its own. */
  members?: Readonly<Record<string, unknown>>;
  timeline?: Timeline;
}

const deviceOptions: Record<keyof DeviceOptions, true> = {
  cloud: true,
  openid: true,
  nickname: true,
  appId: true,
  baseLibrary: true,
  language: true,
  theme: true,
  darkmode: true,
  platform: true,
  fontSizeScaleFactor: true,
  envVersion: true,
  version: true,
  transport: true,
  socketTransport: true,
  domains: true,
  headerCase: true,
  memory: true,
  album: true,
  images: true,
  privacy: true,
  uploadBytesPerSecond: true,
  latency: true,
  sealing: true,
  wording: true,
  loginPromise: true,
  requireTapGesture: true,
  members: true,
  timeline: true,
};

export const deviceOptionNames: readonly string[] = Object.keys(deviceOptions);

/** A device with WeChat on it, running one mini program. */
export interface Device {
  /**
   * The `wx` object. A member newer than the base library is `undefined` and not `in` it. A member that this model does not have throws a
   * `NotModelledError` that names it.
   */
  readonly wx: WechatMiniprogram.Wx;
  readonly appId: string;
  readonly openid: string;
  readonly baseLibrary: string;
  readonly platform: Platform;
  /** The phone's setting; a mini program with `darkmode` is told when it changes, except on HarmonyOS, where there is none. */
  theme: 'light' | 'dark';
  readonly timeline: Timeline;
  readonly faults: DeviceFaults;
  /** Nickname inputs, for whoever draws them; {@link Device.write} is a person in one. */
  readonly nicknames: Nicknames;
  /** Who holds the phone: what they answer when a sheet asks. */
  readonly person: PersonControl;
  readonly network: NetworkControl;
  readonly app: AppControl;
  readonly privacy: PrivacyControl;
  readonly files: DeviceFiles;
  /** What the person can choose from; may be changed. */
  album: readonly DevicePicture[];
  /** How long things take; may be changed while the mini program runs. */
  readonly latency: DeviceLatency;
  /** When phone numbers are encrypted; may be changed. */
  sealing: Sealing | (() => Sealing);
  /** How failures are worded; may be changed. */
  wording: FailureWording | ((api: string) => FailureWording);
  /** What the screen showed: modals, toasts, loading; and the clipboard. */
  readonly screen: ScreenRecord;
  readonly memory: DeviceMemory;
  /**
   * A person taps a native `<button>`: whatever WeChat then does happens, and the events it fires are handed to `dispatch` one by one.
   * `tap` itself is the renderer's business and is not among them.
   */
  press(button: NativeButton, dispatch: (event: NativeButtonEvent) => void): Press;
  /**
   * The page was left, by navigation or because it was closed: WeChat closes what lies over it unanswered. Going to the background does
   * the same, and so does time ({@link UNANSWERED_SHEET_MS}).
   */
  closeSheets(): void;
  /** The person touched the screen: for a second, APIs that insist on a tap may be called. `press` implies it. */
  gesture(): void;
  /**
   * A person writes in a native `<input>` and goes on to something else; with no text, they pick the WeChat nickname that
   * `type="nickname"` offers. The events go to `dispatch` one by one.
   */
  write(input: NativeInput, text: string | undefined, dispatch: (event: NativeInputEvent) => void): Writing;
  /**
   * The mini program is killed and started again: answers still due are never delivered, temp files are gone, Storage and privacy consent
   * stay. The old device's `wx` is dead; the same person holds the new one, with the same connection, faults and timeline.
   */
  restart(changes?: Partial<DeviceOptions>): Device;
  /** The mini program is killed: calls under way are dropped and their timers with them. Call it at the end of a test. */
  kill(): void;
}
