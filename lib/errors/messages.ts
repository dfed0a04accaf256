import type { AuthingErrorReason } from './reasons';

/** What the reader should do next: Chinese, then English. Shipped to phones, so short. */
export const messages: { readonly [reason in AuthingErrorReason]: readonly [zh: string, en: string] } = {
  not_configured: [
    "未配置 appId，请在 app.js 中加入：App({ authing: { appId: 'YOUR_APP_ID' } })",
    "No appId. Add to app.js: App({ authing: { appId: 'YOUR_APP_ID' } })",
  ],
  network: ['网络不可用，请检查网络后重试', 'No connection. Check the network and try again'],
  timeout: ['请求超时，请稍后重试', 'No answer in time. Try again'],
  http: ['服务暂时不可用，请稍后重试', 'The service is not available. Try again later'],
  server: ['服务返回了无法识别的内容，请检查 host 配置', 'The answer is not from Authing. Check host'],
  login_code: ['微信登录凭证已过期或获取失败，请再点一次', 'No fresh login code from WeChat. Tap again'],
  session_key: ['微信登录凭证已失效，请再点一次', 'WeChat renewed the session. Tap again'],
  unauthenticated: ['请先登录', 'Sign in first'],
  quota: ['手机号快速验证次数已用完，请在微信公众平台购买', "Phone-number quota used up. Buy more in WeChat's console"],
  privacy: ['请在微信公众平台的《用户隐私保护指引》中声明此接口', "Declare this use in the privacy agreement in WeChat's console"],
  denied: ['微信未允许此操作，请检查小程序的接口权限', "WeChat does not allow this. Check the app's permissions"],
  no_data: ['微信未返回加密数据，请再点一次', 'WeChat returned no data. Tap again'],
  file: ['图片无法读取或过大，请换一张', 'The picture cannot be read or is too large. Choose another'],
  busy: ['正在登录，请稍候', 'A sign-in is running. Wait a moment'],
  storage: ['小程序本地存储读写失败，登录状态可能无法保留：请清理存储空间', 'WeChat Storage failed, so the sign-in may not be kept: free some storage'],
  cancelled: ['已取消', 'Cancelled'],
  invalid_argument: ['参数不正确', 'Invalid argument'],
  unsupported: ['小程序不支持此操作', 'Not possible in a mini program'],
};
