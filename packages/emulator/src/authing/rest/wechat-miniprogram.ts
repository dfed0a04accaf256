/** Signing in inside a WeChat mini program: the three endpoints the mini-program SDKs add to Authing's own. */
import { accountByCode, accountByPhone } from '../accounts/wechat-account';
import { phoneNumber } from '../accounts/contact-format';
import { signIn } from '../accounts/sign-in';
import { ApiError } from '../errors/api-error';
import type { Call, Routes } from '../http/endpoint';
import { endpoint } from '../http/endpoint';
import type { Services } from '../services';
import type { WeChatPhone, WeChatSession } from '../wechat-connection/exchange-code';
import { WeChatFailureError } from '../wechat-connection/failure';
import type { WeChatProfile } from '../wechat-connection/profile';
import { adoptProfile, parseRawData } from '../wechat-connection/profile';
import { encryptedPair, exchange, open, wechatOf } from '../wechat-connection/session';

export const wechatMiniProgram: Routes = (router, services) => {
  router.post(
    '/connections/social/wechat-miniprogram/auth',
    endpoint(services, async ({ caller, body }) => {
      wechatOf(caller.app);
      const code = body.required('code');
      const pair = encryptedPair(body);
      const rawData = body.optional('rawData') || undefined;
      const raw = rawData === undefined ? undefined : parseRawData(rawData);
      const session = await exchange(services, caller, code);
      const opened = pair === undefined ? undefined : open<WeChatProfile & { openId?: string }>(caller, session, pair);
      if (opened?.openId !== undefined && opened.openId !== session.openid) {
        throw new WeChatFailureError({ kind: 'data', errmsg: 'the data belongs to another user' });
      }
      const profile = opened ?? raw;
      const { user, created } = accountByCode(services, caller, session, profile as Record<string, unknown> | undefined);
      if (profile !== undefined) adoptProfile(user, profile);
      return signIn(services, caller, user, created);
    }),
  );

  router.post(
    '/connections/social/wechat-miniprogram/auth-by-phone',
    endpoint(services, async (call) => {
      const { session, phone } = await phoneOf(services, call);
      const number = phoneNumber(phone.purePhoneNumber, phone.countryCode);
      const { user, created } = accountByPhone(services, call.caller, session, number);
      return signIn(services, call.caller, user, created);
    }),
  );

  router.post(
    '/connections/social/wechat-miniprogram/getphone',
    endpoint(services, async (call) => {
      const { session, phone } = await phoneOf(services, call);
      const { countryCode, phoneNumber: full, purePhoneNumber } = phone;
      return { countryCode, phoneNumber: full, purePhoneNumber, openid: session.openid, unionid: session.unionid ?? null };
    }),
  );
};

/** Exchanges the code and opens the number that came with it. */
async function phoneOf(services: Services, { caller, body }: Call): Promise<{ session: WeChatSession; phone: WeChatPhone }> {
  wechatOf(caller.app);
  const code = body.required('code');
  const pair = encryptedPair(body);
  if (pair === undefined) throw new ApiError(2231, { about: 'iv, encryptedData' });
  const session = await exchange(services, caller, code);
  const phone = open<WeChatPhone>(caller, session, pair);
  if (typeof phone.purePhoneNumber !== 'string') throw new WeChatFailureError({ kind: 'data', errmsg: 'the data holds no phone number' });
  return { session, phone };
}
