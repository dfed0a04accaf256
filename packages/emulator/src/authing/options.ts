import type { ExchangeCode, ExchangePhoneCode } from './wechat-connection/exchange-code';
import type { WeChatFailureEnvelope } from './wechat-connection/failure';
import type { ServerKeys } from './crypto/keys';

/** `RS256`: signed with the server's key. `HS256`: with the application's secret. */
export type TokenAlgorithm = 'RS256' | 'HS256';

/** One application of a user pool, as set up in Authing's console. */
export interface AppOptions {
  /** What clients send as `x-authing-app-id`. */
  appId: string;
  /** Shown in lists of applications. Default: the appId. */
  name?: string;
  /** Applications with the same user pool share their users. Default: a pool of the application's own. */
  userPoolId?: string;
  /** Secret of the application: of the OIDC client, without which only public clients (PKCE) are possible, and for HS256. */
  secret?: string;
  /**
   * What sign-in tokens and id_tokens are signed with: the server's key (`RS256`, the default) or the application's `secret` (`HS256`,
   * what Authing's sign-ins by password or code use). Access tokens are RS256 with either.
   */
  tokenAlgorithm?: TokenAlgorithm;
  /** How the OIDC client must authenticate. Default: by post or basic when there is a secret, else `none`. */
  tokenEndpointAuthMethod?: 'client_secret_post' | 'client_secret_basic' | 'none';
  /** Redirect URIs that the OIDC authorization endpoint accepts, compared exactly. Default: none. */
  redirectUris?: string[];
  /** Service URLs that CAS tickets may be issued for, compared exactly. Default: none. */
  casServices?: string[];
  /** The "sign in inside a mini program" connection. Without it the WeChat endpoints answer 404. */
  wechat?: {
    /** The mini program's own appid (`wx…`): the watermark of decrypted data must name it. */
    appId: string;
    /**
     * The unique identifier of this identity source, which v3 requests (phone tokens) must name as `extIdpConnidentifier`: another one is
     * answered with 404. A function takes whatever it says true to. Default: `wechat`.
     */
    extIdpConnIdentifier?: string | ((named: string) => boolean);
    /**
     * Asks a WeChat user whom no account belongs to which account to bind, in place of making one: 1640 (`existing`: only an existing
     * account will do) or 1641 (`existing-or-new`). The error's `data.methods` names the ways to show that an account is one's own.
     * Default: accounts are made without asking.
     */
    askForBinding?: 'existing' | 'existing-or-new';
  };
  /** Answers every registration with 2031. Default: false. */
  registrationDisabled?: boolean;
  /** Lifetime of the tokens of this application, in seconds. Default: 1209600 (14 days, Authing's default). */
  tokenLifetime?: number;
  /** Machine clients for the client_credentials grant. Default: none. */
  programmaticAccess?: { accessKey: string; accessSecret: string; scopes: string[] }[];
}

/** A directory (LDAP or Active Directory) that the user pool is connected to. */
export interface DirectoryEntry {
  username: string;
  password: string;
  /** Copied to the account at its first sign-in. */
  profile?: { nickname?: string; email?: string };
}

