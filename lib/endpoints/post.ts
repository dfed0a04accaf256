import type { KernelClient } from '../client/kernel-client';
import { AuthingError } from '../errors/authing-error';
import { canPass } from '../http/answer';
import { appHostOf } from '../http/options';

/** WeChat's numbers for a code or a key that was not accepted: invalid code, code used, undecryptable data. */
const refusedCodes = [40029, 40163, -41003];
/** WeChat's numbers for "not now": busy, too frequent. */
const transientCodes = [-1, 45011];
/** WeChat's number for a user whom it has blocked. */
const BLOCKED_CODE = 40226;
/** WeChat's numbers, these and others, in the words of a server that passes them on. */
const WECHAT_NUMBER = /(?:^|[^\w-])(-41003|4(?:0[0-2]|[1-8]0)\d\d|-1)(?!\d)/;
/**
 * What servers say of a login code that is invalid, was used or has expired. Other codes (a status, an error's, `code2Session`) are
 * not meant.
 */
const codeWords = [
  /(?:invalid|illegal|bad|wrong|used|expired) (?:js_?|(?:wx\.)?login |wechat |the )*code\b/i,
  /(?:^|[^\w ] ?|js_?|login |the )code (?:(?:is|has|was|been|already|not|no longer) )*(?:(?:in)?valid|used|expired)/i,
  /(?:无效|非法|不合法|错误|过期)的? ?(?:(?:js_?)?code\b|登录凭证)/i,
  /(?:(?:^|[^\w ] ?|js_?)code|登录凭证) ?(?:已|被|不|无效|过期|失效)/i,
];
/** What servers say of Authing's side of the connection to WeChat: nothing that a tap could mend, whatever its number. */
const SET_UP_WORDS = /\bapp[ _-]?(?:id|secret)\b|(?:应用|小程序) ?(?:id|密钥)|whitelist|白名单/i;
/** What servers say of a server behind them that failed: axios' words have a number. */
const GATEWAY_WORDS = /(?:status code|状态码)\D{0,3}(\d{3})/i;
/** What servers say of a session key that does not fit, and of what it did not open. */
const KEY_WORDS = /session.?key|会话密钥|decrypt|解密|cipher|padding|encrypted ?data/i;
/** Authing's own numbers lie here and mean what Authing's list says. */
export const isAuthingCode = (code: number): boolean => code >= 1000 && code < 4000;

/** POST to one of Authing's mini-program endpoints of v2. @param read makes of the answer what it should be, or throws */
export function postToWeChatConnection<Answer>(
  client: KernelClient,
  endpoint: 'auth' | 'auth-by-phone' | 'getphone',
  data: Record<string, string | undefined>,
  read: (answer: unknown) => Answer,
): Promise<Answer> {
  if (!data.code) return invalid('code: wx.login() → code');
  return postWeChatCode(client, `/connections/social/wechat-miniprogram/${endpoint}`, data, read);
}

/**
 * POST to an endpoint that exchanges a code at WeChat. Authing documents no number for a code or key that was not accepted, so
 * an undocumented refusal that says so becomes reason `session_key`, and nothing else does. `read` makes of the answer what it
 * should be, or throws.
 */
export function postWeChatCode<Answer>(
  client: KernelClient,
  path: string,
  data: object,
  read: (answer: unknown) => Answer,
): Promise<Answer> {
  return client.httpClient.request({
    method: 'POST',
    url: appHostOf(client.options) + path,
    data,
    // None of them asks who is signed in, and WeChat has charged for the number: a Storage that cannot be read must not lose it.
    unSetToken: true,
    read,
    rescue: (error) => {
      throw error.reason === 'server' && !isAuthingCode(error.code) ? readRefusal(error) : error;
    },
  }) as Promise<Answer>;
}

/** Rejects before anything is sent. */
export function invalid(message: string): Promise<never> {
  return Promise.reject(new AuthingError('invalid_argument', { stage: 'request', message }));
}

/** A refusal without one of Authing's numbers: WeChat's is in the code, in the data, or in the words. The most telling goes first. */
function readRefusal(error: AuthingError): AuthingError {
  const { code, message, data } = error;
  const inData = Number((data as { errcode?: unknown } | null)?.errcode);
  const inWords = WECHAT_NUMBER.exec(message);
  const errcode = inData || (inWords ? Number(inWords[1]) : code);
  const init = { stage: 'request', code, data, cause: error } as const;
  const is = (reason: 'server' | 'blocked', retryable: boolean): AuthingError => new AuthingError(reason, { ...init, message, retryable });
  if (errcode === BLOCKED_CODE) return is('blocked', false);
  if (transientCodes.indexOf(errcode) >= 0) return is('server', true);
  const refused = refusedCodes.indexOf(errcode) >= 0;
  if (!refused && errcode !== code) return is('server', false);
  if (refused || codeWords.some((words) => words.test(message))) return new AuthingError('session_key', init);
  if (SET_UP_WORDS.test(message)) return is('server', false);
  const gateway = GATEWAY_WORDS.exec(message);
  if (gateway) return is('server', canPass(Number(gateway[1])));
  return KEY_WORDS.test(message) ? new AuthingError('session_key', init) : error;
}
