/**
 * What a device asks of WeChat's back end. The only link between the modelled device and the modelled cloud: everything is plain JSON,
 * so the device can run in a browser and reach the cloud over HTTP (see `httpGateway` and `serveGateway`).
 */

/** An answer of the cloud. `errMsg` has no API name in front: the device adds it, as WeChat does. */
export type GatewayReply<T> = ({ ok: true } & T) | GatewayFailure;

export interface GatewayFailure {
  ok: false;
  /** Begins with `fail`. */
  errMsg: string;
  errno?: number;
}

/** Public profile fields as `userInfo` carries them. */
export interface UserInfo {
  nickName: string;
  /** 0 unknown, 1 male, 2 female. */
  gender: 0 | 1 | 2;
  language: string;
  city: string;
  province: string;
  country: string;
  avatarUrl: string;
  /** Present on the anonymous profile that WeChat has handed out since 2021-04-28. */
  is_demote?: true;
}

/** What `getUserInfo` and `getUserProfile` answer. The last three are present only with credentials. */
export interface UserInfoPayload {
  userInfo: UserInfo;
  /** The exact string that was signed. */
  rawData: string;
  /** `sha1(rawData + session_key)`, hex. */
  signature?: string;
  encryptedData?: string;
  /** base64, 16 bytes. */
  iv?: string;
  cloudID?: string;
}

/** What a phone-number button answers. Realtime gives `code` only; base libraries below 2.21.2 have no `code`. */
export interface PhoneNumberPayload extends SealedPhoneNumber {
  code?: string;
}

/** A phone number encrypted with the session key that is valid when the cloud is asked; all three or none. */
export interface SealedPhoneNumber {
  encryptedData?: string;
  iv?: string;
  cloudID?: string;
}

export interface PhoneNumberCall {
  openid: string;
  realtime: boolean;
  withCode: boolean;
  /** Whether the encrypted number is wanted; false when the sheet brought it. Default: unless realtime. */
  sealed?: boolean;
}

export interface CloudGateway {
  /** `wx.login`: a code, valid 5 minutes, single use. May rotate the session key. */
  login(call: { openid: string }): Promise<GatewayReply<{ code: string }>>;
  /** `wx.checkSession`: is the key that belonged to the user's last code still the valid one? */
  checkSession(call: { openid: string }): Promise<GatewayReply<object>>;
  /** `wx.getSetting`: which scopes were decided (true: granted, false: refused). */
  getSetting(call: { openid: string }): Promise<GatewayReply<{ authSetting: Record<string, boolean> }>>;
  getUserInfo(call: UserInfoCall): Promise<GatewayReply<UserInfoPayload>>;
  /** A phone-number button after the person accepted. Every success is charged. */
  getPhoneNumber(call: PhoneNumberCall): Promise<GatewayReply<PhoneNumberPayload>>;
  /**
   * What the sheet shows before the person accepts, e.g. `100****0001`, or why no sheet opens (no quota, no number bound). With `sealed`
   * the encrypted number comes along.
   */
  openPhoneNumberSheet(call: { openid: string; sealed?: boolean }): Promise<GatewayReply<{ masked: string } & SealedPhoneNumber>>;
}

export interface UserInfoCall {
  openid: string;
  /** Who asks: `profile` payloads carry neither openId nor unionId; rate limits count `getUserInfo` only. */
  api: 'getUserInfo' | 'getUserProfile';
  withCredentials: boolean;
  /** `en`, `zh_CN` or `zh_TW`: the language of country and province. */
  lang: string;
}

/** Names of the gateway's methods, for whoever forwards calls. */
export const gatewayMethods = [
  'login',
  'checkSession',
  'getSetting',
  'getUserInfo',
  'getPhoneNumber',
  'openPhoneNumberSheet',
] as const satisfies readonly (keyof CloudGateway)[];
