import type { CodeOwner, Flow, HoldNews, Settled, UseCode } from '../agreement';
import { AuthingError } from '../errors/authing-error';
import { LoginCode } from './login-code';
import { countDown } from '../timers';
import { afterNoAnswer, tryAgain } from './try-again';
import { appSingleton } from '../wx/app-singleton';

/** A finger that was neither lifted nor slid off in this time (ms) has been lost sight of. */
const TOUCH_LASTS = 5_000;
/** A tap follows the finger that was lifted within this time (ms). */
const TAP_FOLLOWS = 1_000;
/**
 * A sheet of WeChat's that was not answered in this time (ms) is gone, or no code that was there when it opened could be sent any more.
 * Not sooner: the privacy pop-up may come before it, and both may be read slowly.
 */
const SHEET_LASTS = 270_000;

/** A finger on an owner's button, or the sheet that its tap has opened. */
interface Asking {
  readonly owner: CodeOwner;
  readonly sheet: boolean;
  stop: () => void;
}

/**
 * The order in which codes, data and requests may happen, for the whole mini program, however many copies of this package run in it:
 *
 * 1. a code is kept fresh while an owner can be seen and nothing is under way;
 * 2. from the finger on a button (or a tap that had none) to the server's answer no wx.login begins, but where there is no code at all:
 *    a call takes time to arrive at WeChat, and the data may be sealed as soon as the sheet opens;
 * 3. one flow at a time: whoever comes meanwhile is told `busy`;
 * 4. data goes out with a code whose wx.login began before the data came, or not at all;
 * 5. after a flow has settled, its owner tells the page, then everybody hears who is signed in, then the next code is prepared
 *    if anybody still needs it.
 */
class CodeFlow implements Flow {
  private running = false;
  /** Until its data, its refusal, or the time when neither can come any more; the oldest first. */
  private asking: Asking[] = [];
  /** Attached owners. */
  private readonly owners: { owner: CodeOwner; visible: boolean }[] = [];
  // A sheet that is still open when the code dies has nothing to lose by another.
  private readonly loginCode = new LoginCode(() => this.settle());

  get isRunning(): boolean {
    return this.running;
  }

  join(owner: CodeOwner, seen: boolean): void {
    // A page that is covered or in the background gets new components, too.
    const hidden = !seen || isCovered(owner) || this.owners.some((other) => !other.visible && areOnOnePage(other.owner, owner));
    this.owners.push({ owner, visible: !hidden });
    this.settle();
  }

  leave(owner: CodeOwner): void {
    const index = this.owners.map((entry) => entry.owner).indexOf(owner);
    if (index >= 0) this.owners.splice(index, 1);
    // WeChat drops the event of a button that is gone.
    this.stop(this.asking.filter((asking) => asking.owner === owner));
    // A page goes one component after the other: the first must not fetch a code for the rest.
    if (this.canBeSeen()) void Promise.resolve().then(() => this.settle());
    else this.settle();
  }

  setVisible(owner: CodeOwner, visible: boolean): void {
    this.owners.forEach((entry) => {
      if (entry.owner === owner) entry.visible = visible;
    });
    // WeChat may have frozen the app since a page of which nobody said that it was hidden.
    if (visible) this.loginCode.rest();
    // A page is hidden as it goes.
    if (visible || !this.canBeSeen()) this.settle();
  }

  touch(owner: CodeOwner): void {
    this.ask(owner, false, TOUCH_LASTS);
  }

  touchEnds(owner: CodeOwner): void {
    if (this.touchOf(owner).length) this.ask(owner, false, TAP_FOLLOWS);
  }

  sheetOpens(owner: CodeOwner): void {
    this.ask(owner, true, SHEET_LASTS);
  }

  answered(owner: CodeOwner): void {
    this.forget(this.lastSheetOf(owner));
  }

  sendData<Result>(owner: CodeOwner, use: UseCode<Result>, settled: Settled<Result>): void {
    this.run(owner, (hold) => this.loginCode.take().then((code) => use(code, hold)), settled);
  }

