import type { Client } from '../client/client';
import { AuthingError } from '../errors/authing-error';
import { appHostOf } from '../http/options';

/** WeChat's numbers for a code or a key that was not accepted: invalid code, code used, undecryptable data. */
const refusedCodes = [40029, 40163, -41003];
/** WeChat's numbers for "not now": busy, too frequent. */
const transientCodes = [-1, 45011];
/** WeChat's number for a user whom it has blocked. */
const blockedCode = 40226;
/** All of these numbers in the words of a server that passes them on. */
const knownNumber = /(?:^|[^\w-])(-41003|40029|40163|40226|45011|-1)(?!\d)/;
/** What servers say when the code or the key behind it was wrong, whatever words they choose. */
const refusedWords = /\bcode\b|code2session|session.?key|decrypt|解密|密钥|cipher|padding|watermark|encrypted/i;
/** Authing's own numbers lie here and mean what Authing's list says. */
const isAuthingCode = (code: number): boolean => code >= 1000 && code < 4000;

/**
 * POST to one of Authing's mini-program endpoints. Authing documents no number for a code or key that was not accepted, so
 * an undocumented refusal that speaks of either becomes reason `session_key`. `read` makes of the answer what it should be, or
 * throws.
 */
export function postToWeChatConnection<Answer>(
  client: Client,
  endpoint: 'auth' | 'auth-by-phone' | 'getphone',
  data: Record<string, string | undefined>,
  read: (answer: unknown) => Answer,
): Promise<Answer> {
  if (!data.code) return invalid('code: wx.login() → code');
  return client.httpClient.request({
    method: 'POST',
    url: `${appHostOf(client.options)}/connections/social/wechat-miniprogram/${endpoint}`,
    data,
    unSetToken: endpoint !== 'getphone',
    read,
  }).then((answer) => answer as Answer, (error: unknown) => {
    throw error instanceof AuthingError && error.reason === 'server' && !isAuthingCode(error.code) ? readRefusal(error) : error;
  });
}

/** Rejects before anything is sent. */
export function invalid(message: string): Promise<never> {
  return Promise.reject(new AuthingError('invalid_argument', { stage: 'request', message }));
}

/** A refusal without one of Authing's numbers: what WeChat said is in the code, in the data, or in the words. */
function readRefusal(error: AuthingError): AuthingError {
  const { code, message, data } = error;
  const inData = (data as { errcode?: unknown } | null)?.errcode;
  const inWords = knownNumber.exec(message);
  const errcode = typeof inData === 'number' ? inData : inWords ? Number(inWords[1]) : code;
  const init = { stage: 'request', code, data, cause: error } as const;
  if (errcode === blockedCode) return new AuthingError('denied', { ...init, message });
  if (transientCodes.indexOf(errcode) >= 0) return new AuthingError('server', { ...init, message, retryable: true });
  if (refusedCodes.indexOf(errcode) >= 0 || (errcode === code && refusedWords.test(message))) return new AuthingError('session_key', init);
  return error;
}
