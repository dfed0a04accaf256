import { createCipheriv, randomBytes } from 'node:crypto';
import type { AuthingServer, AuthingServerOptions, ExchangeCode } from '../../src/authing';
import { MINI_PROGRAM, startedServers } from './started-server';

/** The endpoints of the WeChat connection that exchange a code. */
export const AUTH = '/connections/social/wechat-miniprogram/auth';
export const BY_PHONE = '/connections/social/wechat-miniprogram/auth-by-phone';
export const GET_PHONE = '/connections/social/wechat-miniprogram/getphone';

/** A WeChat user with the session key that is valid for them. */
export interface WeChatUser {
  openid: string;
  unionid?: string;
  session_key: string;
}

/** Just enough of WeChat's back end to test the server by itself: single-use codes, and data encrypted under a user's key. */
export function weChatBackEnd() {
  const codes = new Map<string, WeChatUser | 'used'>();
  const exchangeCode: ExchangeCode = async (code) => {
    const user = codes.get(code);
    if (user === undefined) return { errcode: 40029, errmsg: 'invalid code, rid: 0000-0000' };
    if (user === 'used') return { errcode: 40163, errmsg: 'code been used, rid: 0000-0000' };
    codes.set(code, 'used');
    return { ...user };
  };
  return {
    exchangeCode,
    /** A new WeChat user. */
    user: (openid: string, unionid?: string): WeChatUser => ({
      openid,
      ...(unionid === undefined ? {} : { unionid }),
      session_key: randomBytes(16).toString('base64'),
    }),
    /** `wx.login`: a code, and the user's present key behind it. */
    login: (user: WeChatUser): string => {
      const code = randomBytes(8).toString('hex');
      codes.set(code, { ...user });
      return code;
    },
    /** What happens when `wx.login` runs again: the old key opens nothing any more. */
    rotate: (user: WeChatUser): void => {
      user.session_key = randomBytes(16).toString('base64');
    },
    encrypt: (user: WeChatUser, content: object, appid = MINI_PROGRAM): { iv: string; encryptedData: string } => {
      const iv = randomBytes(16);
      const cipher = createCipheriv('aes-128-cbc', Buffer.from(user.session_key, 'base64'), iv);
      const plain = JSON.stringify({ ...content, watermark: { appid, timestamp: Math.floor(Date.now() / 1000) } });
      return { iv: iv.toString('base64'), encryptedData: Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64') };
    },
  };
}

/** Starts servers that ask a WeChat back end of their own what a code is worth; see {@link startedServers}. */
export function startedWithWeChat() {
  const start = startedServers();
  return async (
    options: Partial<AuthingServerOptions> = {},
  ): Promise<{ wechat: ReturnType<typeof weChatBackEnd>; server: AuthingServer }> => {
    const wechat = weChatBackEnd();
    return { wechat, server: await start({ exchangeCode: wechat.exchangeCode, ...options }) };
  };
}

/** The number a phone button yields. Numbers starting with 100 are not in use. */
export const phoneData = (number: string, countryCode = '86') => ({
  phoneNumber: countryCode === '86' ? number : `+${countryCode}${number}`,
  purePhoneNumber: number,
  countryCode,
});
