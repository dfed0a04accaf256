/**
 * Why something failed, in words that never change: switch on these, not on `message`.
 * What each means for the user, and what a page should do, is in docs/errors.md.
 */
export type AuthingErrorReason =
  /** No `appId`, or a `host` that cannot be used. */
  | 'not_configured'
  /** The request never reached Authing, or its answer never came back. */
  | 'network'
  /** No answer within `timeout`. */
  | 'timeout'
  /** An HTTP status that is not 2xx, without an Authing answer in it (a proxy's 502 page, say). `data.status` has the status. */
  | 'http'
  /** Authing answered no (`code` is its number), or answered something that is no answer. */
  | 'server'
  /** WeChat gave no login code, or the one at hand was too old to be sent. */
  | 'login_code'
  /** The login code, or the session key behind it, was not accepted for this data. */
  | 'session_key'
  /** Nobody is signed in, or the sign-in is no longer valid. */
  | 'unauthenticated'
  /** The app has no phone-number quota left (bought in WeChat's console). */
  | 'quota'
  /** The app's privacy agreement in WeChat's console does not declare this use. */
  | 'privacy'
  /** The user declined WeChat's privacy agreement a moment ago: WeChat asks nobody again for ten seconds, and fails at once. */
  | 'privacy_refused'
  /** The app may not use this interface of WeChat's: no permission, or an account that has none. */
  | 'permission'
  /** WeChat has blocked this user, or this sign-in, for its own reasons. */
  | 'blocked'
  /** WeChat wants the user to prove their number by a text message, in WeChat, before it hands the number over. */
  | 'phone_unverified'
  /** WeChat refused, and did not say why in any known words. */
  | 'denied'
  /** WeChat reported success but handed over no data. */
  | 'no_data'
  /** The picture cannot be read, is too large, or was refused. */
  | 'file'
  /** The name is empty, too long, or WeChat's review has refused it. `data.problem` says which: `empty`, `long`, `refused`. */
  | 'nickname'
  /** Another sign-in is running. */
  | 'busy'
  /** WeChat Storage could not be read or written. After a login that could not be kept, the user is signed in until the restart. */
  | 'storage'
  /** The user closed a chooser that a method call had opened. */
  | 'cancelled'
  /** A method was called with values it cannot work with. */
  | 'invalid_argument'
  /** Not possible in a mini program, or not in this base library. */
  | 'unsupported';

/**
 * `code` of errors that are born on the phone (Authing's own numbers end well below 9000), what the reader should do next, in Chinese and
 * in English, and whether the same tap, done again, can succeed without anybody changing anything first. No names: they would be shipped.
 */
type ReasonDefaults = readonly [code: number, zh: string, en: string, retryable?: true];

/** Code reads the same in any language. */
const WHERE =
  "app.js: App({ authing: { appId: 'YOUR_APP_ID' } }); uni-app: globalData: { authing: { appId } }; Taro: configureAuthing({ appId })";

/** What an error says when whoever made it knew no better. Shipped to phones, so short. */
export const reasons: { readonly [reason in AuthingErrorReason]: ReasonDefaults } = {
  not_configured: [9001, `未配置 appId，请加入 ${WHERE}`, `No appId. Add to ${WHERE}`],
  network: [9002, '网络不可用，请检查网络后重试', 'No connection. Check the network and try again', true],
  timeout: [9003, '请求超时，请稍后重试', 'No answer in time. Try again', true],
  http: [9004, '服务暂时不可用，请稍后重试', 'The service is not available. Try again later'],
  server: [9005, '服务返回了无法识别的内容，请检查 host 配置', 'The answer is not from Authing. Check host'],
  login_code: [9006, '微信登录凭证已过期或获取失败，请再点一次', 'No fresh login code from WeChat. Tap again', true],
  session_key: [9007, '微信登录凭证已失效，请再点一次', 'WeChat renewed the session. Tap again', true],
  unauthenticated: [9008, '请先登录', 'Sign in first'],
  quota: [9009, '小程序的手机号验证次数已用完，请换一种方式', 'The app has no phone-number quota left. Use another way'],
  privacy: [9010, '请在微信公众平台的《用户隐私保护指引》中声明此接口', "Declare this use in the privacy agreement in WeChat's console"],
  privacy_refused: [
    9022,
    '你刚才未同意微信隐私指引，请十秒后再点一次并同意',
    "You declined WeChat's privacy terms. Wait ten seconds, tap again and agree",
    true,
  ],
  denied: [9011, '微信未允许此操作，请换一种方式', 'WeChat does not allow this. Use another way'],
  permission: [9019, '小程序没有此权限，请换一种方式', 'The app has no permission for this. Use another way'],
  blocked: [9020, '微信已拦截此次操作，请换一种方式', 'WeChat has blocked this. Use another way'],
  phone_unverified: [9021, '请先在微信中用短信验证手机号，或换一种方式', 'Confirm your number in WeChat first, or use another way', true],
  no_data: [9012, '微信未返回数据，请再点一次', 'WeChat returned no data. Tap again', true],
  file: [9013, '图片无法读取或过大，请换一张', 'The picture cannot be read or is too large. Choose another'],
  busy: [9014, '正在处理，请稍候', 'Still working. Wait a moment', true],
  storage: [
    9015,
    '小程序本地存储读写失败，登录状态可能无法保留：请清理存储空间',
    'WeChat Storage failed, so the sign-in may not be kept: free some storage',
  ],
  cancelled: [9016, '已取消', 'Cancelled', true],
  invalid_argument: [9017, '参数不正确', 'Invalid argument'],
  unsupported: [9018, '小程序不支持此操作', 'Not possible in a mini program'],
  nickname: [9024, '请输入另一个昵称', 'Enter another nickname'],
};