/** Options of {@link createAuthingServer}. */
export interface AuthingServerOptions {
  apps: AppOptions[];
  /** Asks WeChat's back end what a `wx.login` code is worth. Without it every code is invalid (40029). */
  exchangeCode?: ExchangeCode;
  /** Asks WeChat's back end for the number behind a dynamic phone token (v3 only). Without it every token is invalid (40029). */
  exchangePhoneCode?: ExchangePhoneCode;
  /**
   * The envelope of a code or of data that WeChat or the decryption refused. Authing documents none, so clients must not depend on
   * one. Default: {@link WECHAT_FAILURES}.plain.
   */
  wechatFailure?: WeChatFailureEnvelope;
  /**
   * How errors of REST v2 and GraphQL are worded. `code` (default): `{ code: 2011, message, data }`, as the SDK reads it. `apiCode`: the
   * form that Authing's error-code reference shows today, `{ uniqueId, statusCode: 499, message, apiCode: "2011", data }`, whose number is
   * a text; in GraphQL the same object is the message of the error. v3 keeps its own form, whose apiCode is a number.
   */
  errorEnvelope?: 'code' | 'apiCode';
  /**
   * HTTP status of a numbered error of REST v2 in the `apiCode` form. The reference shows 499 inside the body only, and Authing's SDK
   * can read no number from anything but HTTP 200, so that is the default; 499 is what a gateway makes of it that takes the body's word.
   * GraphQL answers 200 with either.
   */
  errorStatus?: 200 | 499;
  /**
   * `true` (default) opens a port on 127.0.0.1. `false` opens none: only the in-process `fetch` answers, and everything up to the
   * answer runs in microtasks, so that it finishes inside virtual time.
   */
  listen?: boolean;
  /** TCP port; 0 (default) takes a free one. */
  port?: number;
  /** Base URL when `listen` is false. Default: `http://127.0.0.1`. */
  url?: string;
  /** Keeps users, keys and sessions in this JSON file; read at the start, written after each request that changed something. */
  file?: string;
  /** Keys in place of fresh ones, or what gives them when they are first needed: whoever starts many servers saves making them. */
  keys?: ServerKeys | (() => ServerKeys);
  /** Verification codes by SMS and email. */
  codes?: {
    /** Lifetime in ms. Default: 300000 (5 minutes). */
    lifetime?: number;
    /** A second code for the same recipient and channel within so many ms is refused with 2100. Default: 60000. */
    interval?: number;
    /** Digits of a code. Default: 6. */
    digits?: number;
    /** Wrong guesses after which a code is dead. Default: 5. */
    attempts?: number;
  };
  upload?: {
    /** Largest accepted file in bytes; larger ones are answered with HTTP 413. Default: 5 MiB. */
    maxBytes?: number;
    /** Whether files are taken without a token, as Authing takes them from its SDK. With false: 2020. Default: true. */
    anonymous?: boolean;
  };
  /**
   * What `user.token` is in the answers to profile queries and updates: the token the caller came with (`current`, the default),
   * or `null` (`none`), as Authing answers for some sign-ins. No login is affected.
   */
  profileToken?: 'current' | 'none';
  /**
   * The number of a sign-in with a wrong password: Authing documents 2006 (default), and in its newest list also 2333, which leaves open
   * whether the name or the password was wrong.
   */
  wrongPassword?: 2006 | 2333;
  /**
   * How v3 answers a phone number, of which clients meet all three: as `data.phone_info` (`nested`, the default), as `data` itself
   * (`flat`), or as `data` with a `phoneNumber` that starts with the country code, `+86…`, as Authing's reference shows it
   * (`flat-international`). In the first two `phoneNumber` is WeChat's.
   */
  phoneInfo?: 'nested' | 'flat' | 'flat-international';
  /**
   * What the tokens' lifetime in seconds is called in the answers of v3's sign-ins; Authing's references have both names. Default:
   * `expires_in`. The OIDC token endpoint always says `expires_in`.
   */
  lifetimeField?: 'expires_in' | 'expire_in' | 'both';
  /**
   * Whether v2 takes the id_token of a standard sign-in where it expects a sign-in token. Default `accepted`: Authing's own web component
   * (Guard) sends one to `/api/v2/users/me`. It is documented nowhere, so a client should also cope with `refused` (2207).
   */
  idTokens?: 'accepted' | 'refused';
  /** scrypt's cost parameter N for stored passwords. Default: 4096 (about 6 ms); raise it outside of tests. */
  passwordCost?: number;
  /** LDAP entries for `loginByLdap`. Default: none. */
  ldap?: DirectoryEntry[];
  /** Active Directory entries for `loginByAd`. Default: none. */
  ad?: DirectoryEntry[];
}

const serverOptions: Record<keyof AuthingServerOptions, true> = {
  apps: true,
  exchangeCode: true,
  exchangePhoneCode: true,
  wechatFailure: true,
  errorEnvelope: true,
  errorStatus: true,
  listen: true,
  port: true,
  url: true,
  file: true,
  keys: true,
  codes: true,
  upload: true,
  profileToken: true,
  wrongPassword: true,
  phoneInfo: true,
  lifetimeField: true,
  idTokens: true,
  passwordCost: true,
  ldap: true,
  ad: true,
};

export const serverOptionNames: readonly string[] = Object.keys(serverOptions);
