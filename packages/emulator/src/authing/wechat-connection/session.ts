import type { App } from '../apps';
import { openWeChatData } from '../crypto/wechat-data';
import { ApiError } from '../errors/api-error';
import { notFound } from '../http/endpoint';
import type { Parameters } from '../http/parameters';
import type { Caller, Services } from '../services';
import type { WeChatSession } from './exchange-code';
import { isRefusal } from './exchange-code';
import { refusedBy, WeChatFailureError } from './failure';

/** The application's mini program connection. Throws 404 when it has none. */
export function wechatOf(app: App): NonNullable<App['wechat']> {
  return app.wechat ?? notFound('wechat:miniprogram:default');
}

/** Trades a login code for the WeChat session behind it. Throws WeChatFailureError when WeChat refuses it. */
export async function exchange(services: Services, caller: Caller, code: string): Promise<WeChatSession> {
  requireWorkingExchange(caller);
  const answer = await services.exchangeCode(code);
  if (isRefusal(answer)) {
    caller.note('wechat', answer);
    throw new WeChatFailureError(refusedBy(answer));
  }
  // The session key stays out of the record: it never leaves a server.
  caller.note('wechat', { openid: answer.openid, unionid: answer.unionid });
  return answer;
}

/** Throws the failure that was planned for this request (`faults.exchange`), in place of asking WeChat: no code is spent. */
export function requireWorkingExchange({ exchangeFailure, note }: Caller): void {
  if (exchangeFailure === undefined) return;
  note('wechat', exchangeFailure);
  throw new WeChatFailureError(exchangeFailure);
}

/** iv and encryptedData of a request. Throws 2231 when only one of them came. */
export function encryptedPair(body: Parameters): { iv: string; encryptedData: string } | undefined {
  const iv = body.optional('iv') || undefined;
  const encryptedData = body.optional('encryptedData') || undefined;
  if (iv === undefined && encryptedData === undefined) return undefined;
  if (iv === undefined || encryptedData === undefined) {
    throw new ApiError(2231, { about: iv === undefined ? 'iv' : 'encryptedData' });
  }
  return { iv, encryptedData };
}

/** Opens what came with a code, and notes what was inside. */
export function open<T extends object>(caller: Caller, session: WeChatSession, pair: { iv: string; encryptedData: string }): T {
  const content = openWeChatData<T>(session.session_key, pair.iv, pair.encryptedData, wechatOf(caller.app).appId);
  caller.note('decrypted', content);
  return content;
}
