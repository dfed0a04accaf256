import { AuthingError } from '../errors/authing-error';
import { wxLogin } from '../wx/login';
import { onceOnline } from '../wx/connection';
import { countDown } from '../timers';
import { backOff } from './try-again';

/** WeChat's codes live 5 minutes; one older than this (ms) is not sent, so that it never expires on its way. */
const SEND_WITHIN = 270_000;
/**
 * A code older than this (ms) is renewed while nobody touches anything: what is at hand when a finger comes is young enough for
 * somebody who reads WeChat's sheet for nearly two minutes. It is also the least time between two wx.login on a page that stands still.
 */
const RENEW_AFTER = 151_000;
/** A wx.login without an answer is given up after this (ms): another one may still come in time. */
const ANSWER_WITHIN = 5_000;
/** Somebody who has tapped and waits does not wait longer than this (ms) between two wx.login. */
const LONGEST_WAIT = 2_000;
/**
 * WeChat allows 4 wx.login calls a second for a user, and 100 a minute (its errcode 45011). They may arrive closer together than they
 * were made, so four are spread over this (ms); the next one waits.
 */
const CALLS_IN_TURN = 4;
const TURN = 2_500;

/** The age is counted in steps of this (ms): as far as it goes when the phone's clock was set back before nobody looked. */
const TICK = 10_000;

const nothing = (): void => undefined;

interface PreparedCode {
  code: string;
  /** When wx.login was called: the code was issued a moment later, so its age is never underrated. */
  at: number;
}

/**
 * The one login code of the mini program. It is there before it is needed, renewed while nobody touches anything, and handed out once.
 * A wx.login may renew the session key, and data encrypted with the old key could then not be decrypted: whoever uses this says when
 * one may begin (`prepare`) and when not (`pause`). The code outlives the button that asked for it.
 *
 * While somebody looks, timers tell its age, whatever the phone's clock is set to; while nobody does (`rest`) no timer runs, and WeChat
 * may freeze the app: then the phone's clock tells it.
 */
export class LoginCode {
  private ready: PreparedCode | undefined;
  /** How old (ms) the code at hand is at least. */
  private grown = 0;
  /** The wx.login under way. */
  private call: Promise<void> | undefined;
  /** A wx.login that had been given up was answered: nobody knows whether WeChat heard it after the one whose code is at hand. */
  private doubtful = false;
  /** Why the last wx.login failed, how many have in a row, and when the next one is due. */
  private failure: Error | undefined;
  private failures = 0;
  private retryAt = 0;
  /** Whether there is always to be a young code. */
  private preparing = false;
  /** Whether one wx.login may begin although it is not. */
  private once = false;
  /** Ends the wait of a sign-in that needs nothing but a code, which goes on when somebody looks. */
  private wanted: (() => void) | undefined;
  /** Since when nobody has looked; 0 while somebody does. */
  private restedAt = 0;
  private recentCalls = 0;
  private stopAging = nothing;
  private stopWaiting = nothing;

  /** @param expired called when the code at hand has become too old to be sent */
  constructor(private readonly expired: () => void) {}

  /** A code is to be there from now on, and to be renewed as it ages. */
  prepare(): void {
    this.wake();
    this.preparing = true;
    this.decide();
  }

  /** No wx.login begins from now on: data may be on its way, and a renewed key would not fit it. */
  pause(): void {
    this.wake();
    this.preparing = this.once = false;
    this.decide();
  }

  /** Nobody looks: the code at hand is kept, but no timer. */
  rest(): void {
    this.preparing = this.once = false;
    this.stopAging();
    if (!this.restedAt) {
      this.restedAt = Date.now();
      if (this.ready) this.ready.at = Math.min(this.ready.at, this.restedAt - this.grown);
    }
    this.decide();
  }

  /** A finger is there. Where no code can be sent, nothing can get worse: one is fetched. */
  fetchIfNone(): void {
    this.once = !this.isUsable();
    this.decide();
  }

  /**
   * The code for data that has already arrived: the one that is there, or was on its way. Never starts a wx.login.
   * @throws AuthingError reason `login_code`: there is none, or it is too old
   */
  take(): Promise<string> {
    this.preparing = this.once = false;
    this.decide();
    return (this.call || Promise.resolve()).then(() => this.handOut());
  }

