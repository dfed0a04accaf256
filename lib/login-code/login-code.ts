import { AuthingError } from '../errors/authing-error';
import { wxLogin } from '../wx/login';
import { onceOnline } from '../wx/network';
import { countDown } from './count-down';
import { backOff, tryAgain } from './try-again';

/** WeChat's codes live 5 minutes; one older than this (ms) is not sent, so that it never expires on its way. */
const sendWithin = 270_000;
/**
 * A code older than this (ms) is renewed while nobody touches anything: what is at hand when a finger comes is young enough for
 * somebody who reads WeChat's sheet for nearly two minutes. It is also the least time between two wx.login on a page that stands still.
 */
const renewAfter = 155_000;
/** wx.login is tried again for this long (ms) when it fails. */
const fetchWithin = 10_000;
/** When all of that has failed, a page that opens does not begin anew for this long (ms). */
const pauseAfterFailure = 15_000;
/** A wx.login without an answer is given up after this (ms): another one may still come in time. */
const answerWithin = 5_000;
/**
 * WeChat allows 4 wx.login calls a second for a user, and 100 a minute (its errcode 45011). They may arrive closer together than they
 * were made, so four are spread over this (ms); the next one waits.
 */
const callsInTurn = 4;
const turn = 2_500;

interface PreparedCode {
  code: string;
  /** When wx.login was called: the code was issued a moment later, so its age is never underrated. */
  at: number;
}

/**
 * The one login code of the mini program. It is there before it is needed, renewed while nobody touches anything, and handed out once.
 * A wx.login may renew the session key, and data encrypted with the old key could then not be decrypted: whoever uses this says when
 * one may begin (`keep`) and when not (`hold`). The code outlives the button that asked for it.
 *
 * Its age is told by two clocks. A timer is not fooled when the phone's clock is set back; the phone's clock goes on while WeChat has
 * frozen the app and its timers, and while nobody needs a code and no timer runs. The older age counts.
 */
export class LoginCode {
  private ready: PreparedCode | undefined;
  /** The wx.login under way. */
  private call: Promise<void> | undefined;
  /** The attempts to get a code, waits between them included. */
  private fetching: Promise<void> | undefined;
  /** Why the last wx.login failed. */
  private failure: Error | undefined;
  /** Whether a wx.login may begin. */
  private mayCall = false;
  /** Whether there is always to be a young code. */
  private kept = false;
  /** When the last timer was stopped; 0 while one runs. */
  private restedAt = 0;
  /** When the attempts to get a code were last given up. */
  private gaveUpAt = -Infinity;
  private recentCalls = 0;
  private stopRenewal: () => void = () => undefined;
  private stopExpiry: (() => void) | undefined;

  /** @param expired called when the code at hand has become too old to be sent */
  constructor(private readonly expired: () => void) {}

  /** A code is to be there from now on, and to be renewed as it ages. */
  keep(): void {
    // The clock was set back while no timer ran: nobody knows how old the code is.
    if (Date.now() < this.restedAt) this.drop();
    this.restedAt = 0;
    this.mayCall = this.kept = true;
    this.watchExpiry();
    this.watchAge();
  }

  /** No wx.login begins from now on: data may be on its way, and a renewed key would not fit it. */
  hold(): void {
    this.mayCall = this.kept = false;
    this.stopRenewal();
  }

  /** Nobody needs codes now: the one at hand is kept, but no timer. */
  rest(): void {
    this.hold();
    this.forgetExpiry();
    this.restedAt = this.restedAt || Date.now();
  }

  /** A finger is there. Where no code can be sent, nothing can get worse: one is fetched. */
  fetchIfNone(): void {
    if (this.age() < sendWithin || this.call) return;
    this.mayCall = true;
    // Not waiting for the next of the attempts that may be under way already.
    if (this.fetching) void this.login().catch(() => undefined);
    else void this.fetch();
  }

  /**
   * The code for data that has already arrived: the one that is there, or was on its way. Never starts a wx.login.
   * @throws AuthingError reason `login_code`: there is none, or it is too old
   */
  take(): Promise<string> {
    this.hold();
    return (this.call || Promise.resolve()).then(() => this.handOut(), () => this.handOut());
  }

