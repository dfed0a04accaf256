import { requireKnown } from '../../../known-names';

/** What failed calls and taps have said of themselves, and what it meant. A mini program must cope with all of it: never match one text. */

/** What had happened. */
export type FailureMeaning =
  /** The person said no, or closed what was asked. */
  | 'refused'
  /** The mini program may not, whoever asks: it lacks the permission. */
  | 'permission'
  /** WeChat blocked this person or device. */
  | 'blocked'
  /** WeChat itself failed. */
  | 'system'
  | 'network'
  | 'timeout'
  /** WeChat wants the person to prove their number first, in WeChat. */
  | 'verification';

export interface SeenFailure {
  /** In full, with the API's name. */
  errMsg: string;
  errno?: number;
  meaning: FailureMeaning;
  language: 'en' | 'zh_CN';
  /** Nobody has published this text; it is what seen ones of the kind suggest. */
  assumed?: true;
}

/** What follows the API's name in `errMsg` when people refuse or leave. */
export const seenRefusals = {
  getPhoneNumber: [
    { errMsg: 'fail user deny' },
    { errMsg: 'fail:user deny' },
    { errMsg: 'fail:user cancel' },
    { errMsg: 'fail user cancel' },
    { errMsg: 'fail:cancel to bind phone' },
    { errMsg: 'fail:cancel to confirm login' },
  ],
  // Seen before 2021-04, when WeChat still asked. Nobody is asked today: only a fault brings it back.
  getUserInfo: [{ errMsg: 'fail auth deny' }],
  getUserProfile: [{ errMsg: 'fail auth deny' }],
  chooseAvatar: [{ errMsg: 'fail cancel' }],
  chooseMedia: [{ errMsg: 'fail cancel' }],
  chooseImage: [{ errMsg: 'fail cancel' }],
  cropImage: [{ errMsg: 'fail cancel' }],
} as const satisfies Record<string, readonly { errMsg: string; errno?: number }[]>;

/** Without the API's name. */
type Words = Omit<SeenFailure, 'errMsg'> & { reason: string };

const ERRNO_TIMEOUT = 5;
/** General numbers of WeChat's network module. */
const ERRNO_NETWORK = 600001;

/** What any API may say when it is nobody's fault on this side. */
const technical: readonly Words[] = [
  { reason: 'fail system error', meaning: 'system', language: 'en' },
  { reason: 'fail:system error', meaning: 'system', language: 'en' },
  { reason: 'fail 系统错误', meaning: 'system', language: 'zh_CN' },
  { reason: 'fail 系统繁忙，请稍后再试', meaning: 'system', language: 'zh_CN', assumed: true },
  { reason: 'fail 请求超时。', errno: ERRNO_TIMEOUT, meaning: 'timeout', language: 'zh_CN' },
  { reason: 'fail 请求超时。', meaning: 'timeout', language: 'zh_CN' },
  { reason: 'fail timeout', errno: ERRNO_TIMEOUT, meaning: 'timeout', language: 'en' },
  { reason: 'fail timeout', meaning: 'timeout', language: 'en' },
  { reason: 'fail network error', errno: ERRNO_NETWORK, meaning: 'network', language: 'en', assumed: true },
  { reason: 'fail 网络错误', meaning: 'network', language: 'zh_CN', assumed: true },
  { reason: 'fail 网络异常，请检查网络设置', errno: ERRNO_NETWORK, meaning: 'network', language: 'zh_CN', assumed: true },
  {
    reason: 'fail errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED',
    errno: ERRNO_NETWORK,
    meaning: 'network',
    language: 'en',
  },
];