  /**
   * The code for a sign-in that sends no data with it; where there is none, wx.login is called until there is.
   * @throws AuthingError reason `login_code`: none within this time (ms)
   */
  takeOrFetch(within: number): Promise<string> {
    if (this.isUsable()) return this.take();
    return new Promise<void>((resolve) => {
      const stop = countDown(within, () => this.wanted && this.wanted());
      this.wanted = () => {
        stop();
        this.wanted = undefined;
        resolve();
      };
      this.retryAt = 0;
      this.decide();
    }).then(() => this.handOut());
  }

  /** The code at hand can still be sent, but is to be renewed. */
  private isDue(): boolean {
    return this.doubtful || this.grown >= RENEW_AFTER;
  }

  private isUsable(): boolean {
    if (!this.ready || !this.restedAt) return !!this.ready;
    const age = Date.now() - this.ready.at;
    return age >= 0 && age < SEND_WITHIN;
  }

  private handOut(): string {
    const { ready } = this;
    const isUsable = this.isUsable();
    this.drop();
    // The last wx.login failed, or there was none in time.
    if (!ready || !isUsable) throw this.failure || new AuthingError('login_code', { stage: 'login_code' });
    return ready.code;
  }

  private drop(): void {
    this.stopAging();
    this.ready = undefined;
  }

  /** Somebody looks again: what the phone's clock says goes for the time since `rest`. */
  private wake(): void {
    if (!this.restedAt) return;
    // Set back meanwhile: nobody knows how old the code is.
    if (Date.now() < this.restedAt) this.drop();
    this.restedAt = 0;
    if (this.ready) this.grow(Date.now() - this.ready.at);
  }

  /** The code is so old (ms) now. */
  private grow(age: number): void {
    this.stopAging();
    this.grown = age;
    const left = Math.min(age < RENEW_AFTER ? RENEW_AFTER - age : SEND_WITHIN - age, TICK);
    if (left > 0) this.stopAging = countDown(left, () => this.grow(age + left));
    else {
      this.drop();
      this.expired();
    }
    if (age >= RENEW_AFTER) this.decide();
  }

  /** What is to be done now: nothing, a wx.login, or waiting for one. */
  private decide(): void {
    this.stopWaiting();
    this.stopWaiting = nothing;
    if (
      this.call ||
      this.restedAt ||
      !(this.preparing || this.once || this.wanted) ||
      (this.isUsable() && !(this.preparing && this.isDue()))
    )
      return;
    const wait = this.recentCalls >= CALLS_IN_TURN ? TURN / CALLS_IN_TURN : this.once ? 0 : this.backingOff();
    if (wait > 0) this.wait(wait);
    else this.login();
  }

  /** ms until a failed wx.login is tried again. */
  private backingOff(): number {
    // The phone's clock may have been set back since.
    return this.failures ? Math.min(this.retryAt - Date.now(), this.wanted ? LONGEST_WAIT : TURN * 100) : 0;
  }

  private wait(ms: number): void {
    const stopTimer = countDown(ms, () => {
      this.retryAt = 0;
      this.decide();
    });
    const stopListening = this.failures
      ? onceOnline(() => {
          this.retryAt = 0;
          this.decide();
        })
      : nothing;
    this.stopWaiting = () => {
      stopTimer();
      stopListening();
    };
  }

  private login(): void {
    const { doubtful } = this;
    this.once = this.doubtful = false;
    this.recentCalls++;
    countDown(TURN, () => this.recentCalls--);
    const at = Date.now();
    const late = (): void => {
      this.doubtful = true;
      this.decide();
    };
    this.call = wxLogin(ANSWER_WITHIN, late)
      .then(
        (code) => {
          this.drop();
          this.failure = undefined;
          this.failures = 0;
          // Set back meanwhile, the phone's clock makes it no younger than its answer.
          this.ready = { code, at: Math.min(at, Date.now()) };
          this.grown = 0;
        },
        (failure: Error) => {
          this.failure = failure;
          this.doubtful = this.doubtful || doubtful;
          this.retryAt = Date.now() + backOff(this.failures++);
        },
      )
      .then(() => {
        this.call = undefined;
        if (this.ready && !this.failures && !this.restedAt) this.grow(Date.now() - this.ready.at);
        if (this.ready && this.wanted) this.wanted();
        this.decide();
      });
  }
}
