/**
 * How the server tells a client that WeChat refused a login code, that data did not decrypt with the key the code yielded, or that the
 * exchange itself failed.
 *
 * Authing documents no number for any of it, so there is none to rely on. This file is the one place that decides; pass another
 * envelope as `wechatFailure` to prove that a client does not depend on the choice.
 */

/** What went wrong between the server and WeChat. */
export interface WeChatFailure {
  /**
   * `code`: the login code or phone token was refused. `data`: iv/encryptedData did not decrypt. `watermark`: they belong to another
   * app. `setup`: the mini program's id or secret is wrong in Authing's console. `gateway`: WeChat did not answer.
   */
  kind: 'code' | 'data' | 'watermark' | 'setup' | 'gateway';
  /** WeChat's number, for `code`: 40029, 40163, 40226, 45011, -1; for `setup`: 40013, 40125. Undefined otherwise. */
  errcode?: number;
  /** WeChat's words, what the decryption said, or what the server's HTTP client said. */
  errmsg: string;
}

/** WeChat's numbers for a mini program that is set up wrongly: appid, secret. */
const setupCodes: readonly number[] = [40013, 40125];

/** What a refusal by WeChat means. */
export const refusedBy = ({ errcode, errmsg }: { errcode: number; errmsg: string }): WeChatFailure => ({
  kind: setupCodes.includes(errcode) ? 'setup' : 'code',
  errcode,
  errmsg,
});

/** An error envelope, with the HTTP status it travels under. */
export interface WeChatFailureAnswer {
  status: number;
  code: number;
  message: string;
  data: unknown;
}

/** Builds the answer to a failure. */
export type WeChatFailureEnvelope = (failure: WeChatFailure) => WeChatFailureAnswer;

/** What a wrong set-up or a silent WeChat says is passed on as it is; the rest is named for what it is. */
const english = (failure: WeChatFailure): string => {
  if (failure.kind === 'setup' || failure.kind === 'gateway') return failure.errmsg;
  return failure.errcode === undefined
    ? `decrypt encryptedData failed: ${failure.errmsg}`
    : `code2Session failed: ${failure.errcode} ${failure.errmsg}`;
};

const chinese = (failure: WeChatFailure): string => {
  if (failure.kind === 'setup' || failure.kind === 'gateway') return translated(failure);
  return failure.errcode === undefined
    ? `解密 encryptedData 失败，session_key 不匹配：${failure.errmsg}`
    : `小程序 code 换取 session_key 失败，errcode：${failure.errcode}，errmsg：${failure.errmsg}`;
};

const chineseWords: Readonly<Record<number, string>> = {
  [-1]: '微信系统繁忙',
  40013: '不合法的 AppID',
  40029: 'code 无效',
  40125: '不合法的 AppSecret',
  40163: 'code 已被使用',
  40226: '该用户存在风险，已拦截登录',
  45011: '调用过于频繁',
};

function translated({ kind, errcode, errmsg }: WeChatFailure): string {
  if (errcode !== undefined) return chineseWords[errcode] ?? errmsg;
  const status = /status code (\d+)/.exec(errmsg)?.[1];
  return kind === 'gateway' ? `请求微信服务器失败${status === undefined ? '' : `，状态码：${status}`}` : '用户数据解密失败';
}

/** WeChat's number; -41003, its own for undecryptable data, where the decryption failed; 500 where WeChat said nothing. */
const numberOf = ({ kind, errcode }: WeChatFailure): number => errcode ?? (kind === 'gateway' ? 500 : -41003);

/** WeChat's answer, for servers that forward it; undefined when there was none. */
const answerOf = (failure: WeChatFailure): { errcode: number; errmsg: string } | undefined =>
  failure.kind === 'gateway' ? undefined : { errcode: numberOf(failure), errmsg: failure.errmsg };

const internal = (message: string, data: unknown = null): WeChatFailureAnswer => ({ status: 200, code: 500, message, data });

/** Plausible envelopes, all different. `plain` is the default. */
export const wechatFailures = {
  /** HTTP 200, code 500, an English message that holds WeChat's number and words, `data: null`. */
  plain: (failure) => internal(english(failure)),
  /** The same in Chinese. */
  chinese: (failure) => internal(chinese(failure)),
  /** HTTP 200, code 500, and nothing but WeChat's words, without its number. */
  words: (failure) => internal(failure.errmsg),
  /** The same in Chinese. */
  chineseWords: (failure) => internal(translated(failure)),
  /** HTTP 200, code 400. */
  badRequest: (failure) => ({ ...internal(english(failure)), code: 400 }),
  /** WeChat's number is the envelope's code (-41003, WeChat's own number for undecryptable data, when it gave none). */
  passedThrough: (failure) => ({ ...internal(failure.errmsg), code: numberOf(failure) }),
  /** The message is WeChat's answer as JSON, as servers that forward it do. */
  forwardedJson: (failure) => {
    const answer = answerOf(failure);
    return internal(answer === undefined ? failure.errmsg : JSON.stringify(answer));
  },
  /** The number is only in `data`. */
  inData: (failure) => internal('wechat miniprogram login failed', answerOf(failure) ?? { errmsg: failure.errmsg }),
  /** The same as `plain` under HTTP 400. */
  http400: (failure) => ({ status: 400, code: 400, message: english(failure), data: null }),
  /** Nothing but a number that says the server failed: what a client can do least with. */
  mute: () => internal('Internal server error'),
} as const satisfies Record<string, WeChatFailureEnvelope>;

/**
 * Failures of the exchange that are not the code's, in the words that Authing passes on. Inject them with `server.faults.exchange`; the
 * envelope the server is set up for words them, in Chinese with `chinese` and `chineseWords`.
 */
export const exchangeFailures = {
  /** WeChat's gateway is down. Trying again later helps, with another code. */
  badGateway: { kind: 'gateway', errmsg: 'Request failed with status code 502' },
  /** WeChat does not answer. */
  gatewayTimeout: { kind: 'gateway', errmsg: 'Request failed with status code 504' },
  /** The secret in Authing's console is wrong. Nothing the user does helps. */
  invalidAppSecret: { kind: 'setup', errcode: 40125, errmsg: 'invalid appsecret' },
  /** The appid in Authing's console is wrong. Nothing the user does helps. */
  invalidAppId: { kind: 'setup', errcode: 40013, errmsg: 'invalid appid, code2Session' },
} as const satisfies Record<string, WeChatFailure>;

/** Thrown by whatever talks to WeChat; the REST layer turns it into the configured envelope. */
export class WeChatFailureError extends Error {
  constructor(readonly failure: WeChatFailure) {
    super(english(failure));
    this.name = 'WeChatFailureError';
  }
}
