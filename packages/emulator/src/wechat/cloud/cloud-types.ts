import type { CloudGateway } from '../gateway/gateway';
import type { Timeline } from '../timeline';
import type { CloudFaults } from './cloud-faults';

/** When a `wx.login` replaces the session key. WeChat says only that it may. */
export type RotationPolicy =
  /** On every call: the worst case, and the default. */
  | 'every-call'
  | 'never'
  /** On each call with this probability (0 to 1), drawn from the cloud's seeded randomness. */
  | { sometimes: number }
  /** When the key is at least this old (ms). */
  | { olderThan: number };

/**
 * What exchanging a code yields when the key was rotated after the code was issued. WeChat promises nothing here:
 * - `own`: the key that was current when the code was issued;
 * - `current`: the one valid key;
 * - `worst` (default): whichever of the two does not open the user's latest data, so that code is only ever right in the right order.
 */
export type SupersededCode = 'worst' | 'own' | 'current';

/** A WeChat user to create. Whatever is left out is made up; an explicit `null` means the user has none. */
export interface WeChatUserSeed {
  openid?: string;
  unionid?: string | null;
  phone?: { countryCode: string; purePhoneNumber: string } | null;
  profile?: Partial<UserProfile>;
}

/** A WeChat user's own profile. Since 2021-04-28 a mini program sees an anonymous one instead. */
export interface UserProfile {
  nickName: string;
  gender: 0 | 1 | 2;
  city: string;
  province: string;
  country: string;
  avatarUrl: string;
}

export interface WeChatUser {
  /** This user in this mini program. */
  readonly openid: string;
  /** This user in all apps of one open-platform account. */
  readonly unionid: string | undefined;
  phone: { countryCode: string; purePhoneNumber: string } | undefined;
  profile: UserProfile;
}

export interface WeChatCloudOptions {
  /** The mini program's appId; it is the watermark of everything encrypted. */
  appId?: string;
  /** Default: one user with a phone number. */
  users?: readonly WeChatUserSeed[];
  rotation?: RotationPolicy;
  supersededCode?: SupersededCode;
  /** Idle time (ms) after which a session key expires; every use extends it. Default 3 days. */
  keyLifetime?: number;
  /** Phone-number successes that are still paid for. Default: without end. */
  phoneQuota?: number;
  /** Calls of one rate-limited API that one user may make. Default 4 a second, no daily bound (it depends on page views). */
  rateLimit?: { perSecond?: number; perDay?: number };
  /** Whether `userInfo` is anonymous (default, as WeChat has it since 2021-04-28) or the user's own. */
  profiles?: 'anonymous' | 'own';
  /** Seeds codes, keys and ivs. Default: the number of clouds created so far, so that two clouds never share a code. */
  seed?: number;
  timeline?: Timeline;
}

const cloudOptions: Record<keyof WeChatCloudOptions, true> = {
  appId: true,
  users: true,
  rotation: true,
  supersededCode: true,
  keyLifetime: true,
  phoneQuota: true,
  rateLimit: true,
  profiles: true,
  seed: true,
  timeline: true,
};

export const cloudOptionNames: readonly string[] = Object.keys(cloudOptions);

export interface SessionKeyExchange {
  openid: string;
  unionid?: string;
  session_key: string;
}

export interface PhoneNumberExchange {
  /** With the country code in front for numbers outside mainland China. */
  phoneNumber: string;
  purePhoneNumber: string;
  countryCode: string;
}

/** A refusal of WeChat's server API: -1 busy, 40029 invalid code, 40163 code been used, 40226 blocked, 45011 rate limit. */
export interface CloudRefusal {
  errcode: number;
  errmsg: string;
}

/** What the developer's server does with a `wx.login` code (code2Session). Never rejects for a refused code. */
export type ExchangeCode = (code: string) => Promise<SessionKeyExchange | CloudRefusal>;
/**
 * What the developer's server does with a phone button's `code` (the dynamic phone token).
 * @param openid binds the token to its user: another's is refused with 40003, WeChat's number for an openid that does not fit (assumed)
 */
export type ExchangePhoneCode = (phoneCode: string, openid?: string) => Promise<PhoneNumberExchange | CloudRefusal>;

/** WeChat's back end: users, codes, session keys, encrypted data, quota, rate limits. */
export interface WeChatCloud {
  readonly appId: string;
  readonly users: readonly WeChatUser[];
  addUser(seed?: WeChatUserSeed): WeChatUser;
  /** What devices call. */
  readonly gateway: CloudGateway;
  /** What the developer's server calls (code2Session). */
  readonly exchangeCode: ExchangeCode;
  /** What the developer's server calls for a phone button's `code`. */
  readonly exchangePhoneCode: ExchangePhoneCode;
  readonly timeline: Timeline;
  readonly faults: CloudFaults;
  rotation: RotationPolicy;
  supersededCode: SupersededCode;
  /** Phone-number successes left; may be set. */
  phoneQuota: number;
  /** Phone-number successes charged so far, of both kinds. */
  readonly phoneCharges: number;
  /** The same by kind, and what they cost: 0.03 yuan a quick verification, 0.04 a realtime one, the first 1,000 of both nothing. */
  readonly charges: { readonly phone: number; readonly realtime: number; readonly yuan: number };
  /** WeChat's data prefetch ran for this user: the key is replaced without any `wx.login`. */
  prefetch(openid: string): void;
  /** The session key runs out now: `checkSession` fails and the next data is encrypted with a key that only a new login yields. */
  expireSession(openid: string): void;
  /** Makes a login code or phone code unusable, as if another request had exchanged it. */
  useUpCode(code: string): void;
  /** Decrypts with whichever key of any user ever fitted; `undefined` when none does. For panels and messages, not for servers. */
  reveal(encryptedData: string, iv: string): { plain: unknown; keyId: string; openid: string } | undefined;
}
