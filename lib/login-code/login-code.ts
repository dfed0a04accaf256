import { AuthingError } from '../errors/authing-error';
import { wxLogin } from '../wx/login';
import { countDown } from './count-down';

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
 *
 * Its age is told by two clocks. A timer is not fooled when the phone's clock is set back; the phone's clock goes on while
 * WeChat has frozen the app and its timers. The older age counts.
 */
export class LoginCode {
  private ready: PreparedCode | null = null;
  private pending: Promise<void> | null = null;
  private failure: unknown;
  private wanted = true;
  private stopExpiry: () => void = () => undefined;
  /** Calls in the last second. */
  private recentCalls = 0;

  /** Fetches a code unless a good one is there or on its way. A failure is kept and told by whoever needs the code. */
  prepare(olderThan = sendWithin): void {
    this.wanted = true;
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
      this.drop();
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

  /** Forgets a code that was used or not accepted. */
  drop(): void {
    this.ready = null;
    this.stopExpiry();
  }

  /** Nobody needs codes any more: nothing is kept, not even a timer. */
  rest(): void {
    this.wanted = false;
    this.drop();
  }

  private fetch(): void {
    this.drop();
    if (this.recentCalls >= callsPerSecond) {
      this.failure = new Error(`wx.login: more than ${callsPerSecond} calls in a second`);
      return;
    }
    this.recentCalls++;
    countDown(1000, () => this.recentCalls--);
    this.failure = undefined;
    const at = Date.now();
    const stopExpiry = countDown(sendWithin, () => this.drop());
    const settled = (code: string | undefined, failure: unknown): void => {
      this.pending = null;
      this.failure = failure;
      if (code && this.wanted) {
        this.ready = { code, at };
        this.stopExpiry = stopExpiry;
      } else {
        stopExpiry();
      }
    };
    this.pending = wxLogin(loginTimeout).then((code) => settled(code, undefined), (error: unknown) => settled(undefined, error));
  }
}

/** ms by the phone's clock; one that was set back further than the code is old makes the age unknown, which is too old. */
function ageOf({ at }: PreparedCode): number {
  const age = Date.now() - at;
  return age < 0 ? Infinity : age;
}
