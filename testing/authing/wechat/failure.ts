/**
 * How the server tells a client that WeChat refused a login code, or that data did not decrypt with the key the code yielded.
 *
 * Authing documents no number for either, so there is none to rely on. This file is the one place that decides; pass another
 * envelope as `wechatFailure` to prove that a client does not depend on the choice.
 */

/** What went wrong between the server and WeChat. */
export interface WeChatFailure {
  /**
   * `code`: the login code or phone token was refused. `data`: iv/encryptedData did not decrypt. `watermark`: they belong to another
   * app.
   */
  kind: 'code' | 'data' | 'watermark';
  /** WeChat's number, for `code`: 40029, 40163, 40226, 45011, -1. Undefined otherwise. */
  errcode?: number;
  /** WeChat's words, or what the decryption said. */
  errmsg: string;
}

/** An error envelope, with the HTTP status it travels under. */
export interface WeChatFailureAnswer {
  status: number;
  code: number;
  message: string;
  data: unknown;
}

/** Builds the answer to a failure. */
export type WeChatFailureEnvelope = (failure: WeChatFailure) => WeChatFailureAnswer;

const english = (failure: WeChatFailure): string => failure.errcode === undefined
  ? `decrypt encryptedData failed: ${failure.errmsg}`
  : `code2Session failed: ${failure.errcode} ${failure.errmsg}`;

const chinese = (failure: WeChatFailure): string => failure.errcode === undefined
  ? `解密 encryptedData 失败，session_key 不匹配：${failure.errmsg}`
  : `小程序 code 换取 session_key 失败，errcode：${failure.errcode}，errmsg：${failure.errmsg}`;

/** Plausible envelopes, all different. `plain` is the default. */
export const WECHAT_FAILURES = {
  /** HTTP 200, code 500, an English message that holds WeChat's number and words, `data: null`. */
  plain: (failure) => ({ status: 200, code: 500, message: english(failure), data: null }),
  /** The same in Chinese. */
  chinese: (failure) => ({ status: 200, code: 500, message: chinese(failure), data: null }),
  /** HTTP 200, code 400. */
  badRequest: (failure) => ({ status: 200, code: 400, message: english(failure), data: null }),
  /** WeChat's number is the envelope's code (-41003, WeChat's own number for undecryptable data, when it gave none). */
  passedThrough: (failure) => ({ status: 200, code: failure.errcode ?? -41003, message: failure.errmsg, data: null }),
  /** The message is WeChat's answer as JSON, as servers that forward it do. */
  forwardedJson: (failure) => ({
    status: 200,
    code: 500,
    message: JSON.stringify({ errcode: failure.errcode ?? -41003, errmsg: failure.errmsg }),
    data: null,
  }),
  /** The number is only in `data`. */
  inData: (failure) => ({
    status: 200,
    code: 500,
    message: 'wechat miniprogram login failed',
    data: { errcode: failure.errcode ?? -41003, errmsg: failure.errmsg },
  }),
  /** The same as `plain` under HTTP 400. */
  http400: (failure) => ({ status: 400, code: 400, message: english(failure), data: null }),
  /** Nothing but a number that says the server failed: what a client can do least with. */
  mute: () => ({ status: 200, code: 500, message: 'Internal server error', data: null }),
} as const satisfies Record<string, WeChatFailureEnvelope>;

/** Thrown by whatever talks to WeChat; the REST layer turns it into the configured envelope. */
export class WeChatFailureError extends Error {
  constructor(readonly failure: WeChatFailure) {
    super(english(failure));
    this.name = 'WeChatFailureError';
  }
}
