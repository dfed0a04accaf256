/**
 * The server's only link to WeChat: what its back end calls `code2Session`. Injected, so that the server works with any model of
 * WeChat, and with none.
 */
export interface WeChatSession {
  openid: string;
  /** Only for mini programs bound to a WeChat Open Platform account. */
  unionid?: string;
  /** base64 of 16 bytes. */
  session_key: string;
}

/**
 * What WeChat answers to a request it refuses: 40029 invalid code, 40163 code been used, 45011 rate limit, 40226 blocked, -1 busy, and for
 * a mini program that is set up wrongly 40013 invalid appid, 40125 invalid appsecret.
 */
export interface WeChatRefusal {
  errcode: number;
  errmsg: string;
}

/** Resolves for every answer of WeChat; rejects only when WeChat cannot be reached. */
export type ExchangeCode = (code: string) => Promise<WeChatSession | WeChatRefusal>;

/** The number behind a dynamic phone token (the new-style `code` of a phone button). */
export interface WeChatPhone {
  phoneNumber: string;
  purePhoneNumber: string;
  countryCode: string;
}

/** As {@link ExchangeCode}, for a dynamic phone token (`getuserphonenumber`); with `openid`, only if it is that user's. */
export type ExchangePhoneCode = (phoneCode: string, openid?: string) => Promise<WeChatPhone | WeChatRefusal>;

/** Tells a refusal from an answer. WeChat's success answers may carry `errcode: 0`. */
export function isRefusal<T extends object>(answer: T | WeChatRefusal): answer is WeChatRefusal {
  return 'errcode' in answer && answer.errcode !== 0;
}