  /** The code for a sign-in that sends no data with it, which may fetch one. @throws AuthingError reason `login_code` */
  takeOrFetch(): Promise<string> {
    if (this.age() < sendWithin) return this.take();
    this.mayCall = true;
    return this.fetch().then(() => this.take());
  }

  /** Forgets a code that was used, or is too old. */
  private drop(): void {
    this.ready = undefined;
    this.forgetExpiry();
  }

  private handOut(): string {
    const { ready } = this;
    const tooOld = this.age() >= sendWithin;
    this.drop();
    if (!ready || tooOld) throw this.whyNone();
    return ready.code;
  }

  /** The last wx.login failed, or there was none in time. */
  private whyNone(): Error {
    return this.failure || new AuthingError('login_code', { stage: 'login_code' });
  }

  /** Renews the code when it is due. A code that could not be renewed stays at hand for as long as it can be sent. */
  private watchAge(): void {
    this.stopRenewal();
    if (!this.kept || this.fetching) return;
    const left = renewAfter - this.age();
    if (left > 0) {
      this.stopRenewal = countDown(left, () => {
        // However the phone's clock was set meanwhile.
        if (this.ready) this.ready.at = Math.min(this.ready.at, Date.now() - renewAfter);
        void this.fetch();
      });
    } else if (Math.abs(Date.now() - this.gaveUpAt) < pauseAfterFailure) this.watchNetwork();
    else void this.fetch();
  }

  /** After wx.login has failed for a while: again when the network is back, or when standing still allows it. */
  private watchNetwork(): void {
    const again = (): void => {
      this.stopRenewal();
      void this.fetch();
    };
    const stopWaiting = onceOnline(again);
    const stopTimer = countDown(renewAfter, again);
    this.stopRenewal = () => {
      stopWaiting();
      stopTimer();
    };
  }

  private watchExpiry(): void {
    if (this.stopExpiry || !this.ready) return;
    this.stopExpiry = countDown(Math.max(sendWithin - this.age(), 0), () => {
      this.drop();
      this.expired();
    });
  }

  private forgetExpiry(): void {
    if (this.stopExpiry) this.stopExpiry();
    this.stopExpiry = undefined;
  }

  /** Calls wx.login until there is a code, no call may begin any more, or the time is up. Does not reject. */
  private fetch(): Promise<void> {
    return this.fetching || (this.fetching = tryAgain(
      () => this.login(),
      (_, tries) => (this.mayCall ? backOff(tries) : undefined),
      fetchWithin,
    ).then(() => {
      this.fetching = undefined;
      this.watchAge();
    }, () => {
      this.fetching = undefined;
      this.gaveUpAt = Date.now();
      this.watchAge();
    }));
  }

  /** One wx.login, or the one under way; none where a finger has fetched a code meanwhile. */
  private login(): Promise<void> {
    if (this.call) return this.call;
    if (this.age() < (this.kept ? renewAfter : sendWithin)) return Promise.resolve();
    if (!this.mayCall) return Promise.reject(this.whyNone());
    if (this.recentCalls >= callsInTurn) {
      return new Promise<void>((resolve) => countDown(turn / callsInTurn, resolve)).then(() => this.login());
    }
    this.recentCalls++;
    countDown(turn, () => this.recentCalls--);
    const at = Date.now();
    return (this.call = wxLogin(answerWithin).then((code) => {
      this.drop();
      this.ready = { code, at };
      this.call = this.failure = undefined;
      // Resting, it is the phone's clock alone that tells its age.
      if (!this.restedAt) this.watchExpiry();
    }, (failure: Error) => {
      this.call = undefined;
      this.failure = failure;
      throw failure;
    }));
  }

  /** ms by the phone's clock; one that was set back further than the code is old makes the age unknown, which is too old. */
  private age(): number {
    const age = this.ready ? Date.now() - this.ready.at : -1;
    return age < 0 ? Infinity : age;
  }
}
