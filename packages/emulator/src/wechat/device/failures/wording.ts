import { ApiFailure } from '../api-failure';

/** How this device words what fails. Texts and numbers differ by device, version and language, and nobody lists them. */
export interface FailureWording {
  /** Language of the texts. Default `en`. */
  language?: 'en' | 'zh_CN';
  /** Whether failures that have an `errno` carry it. Default true. */
  errno?: boolean;
}

/** Chinese texts by their English ones. `fail 请求超时。` and `fail 该 appid 没有权限` were seen; the others are assumed alike. */
const chinese: Readonly<Record<string, string>> = {
  'fail user deny': 'fail 用户拒绝授权',
  'fail user cancel': 'fail 用户取消授权',
  'fail auth deny': 'fail 用户拒绝授权',
  'fail cancel': 'fail 用户取消',
  'fail timeout': 'fail 请求超时。',
  'fail interrupted': 'fail 请求中断',
  'fail system error': 'fail 系统错误',
  'fail system error: called too frequently': 'fail 系统错误：调用过于频繁',
  'fail no permission': 'fail 该 appid 没有权限',
  'fail no quota': 'fail 该功能使用次数已达当前小程序上限',
};
const CHINESE_NETWORK = 'fail 网络异常，请检查网络设置';

/** The failure as this device tells it. What a test worded itself stays as it is. */
export function reworded(failure: ApiFailure, { language = 'en', errno = true }: FailureWording): ApiFailure {
  if (failure.verbatim) return failure;
  const reason = language === 'en' ? failure.reason : inChinese(failure.reason);
  return new ApiFailure(reason, errno ? failure.errno : undefined, true);
}

const inChinese = (reason: string): string => chinese[reason] ?? (/error_code:/.test(reason) ? CHINESE_NETWORK : reason);
