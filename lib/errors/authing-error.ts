import type { AuthingErrorReason } from './reasons';
import { reasons } from './reasons';
import { say } from './say';

/**
 * Where it failed. A page rarely needs it; a bug report does.
 * `configure`: reading appId and host · `tap`: what WeChat's button answered · `login_code`: wx.login ·
 * `request`: a call to Authing · `choose`/`upload`: the avatar · `session`: keeping the sign-in · `logout`.
 */
export type AuthingErrorStage = 'configure' | 'tap' | 'login_code' | 'request' | 'choose' | 'upload' | 'session' | 'logout';

/** Everything about an error that its reason does not already say. */
export interface AuthingErrorInit {
  stage: AuthingErrorStage;
  /** Authing's number, where Authing answered. */
  code?: number;
  /** Authing's words, or more exact ones than the reason's own. */
  message?: string;
  retryable?: boolean;
  data?: unknown;
  cause?: unknown;
}

/**
 * What every promise of this library rejects with, and what `error` events are made of.
 *
 * - `code`: Authing's number (2004: no such user); for errors born on the phone a number of ours from 9001 on
 * - `reason`: a stable word to switch on
 * - `message`: says what to do, in the language of the phone (or of the `lang` option)
 * - `stage`: where it happened
 * - `retryable`: the same tap, done again, can succeed
 * - `data`: what Authing sent along; with reason `http` `{ status }`
 * - `cause`: the error underneath, if there was one
 *
 * No message holds a token, a code, a phone number or encrypted data.
 * `instanceof AuthingError` is true for the errors of any copy of this package that runs in the same app.
 */
export class AuthingError extends Error {
  override readonly name = 'AuthingError';
  readonly code: number;
  readonly reason: AuthingErrorReason;
  readonly stage: AuthingErrorStage;
  readonly retryable: boolean;
  readonly data: unknown;
  override readonly cause: unknown;

  constructor(reason: AuthingErrorReason, init: AuthingErrorInit) {
    // Errors are rare: what they say is evaluated when the first one is made.
    const [code, zh, en, retryable] = reasons[reason];
    super(init.message || say(zh, en));
    // ES5 output: Error's constructor returns a plain Error, which would lose this class.
    Object.setPrototypeOf(this, new.target.prototype);
    this.code = init.code === undefined ? code : init.code;
    this.reason = reason;
    this.stage = init.stage;
    this.retryable = init.retryable === undefined ? !!retryable : init.retryable;
    this.data = init.data === undefined ? null : init.data;
    this.cause = init.cause;
  }
}

/** Independent subpackages and frameworks' bundles have classes of their own: what makes an AuthingError is what it says. */
Object.defineProperty(AuthingError, Symbol.hasInstance, {
  // Subclasses inherit this, but not everything is one of them.
  value(this: unknown, error: Partial<AuthingError> | null | undefined): boolean {
    return this === AuthingError
      ? !!error && error.name === 'AuthingError' && typeof error.reason === 'string'
      : Object[Symbol.hasInstance].call(this as () => void, error);
  },
});

/** Makes sure that what leaves the library is an AuthingError: a foreign error becomes the cause of one. */
export function toAuthingError(error: unknown, reason: AuthingErrorReason, init: AuthingErrorInit): AuthingError {
  return error instanceof AuthingError ? error : new AuthingError(reason, { ...init, cause: error });
}
