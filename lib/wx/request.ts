import { AuthingError } from '../errors/authing-error';
import { say } from '../errors/say';
import { connectionReason } from './connection';
import type { NativeAnswer } from './connection';
import { timeout } from './timeout';
import { isObject } from '../is-object';

export interface WxRequest {
  url: string;
  /** wx.request knows no PATCH. */
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS' | 'HEAD';
  header: Record<string, string>;
  /** An object is sent as JSON, a string as it is. */
  data?: object | string;
  /** ms */
  timeout: number;
}

export interface WxResponse {
  status: number;
  /** Parsed where it was JSON, else the text. */
  data: unknown;
}

/** WeChat's own timer may start late on a slow phone: ours waits this much longer (ms) before giving up on it. */
const GRACE = 1000;

/** One wx.request. Any HTTP status resolves; only no answer at all rejects: reason `network` or `timeout`. */
export function wxRequest(request: WxRequest): Promise<WxResponse> {
  return timeout<{ statusCode: number; data: unknown }>(request.timeout + GRACE, 'request:fail timeout', ({ success, fail }) =>
    wx.request<string | WechatMiniprogram.IAnyObject | ArrayBuffer>({
      ...request,
      // Base library 3.2.2. What a request carries (token, password, code) is for the host it was sent to, and for no other.
      redirect: 'manual',
      success,
      fail,
    }),
  ).then(
    ({ statusCode, data }) => ({ status: statusCode, data: withoutPrototypes(data) }),
    (cause: NativeAnswer) => {
      throw connectionError(cause, request.url);
    },
  );
}

/**
 * The same value, without the own properties named `__proto__` that JSON can have: copied into another object, as with
 * Object.assign, one of them replaces that object's prototype.
 */
export function withoutPrototypes(value: unknown): unknown {
  // A list instead of recursion: an answer may be nested more deeply than calls can be.
  const left = [value];
  while (left.length) {
    const next = left.pop();
    if (isObject(next)) {
      const fields = next as Record<string, unknown>;
      delete fields['__proto__'];
      Object.keys(fields).forEach((key) => left.push(fields[key]));
    }
  }
  return value;
}

/**
 * What WeChat says when no answer came: `request:fail timeout`, `request:fail 请求超时。`, `request:fail interrupted` (5 s in the
 * background), `request:fail url not in domain list` (nothing that another tap could mend), `request:fail …`.
 */
export function connectionError(cause: NativeAnswer, url: string): AuthingError {
  const { errMsg = '', errno } = cause;
  if (errno === 600_002 || /domain list|合法域名/i.test(errMsg)) {
    return new AuthingError('not_configured', {
      stage: 'request',
      message: say('请在微信公众平台添加服务器域名 ', "Add to the server domains in WeChat's console: ") + url.split('/', 3).join('/'),
      cause,
    });
  }
  return new AuthingError(connectionReason(cause) || 'network', { stage: 'request', cause });
}
