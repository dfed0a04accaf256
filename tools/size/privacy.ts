import type { AppId, ComponentName, PanelName } from './apps';
import type { CompiledApp } from './compile-app';

/** Something about a person that a mini program's privacy agreement (用户隐私保护指引) has to declare. */
export interface PersonalInformation {
  readonly en: string;
  /** As WeChat's console calls it. */
  readonly zh: string;
  /** The interfaces and open-types that handle it; a tag as `<name`. */
  readonly names: readonly string[];
}

/**
 * WeChat's table of what is personal and what handles it, from its introduction to the privacy agreement
 * (developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/miniprogram-intro.html). The console lists for a version whatever its
 * code names, used or not, and review rejects what is named and not declared.
 */
export const personalInformation: readonly PersonalInformation[] = [
  {
    en: 'nickname and avatar',
    zh: '昵称、头像',
    names: ['getUserInfo', 'getUserProfile', 'chooseAvatar', 'type="nickname"', 'loginAndGetUserInfo'],
  },
  {
    en: 'location',
    zh: '位置信息',
    names: ['userLocation', 'userFuzzyLocation', 'getLocation', 'getFuzzyLocation', 'startLocationUpdate', 'startLocationUpdateBackground'],
  },
  { en: 'chosen place', zh: '选择的位置信息', names: ['choosePoi', 'chooseLocation'] },
  { en: 'address', zh: '地址', names: ['chooseAddress'] },
  { en: 'invoice details', zh: '发票信息', names: ['chooseInvoiceTitle', 'chooseInvoice'] },
  { en: 'WeRun steps', zh: '微信运动步数', names: ['getWeRunData'] },
  { en: 'phone number', zh: '手机号', names: ['getPhoneNumber', 'getRealtimePhoneNumber'] },
  { en: 'licence plate', zh: '车牌号', names: ['chooseLicensePlate'] },
  { en: 'chosen photos or videos', zh: '选中的照片或视频信息', names: ['chooseImage', 'chooseMedia', 'chooseVideo'] },
  { en: 'chosen files', zh: '选中的文件', names: ['chooseMessageFile'] },
  { en: 'microphone', zh: '麦克风', names: ['startRecord', 'getRecorderManager', 'joinVoIPChat', '<live-pusher', '<voip-room'] },
  { en: 'camera', zh: '摄像头', names: ['createVKSession', '<camera', '<live-pusher', '<voip-room'] },
  { en: 'Bluetooth', zh: '蓝牙', names: ['openBluetoothAdapter', 'createBLEPeripheralServer'] },
  { en: 'photo album, to save to', zh: '相册（仅写入）', names: ['saveImageToPhotosAlbum', 'saveVideoToPhotosAlbum'] },
  { en: 'contacts, to add to', zh: '通讯录（仅写入）', names: ['addPhoneContact'] },
  { en: 'calendar, to add to', zh: '日历（仅写入）', names: ['addPhoneCalendar', 'addPhoneRepeatCalendar'] },
  {
    en: 'motion sensors',
    zh: '加速、磁场、方向、陀螺仪传感器',
    names: ['startAccelerometer', 'startCompass', 'startDeviceMotionListening', 'startGyroscope'],
  },
  { en: 'clipboard', zh: '剪切板', names: ['setClipboardData', 'getClipboardData'] },
];

/** The apps whose footprint docs/privacy.md tells. */
export type PrivacyApp = ComponentName | PanelName | 'readme-page' | 'everything';

/** What each may name; the client may because of `updateAvatar()`, which lets the user choose a picture. */
export const allowedNames: Readonly<Record<PrivacyApp, readonly string[]>> = {
  'login-button': ['getUserInfo'],
  'phone-button': ['getPhoneNumber', 'getRealtimePhoneNumber'],
  'avatar-picker': ['chooseAvatar', 'chooseImage', 'chooseMedia'],
  'nickname-input': ['type="nickname"'],
  'login-panel': [
    'getUserInfo',
    'getPhoneNumber',
    'getRealtimePhoneNumber',
    'chooseAvatar',
    'chooseImage',
    'chooseMedia',
    'type="nickname"',
  ],
  'user-panel': ['chooseAvatar', 'chooseImage', 'chooseMedia', 'type="nickname"'],
  'readme-page': ['getUserInfo', 'chooseImage', 'chooseMedia'],
  everything: ['getUserInfo', 'getPhoneNumber', 'getRealtimePhoneNumber', 'chooseAvatar', 'chooseImage', 'chooseMedia', 'type="nickname"'],
};

export const privacyApps = Object.keys(allowedNames) as PrivacyApp[];

/** A privacy interface, and the files of an app that name it. */
export interface NamedInterface {
  readonly name: string;
  /** From the app's root. */
  readonly paths: readonly string[];
}

/** Something named that must not be, or no longer named although docs/privacy.md asks to declare it. */
export interface PrivacyFault {
  readonly app: AppId;
  readonly name: string;
  /** Empty where nothing names it. */
  readonly paths: readonly string[];
}

/** Every privacy interface that an app names, in WeChat's order. Event attributes are in lower case; `getUserInfoByToken` is none. */
export function namedInterfaces(files: CompiledApp): NamedInterface[] {
  const texts = [...files].map(([path, content]) => ({ path, text: Buffer.from(content).toString('utf8') }));
  const names = new Set(personalInformation.flatMap((information) => information.names));
  return [...names].flatMap((name) => {
    const pattern = new RegExp(`(?<![a-z])(bind:?|catch:?)?${name}(?![a-z])`, 'i');
    const paths = texts.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
    return paths.length > 0 ? [{ name, paths: paths.sort() }] : [];
  });
}

export function privacyFaults(app: PrivacyApp, named: readonly NamedInterface[]): PrivacyFault[] {
  const allowed = allowedNames[app];
  const gone = allowed.filter((name) => !named.some((one) => one.name === name));
  return [
    ...named.filter(({ name }) => !allowed.includes(name)).map(({ name, paths }) => ({ app, name, paths })),
    ...gone.map((name) => ({ app, name, paths: [] })),
  ];
}
