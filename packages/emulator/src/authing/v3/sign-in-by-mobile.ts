/** v3's sign-in inside a mini program; the only home of the phone button's new-style `code`. */
import { accountByCode, accountByPhone } from '../accounts/wechat-account';
import { phoneNumber } from '../accounts/contact-format';
import { countSignIn } from '../accounts/sign-in';
import { ApiError } from '../errors/api-error';
import type { Routes } from '../http/endpoint';
import { endpoint } from '../http/endpoint';
import type { Parameters } from '../http/parameters';
import type { Caller, Services } from '../services';
import type { WeChatPhone } from '../wechat-connection/exchange-code';
import { isRefusal } from '../wechat-connection/exchange-code';
import { refusedBy, WeChatFailureError } from '../wechat-connection/failure';
import type { WeChatProfile } from '../wechat-connection/profile';
import { adoptProfile } from '../wechat-connection/profile';
import { encryptedPair, exchange, open, requireWorkingExchange, wechatOf } from '../wechat-connection/session';
import type { FoundAccount } from '../accounts/wechat-account';
import { requireRightSecret } from './client-secret';
import { scopeOf, tokenAnswer } from './token-answer';

type SignIn = (services: Services, caller: Caller, body: Parameters) => Promise<FoundAccount>;

const connections: Record<string, SignIn> = {
  wechat_mini_program_code: (services, caller, body) => byCode(services, caller, body.object('wechatMiniProgramCodePayload')),
  wechat_mini_program_phone: (services, caller, body) => byPhone(services, caller, body.object('wechatMiniProgramPhonePayload')),
  wechat_mini_program_code_and_phone: (services, caller, body) =>
    byCodeAndPhone(services, caller, body.object('wechatMiniProgramCodeAndPhonePayload')),
};

export const signInByMobile: Routes = (router, services) => {
  router.post(
    '/api/v3/signin-by-mobile',
    endpoint(services, async (call) => {
      const { caller, body } = call;
      requireConnection(caller, body);
      requireRightSecret(call);
      // Looked at before a code is spent.
      const scope = scopeOf(body.object('options'));
      const connection = body.required('connection');
      const signIn = connections[connection];
      if (signIn === undefined) throw new ApiError(400, { about: `connection ${connection}` });
      const { user, created } = await signIn(services, caller, body);
      countSignIn(caller, user);
      caller.note('signedIn', { userId: user.id, newlyCreated: created });
      return tokenAnswer(services, caller.app, user, scope);
    }),
  );
};

/** Checks that the request names the application's mini program connection. The field really is spelled that way. */
export function requireConnection(caller: Caller, body: Parameters): void {
  const { extIdpConnIdentifier: own = 'wechat' } = wechatOf(caller.app);
  const named = body.required('extIdpConnidentifier');
  if (typeof own === 'string' ? named !== own : !own(named)) throw new ApiError(404, { about: `extIdpConnidentifier ${named}` });
}

async function byCode(services: Services, caller: Caller, payload: Parameters): Promise<FoundAccount> {
  const pair = encryptedPair(payload);
  const session = await exchange(services, caller, payload.required('code'));
  const profile = pair === undefined ? undefined : open<WeChatProfile>(caller, session, pair);
  const found = accountByCode(services, caller, session, profile as Record<string, unknown> | undefined);
  if (profile !== undefined) adoptProfile(found.user, profile);
  return found;
}

async function byPhone(services: Services, caller: Caller, payload: Parameters): Promise<FoundAccount> {
  const pair = encryptedPair(payload);
  if (pair === undefined) throw new ApiError(2231, { about: 'iv, encryptedData' });
  const session = await exchange(services, caller, payload.required('code'));
  const phone = open<WeChatPhone>(caller, session, pair);
  return accountByPhone(services, caller, session, phoneNumber(phone.purePhoneNumber, phone.countryCode));
}

async function byCodeAndPhone(services: Services, caller: Caller, payload: Parameters): Promise<FoundAccount> {
  const login = payload.object('wxLoginInfo');
  const pair = encryptedPair(login);
  const phoneCode = payload.object('wxPhoneInfo').required('code');
  const session = await exchange(services, caller, login.required('code'));
  const profile = pair === undefined ? undefined : open<WeChatProfile>(caller, session, pair);
  const phone = await exchangePhone(services, caller, phoneCode, session.openid);
  const found = accountByPhone(services, caller, session, phoneNumber(phone.purePhoneNumber, phone.countryCode));
  if (profile !== undefined) adoptProfile(found.user, profile);
  return found;
}

/**
 * Trades a dynamic phone token for the number, of the WeChat user of `openid` where it is known: that Authing binds the two is assumed,
 * WeChat lets it. Throws WeChatFailureError when WeChat refuses it.
 */
export async function exchangePhone(services: Services, caller: Caller, phoneCode: string, openid?: string): Promise<WeChatPhone> {
  requireWorkingExchange(caller);
  const phone = await services.exchangePhoneCode(phoneCode, openid);
  caller.note('wechatPhone', phone);
  if (isRefusal(phone)) throw new WeChatFailureError(refusedBy(phone));
  return phone;
}
