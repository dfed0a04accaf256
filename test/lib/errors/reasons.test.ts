import type { AuthingErrorReason } from '../../../lib/errors/reasons';
import { textsOf } from '../../docs/declared-types';
import { launchedEntry } from '../../source/launch';

/** What users read when nothing better is known: in English, in Chinese. */
const texts: Record<AuthingErrorReason, readonly [en: string, zh: string]> = {
  not_configured: [
    "No appId. Add to app.js: App({ authing: { appId: 'YOUR_APP_ID' } }); uni-app: globalData: { authing: { appId } }; Taro: configureAuthing({ appId })",
    "未配置 appId，请加入 app.js: App({ authing: { appId: 'YOUR_APP_ID' } }); uni-app: globalData: { authing: { appId } }; Taro: configureAuthing({ appId })",
  ],
  network: ['No connection. Check the network and try again', '网络不可用，请检查网络后重试'],
  timeout: ['No answer in time. Try again', '请求超时，请稍后重试'],
  http: ['The service is not available. Try again later', '服务暂时不可用，请稍后重试'],
  server: ['The answer is not from Authing. Check host', '服务返回了无法识别的内容，请检查 host 配置'],
  login_code: ['No fresh login code from WeChat. Tap again', '微信登录凭证已过期或获取失败，请再点一次'],
  session_key: ['WeChat renewed the session. Tap again', '微信登录凭证已失效，请再点一次'],
  unauthenticated: ['Sign in first', '请先登录'],
  quota: ['The app has no phone-number quota left. Use another way', '小程序的手机号验证次数已用完，请换一种方式'],
  privacy: ["Declare this use in the privacy agreement in WeChat's console", '请在微信公众平台的《用户隐私保护指引》中声明此接口'],
  privacy_refused: [
    "You declined WeChat's privacy terms. Wait ten seconds, tap again and agree",
    '你刚才未同意微信隐私指引，请十秒后再点一次并同意',
  ],
  denied: ['WeChat does not allow this. Use another way', '微信未允许此操作，请换一种方式'],
  permission: ['The app has no permission for this. Use another way', '小程序没有此权限，请换一种方式'],
  blocked: ['WeChat has blocked this. Use another way', '微信已拦截此次操作，请换一种方式'],
  phone_unverified: ['Confirm your number in WeChat first, or use another way', '请先在微信中用短信验证手机号，或换一种方式'],
  no_data: ['WeChat returned no data. Tap again', '微信未返回数据，请再点一次'],
  file: ['The picture cannot be read or is too large. Choose another', '图片无法读取或过大，请换一张'],
  busy: ['Still working. Wait a moment', '正在处理，请稍候'],
  storage: [
    'WeChat Storage failed, so the sign-in may not be kept: free some storage',
    '小程序本地存储读写失败，登录状态可能无法保留：请清理存储空间',
  ],
  cancelled: ['Cancelled', '已取消'],
  invalid_argument: ['Invalid argument', '参数不正确'],
  nickname: ['Enter another nickname', '请输入另一个昵称'],
  unsupported: ['Not possible in a mini program', '小程序不支持此操作'],
};

const reasons = textsOf('AuthingErrorReason') as AuthingErrorReason[];

describe.each([
  ['en-US', 0],
  ['zh-CN', 1],
] as const)('in %s', (lang, column) => {
  const messages = (): string[] => {
    const { AuthenticationClient, AuthingError } = launchedEntry();
    new AuthenticationClient({ appId: 'authing-app', lang });
    return reasons.map((reason) => new AuthingError(reason, { stage: 'tap' }).message);
  };

  it('every reason says what it is', () => {
    expect(messages()).toEqual(reasons.map((reason) => texts[reason][column]));
  });

  it('no two reasons say the same', () => {
    expect(new Set(messages()).size).toBe(reasons.length);
  });
});

it('what is known better goes before the words, the number and the advice of the reason', () => {
  const { AuthingError } = launchedEntry();
  const cause = new Error('below');
  const known = { stage: 'upload', code: 7, message: 'my words', retryable: false, data: { a: 1 }, cause } as const;
  expect(new AuthingError('network', known)).toMatchObject({ name: 'AuthingError', reason: 'network', ...known });
  expect(new AuthingError('network', { stage: 'tap' })).toMatchObject({ code: 9002, retryable: true, data: null, cause: undefined });
  expect(new AuthingError('server', { stage: 'tap', code: 0, data: 0 })).toMatchObject({ code: 0, data: 0 });
  expect(new AuthingError('server', { stage: 'tap', message: '' }).message).not.toBe('');
});
