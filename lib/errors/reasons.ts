/**
 * Why something failed, in words that never change: switch on these, not on `message`.
 * What each means for the user, and what a page should do, is in docs/errors.md.
 */
export type AuthingErrorReason =
  /** No `appId`, or a `host` that cannot be used. */
  | 'not_configured'
  /** The request never reached Authing, or its answer never came back. */
  | 'network'
  /** No answer within `timeout`. */
  | 'timeout'
  /** An HTTP status that is not 2xx, without an Authing answer in it (a proxy's 502 page, say). `data.status` has the status. */
  | 'http'
  /** Authing answered no (`code` is its number), or answered something that is no answer. */
  | 'server'
  /** WeChat gave no login code, or the one at hand was too old to be sent. */
  | 'login_code'
  /** The login code, or the session key behind it, was not accepted for this data. */
  | 'session_key'
  /** Nobody is signed in, or the sign-in is no longer valid. */
  | 'unauthenticated'
  /** The app has no phone-number quota left (bought in WeChat's console). */
  | 'quota'
  /** The app's privacy agreement in WeChat's console does not declare this use. */
  | 'privacy'
  /** WeChat does not allow this app or this user to do it. */
  | 'denied'
  /** WeChat reported success but handed over no data. */
  | 'no_data'
  /** The picture cannot be read, is too large, or was refused. */
  | 'file'
  /** Another sign-in is running. */
  | 'busy'
  /** WeChat Storage could not be read or written. After a login that could not be kept, the user is signed in until the restart. */
  | 'storage'
  /** The user closed a chooser that a method call had opened. */
  | 'cancelled'
  /** A method was called with values it cannot work with. */
  | 'invalid_argument'
  /** Not possible in a mini program, or not in this base library. */
  | 'unsupported';

/** `code` of errors that are born on the phone. Authing's own numbers end well below 9000. */
export const phoneCodes: { readonly [reason in AuthingErrorReason]: number } = {
  not_configured: 9001,
  network: 9002,
  timeout: 9003,
  http: 9004,
  server: 9005,
  login_code: 9006,
  session_key: 9007,
  unauthenticated: 9008,
  quota: 9009,
  privacy: 9010,
  denied: 9011,
  no_data: 9012,
  file: 9013,
  busy: 9014,
  storage: 9015,
  cancelled: 9016,
  invalid_argument: 9017,
  unsupported: 9018,
};

/** Reasons after which the same tap, done again, can succeed without anybody changing anything first. */
export const retryableReasons: readonly AuthingErrorReason[] = [
  'network', 'timeout', 'login_code', 'session_key', 'no_data', 'busy', 'cancelled',
];
