import { AuthingError } from '../errors/authing-error';
import { wxLogin } from '../wx/login';

/** WeChat's codes live 5 minutes; one older than this (ms) is not sent, so that it never expires on its way. */
const sendWithin = 270_000;
/** A finger on the button renews a code older than this (ms), so that reading WeChat's sheet cannot make it too old. */
const renewAfter = 180_000;
/** A wx.login without an answer is given up after this (ms). */
const loginTimeout = 10_000;
/** WeChat allows 4 wx.login calls a second for a user. */
const callsPerSecond = 4;

interface PreparedCode {
  code: string;
  /** When wx.login was called: the code was issued a moment later, so its age is never underrated. */
  at: number;
}

/**
 * The app's one login code. It is fetched before it is needed, handed out once, and never fetched while it is held:
 * a wx.login may renew the session key, and data encrypted with the old key could then not be decrypted.
 */
export class LoginCode {
  private ready: PreparedCode | null = null;
  private pending: Promise<void> | null = null;
  private failure: unknown;
  private starts: number[] = [];

  /** Fetches a code unless a good one is there or on its way. A failure is kept and told by whoever needs the code. */
  prepare(olderThan = sendWithin): void {
    if (this.pending || (this.ready && ageOf(this.ready) < olderThan)) return;
    this.fetch();
  }

  /** A finger went down: whatever WeChat encrypts after this, the code must be old enough to fit and young enough to be sent. */
  renew(): void {
    this.prepare(renewAfter);
  }

  /**
   * The code for data that has already arrived: the one that is there, or was on its way. Never starts a wx.login.
   * @throws AuthingError reason `login_code`: there is none, or it is too old
   */
  take(): Promise<string> {
    return (this.pending || Promise.resolve()).then(() => {
      const { ready } = this;
      this.ready = null;
      if (!ready || ageOf(ready) >= sendWithin) {
        throw new AuthingError('login_code', { stage: 'login_code', cause: this.failure });
      }
      return ready.code;
    });
  }

  /** The code for a sign-in that sends no data with it, which may fetch one. @throws AuthingError reason `login_code` */
  takeOrFetch(): Promise<string> {
    this.prepare();
    return this.take();
  }

  /** Forgets a code that was not accepted, or must not be used. */
  drop(): void {
    this.ready = null;
  }

  private fetch(): void {
    const at = Date.now();
    this.ready = null;
    this.starts = this.starts.filter((start) => Math.abs(at - start) < 1000);
    if (this.starts.length >= callsPerSecond) {
      this.failure = new Error(`wx.login: more than ${callsPerSecond} calls in a second`);
      return;
    }
    this.starts.push(at);
    this.failure = undefined;
    this.pending = wxLogin(loginTimeout).then(
      (code) => {
        this.ready = { code, at };
        this.pending = null;
      },
      (error: unknown) => {
        this.failure = error;
        this.pending = null;
      },
    );
  }
}

/** ms; a clock that was set back makes a code infinitely old, since its true age is then unknown. */
function ageOf({ at }: PreparedCode): number {
  const age = Date.now() - at;
  return age < 0 ? Infinity : age;
}