const phoneNumber: readonly Words[] = [
  ...refusals(seenRefusals.getPhoneNumber),
  { reason: 'fail 用户拒绝授权', meaning: 'refused', language: 'zh_CN', assumed: true },
  { reason: 'fail 用户取消授权', meaning: 'refused', language: 'zh_CN', assumed: true },
  { reason: 'fail no permission', meaning: 'permission', language: 'en' },
  { reason: 'fail 该 appid 没有权限', meaning: 'permission', language: 'zh_CN' },
  { reason: 'fail login blocked', errno: 1402101, meaning: 'blocked', language: 'en' },
  { reason: 'fail blocked', errno: 1421102, meaning: 'blocked', language: 'en' },
  { reason: 'fail 用户绑定的手机需要进行验证，请在客户端完成短信验证步骤', meaning: 'verification', language: 'zh_CN' },
  // Of the request that the button itself makes to WeChat.
  ...technical,
];
const chooser: readonly Words[] = [
  ...refusals(seenRefusals.chooseMedia),
  { reason: 'fail 用户取消', meaning: 'refused', language: 'zh_CN', assumed: true },
  { reason: 'fail auth deny', meaning: 'refused', language: 'en' },
  ...technical.filter(({ meaning }) => meaning === 'system' || meaning === 'timeout'),
];

/** When WeChat itself turns a phone-number button down, each by a name of its own. */
const turnedDown = {
  noPermission: { reason: 'fail no permission' },
  noPermissionInChinese: { reason: 'fail 该 appid 没有权限' },
  loginBlocked: { reason: 'fail login blocked', errno: 1402101 },
  blocked: { reason: 'fail blocked', errno: 1421102 },
  unverified: { reason: 'fail 用户绑定的手机需要进行验证，请在客户端完成短信验证步骤' },
  systemError: { reason: 'fail system error' },
  timeout: { reason: 'fail 请求超时。', errno: ERRNO_TIMEOUT },
} as const satisfies Record<string, { reason: string; errno?: number }>;

export type PhoneNumberFailure = keyof typeof turnedDown;
export const phoneNumberFailures = Object.keys(turnedDown) as PhoneNumberFailure[];

/**
 * A fault for a phone-number button: `device.faults.next('button.getPhoneNumber', phoneNumberFailure('loginBlocked'))`. No quota is a
 * state, not a fault: `cloud.phoneQuota = 0`.
 */
export function phoneNumberFailure(
  name: PhoneNumberFailure,
  api: 'getPhoneNumber' | 'getRealtimePhoneNumber' = 'getPhoneNumber',
): { kind: 'fail'; errMsg: string; errno?: number } {
  requireKnown('phoneNumberFailure', [name], phoneNumberFailures);
  const { reason, ...errno } = turnedDown[name];
  return { kind: 'fail', errMsg: `${api}:${reason}`, ...errno };
}

/** All of them, by the name that their `errMsg` begins with. */
export const seenFailures = {
  getPhoneNumber: named('getPhoneNumber', phoneNumber),
  getRealtimePhoneNumber: named('getRealtimePhoneNumber', phoneNumber),
  getUserInfo: named('getUserInfo', [...refusals(seenRefusals.getUserInfo), ...technical]),
  chooseAvatar: named('chooseAvatar', chooser),
  chooseMedia: named('chooseMedia', chooser),
  chooseImage: named('chooseImage', chooser),
  login: named('login', technical),
  request: named('request', technical),
  uploadFile: named('uploadFile', technical),
} as const satisfies Record<string, readonly SeenFailure[]>;

/** Those that mean one of `meanings`; ready to be queued as faults: `{ kind: 'fail', errMsg, errno }`. */
export function seenFailuresOf(api: keyof typeof seenFailures, ...meanings: FailureMeaning[]): readonly SeenFailure[] {
  return seenFailures[api].filter(({ meaning }) => meanings.includes(meaning));
}

function refusals(seen: readonly { errMsg: string }[]): Words[] {
  return seen.map(({ errMsg }) => ({ reason: errMsg, meaning: 'refused', language: 'en' }));
}

function named(api: string, words: readonly Words[]): readonly SeenFailure[] {
  return words.map(({ reason, ...rest }) => ({ errMsg: `${api}:${reason}`, ...rest }));
}