  sendCode<Result>(owner: CodeOwner, use: UseCode<Result>, settled: Settled<Result>, timeout: number): void {
    let refusals = 0;
    /** Why the last request failed; a refused code does not count, it is what another is fetched for. */
    let answer: AuthingError | undefined;
    // In the background WeChat would cut the next request as well; and nobody waits for a button that is gone.
    const isWaitedFor = (): boolean => this.owners.some((entry) => entry.owner === owner && entry.visible);
    const attempt = (left: number, hold: HoldNews): Promise<Result> =>
      this.loginCode.takeOrFetch(left).then(
        (code) =>
          use(code, hold).catch((failure: AuthingError) => {
            answer = failure.reason === 'session_key' ? undefined : failure;
            throw failure;
          }),
        (failure: AuthingError) => {
          // It says more than that there was no time for another code.
          throw answer || failure;
        },
      );
    this.run(
      owner,
      (hold) =>
        tryAgain(
          (left) => (answer && !isWaitedFor() ? Promise.reject(answer) : attempt(left, hold)),
          (failure, tries) => {
            // Nobody knows what else is wrong where a second code is refused. Nothing calls wx.login while nobody looks: it waits for them.
            if ((failure as Partial<AuthingError>).reason === 'session_key') return refusals++ ? undefined : 0;
            return isWaitedFor() ? afterNoAnswer(failure, tries) : undefined;
          },
          timeout,
        ),
      settled,
    );
  }

  private run<Result>(owner: CodeOwner, flow: (hold: HoldNews) => Promise<Result>, settled: Settled<Result>): void {
    this.stop(this.touchOf(owner).concat(this.lastSheetOf(owner)));
    if (this.running) {
      this.settle();
      return settled(new AuthingError('busy', { stage: 'tap' }), undefined);
    }
    const news: (() => void)[] = [];
    const end = (failure: unknown, result: Result | undefined): void => {
      this.setRunning(false);
      try {
        settled(failure, result);
      } finally {
        news.forEach((tell) => tell());
        this.settle();
      }
    };
    this.setRunning(true);
    this.settle();
    void flow((tell) => news.push(tell)).then(
      (result) => end(undefined, result),
      (failure: unknown) => end(failure, undefined),
    );
  }

  private setRunning(running: boolean): void {
    this.running = running;
    this.owners.slice().forEach((entry) => {
      if (this.owners.indexOf(entry) >= 0) entry.owner.flowChanged();
    });
  }

  /** A tap comes after its touch. */
  private ask(owner: CodeOwner, sheet: boolean, lasts: number): void {
    this.stop(this.touchOf(owner));
    const asking: Asking = { owner, sheet, stop: countDown(lasts, () => this.forget([asking])) };
    this.asking.push(asking);
    this.settle();
  }

  private touchOf(owner: CodeOwner): Asking[] {
    return this.asking.filter((asking) => asking.owner === owner && !asking.sheet);
  }

  /** Of two sheets the second was refused because the first is open. */
  private lastSheetOf(owner: CodeOwner): Asking[] {
    return this.asking.filter((asking) => asking.owner === owner && asking.sheet).slice(-1);
  }

  private stop(some: Asking[]): void {
    some.forEach((asking) => asking.stop());
    this.asking = this.asking.filter((asking) => some.indexOf(asking) < 0);
  }

  private forget(some: Asking[]): void {
    this.stop(some);
    this.settle();
  }

  private canBeSeen(): boolean {
    return this.owners.some(({ visible }) => visible);
  }

  /** What becomes of the code, now that something has changed. */
  private settle(): void {
    const { loginCode, running } = this;
    const isAsked = this.asking.length > 0;
    if (!this.canBeSeen()) loginCode.rest();
    else if (!running && !isAsked) loginCode.prepare();
    else {
      loginCode.pause();
      if (!running) loginCode.fetchIfNone();
    }
  }
}

/** One user, one session key, one code: so one flow for the whole mini program. */
export function appFlow(): Flow {
  return appSingleton<Flow>('flow', () => new CodeFlow());
}

/** Undefined below base library 2.7.1. */
function pageOf(owner: Pick<CodeOwner, 'getPageId'>): string | undefined {
  return owner.getPageId ? owner.getPageId() : undefined;
}

/** False as well where nobody can tell. */
function areOnOnePage(one: Pick<CodeOwner, 'getPageId'>, other: Pick<CodeOwner, 'getPageId'>): boolean {
  return pageOf(one) !== undefined && pageOf(one) === pageOf(other);
}

/** Another page lies on top of the owner's. False as well where nobody can tell. */
function isCovered(owner: CodeOwner): boolean {
  const pages = (typeof getCurrentPages === 'function' ? getCurrentPages() : []) as unknown as Pick<CodeOwner, 'getPageId'>[];
  const top = pages[pages.length - 1];
  return !!top && pageOf(owner) !== undefined && pageOf(top) !== undefined && !areOnOnePage(top, owner);
}
