import { AuthingError } from '../errors/authing-error';
import { LoginCode } from '../login-code/login-code';
import { countDown } from '../login-code/count-down';
import { afterNoAnswer, tryAgain } from '../login-code/try-again';
import type { HoldNews } from '../wechat/sign-in';
import { appSingleton } from '../wx/app-singleton';

/** What a flow does with the login code: one request. */
export type UseCode<Result> = (code: string, hold: HoldNews) => Promise<Result>;

/** Hears the outcome of a flow: `failure` is undefined when it succeeded. */
export type Settled<Result> = (failure: unknown, result: Result | undefined) => void;

/** A component that needs login codes while it can be seen. */
export interface CodeOwner {
  /** Told when a flow starts or ends anywhere in the app. */
  flowChanged(): void;
  /** Since base library 2.7.1. */
  getPageId?(): string;
}

/** A finger that no tap has followed in this time (ms) has slid off the button. */
const touchLasts = 20_000;
/** A sheet of WeChat's that was not answered in this time (ms) is gone, or no code could be sent with its data any more. */
const sheetLasts = 270_000;

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
 *
 * The public members are what copies of other versions call.
 */
export class CodeFlow {
  private running = false;
  /** Whose button was touched or has opened a sheet, until its data, its refusal, or the time when neither can come any more. */
  private asking: { owner: CodeOwner; sheet: boolean; stop: () => void } | undefined;
  /** Attached owners. */
  private readonly owners: { owner: CodeOwner; visible: boolean }[] = [];
  // A sheet whose code has died waits in vain.
  private readonly loginCode = new LoginCode(() => this.answered());

  get isRunning(): boolean {
    return this.running;
  }

  /** An owner was attached. Usually it can be seen now; a page that is covered or in the background gets new components, too. */
  join(owner: CodeOwner): void {
    const hidden = isCovered(owner) || this.owners.some((other) => !other.visible && areOnOnePage(other.owner, owner));
    this.owners.push({ owner, visible: !hidden });
    this.settle();
  }

  leave(owner: CodeOwner): void {
    const index = this.owners.map((entry) => entry.owner).indexOf(owner);
    if (index >= 0) this.owners.splice(index, 1);
    // WeChat drops the event of a button that is gone.
    if (this.asking && this.asking.owner === owner) this.answered();
    else this.settle();
  }

  /** The owner's page was shown or hidden. */
  setVisible(owner: CodeOwner, visible: boolean): void {
    this.owners.forEach((entry) => {
      if (entry.owner === owner) entry.visible = visible;
    });
    // A page is hidden one component after the other: the first to go must not fetch a code for the rest.
    if (visible || !this.canBeSeen) this.settle();
  }

  /** A finger went down on an owner's button, before WeChat opens its sheet. */
  touch(owner: CodeOwner): void {
    // A sheet that has not answered may still do so.
    if (this.asking && this.asking.sheet) this.settle();
    else this.ask(owner, false);
  }

  /** A tap that opens a sheet. */
  sheetOpens(owner: CodeOwner): void {
    this.ask(owner, true);
  }

  /** The sheet was refused, or had no data. */
  answered(): void {
    this.forgetAsking();
    this.settle();
  }

  /** Data has arrived from WeChat: sends it with the code at hand, once. `settled` runs before the next code is prepared. */
  sendData<Result>(use: UseCode<Result>, settled: Settled<Result>): void {
    this.run((hold) => this.loginCode.take().then((code) => use(code, hold)), settled);
  }

  /**
   * Signs in with nothing but a code, fetched now if need be. That does no harm twice: where another try can help it is made, each with
   * a code of its own, as long as it begins within `timeout` ms.
   */
  sendCode<Result>(use: UseCode<Result>, settled: Settled<Result>, timeout: number): void {
    let refusals = 0;
    this.run((hold) => tryAgain(
      () => this.loginCode.takeOrFetch().then((code) => use(code, hold)),
      (failure, tries) => {
        // Nobody knows what else is wrong where a second code is refused.
        if ((failure as Partial<AuthingError>).reason === 'session_key') return refusals++ ? undefined : 0;
        // In the background WeChat would cut the next request as well.
        return this.canBeSeen ? afterNoAnswer(failure, tries) : undefined;
      },
      timeout,
    ), settled);
  }

  private run<Result>(flow: (hold: HoldNews) => Promise<Result>, settled: Settled<Result>): void {
    this.forgetAsking();
    if (this.running) return settled(new AuthingError('busy', { stage: 'tap' }), undefined);
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
    void flow((tell) => news.push(tell)).then((result) => end(undefined, result), (failure: unknown) => end(failure, undefined));
  }

  private setRunning(running: boolean): void {
    this.running = running;
    if (running) this.settle();
    this.owners.slice().forEach((entry) => {
      if (this.owners.indexOf(entry) >= 0) entry.owner.flowChanged();
    });
  }

  private ask(owner: CodeOwner, sheet: boolean): void {
    this.forgetAsking();
    this.asking = { owner, sheet, stop: countDown(sheet ? sheetLasts : touchLasts, () => this.answered()) };
    this.settle();
  }

  private forgetAsking(): void {
    if (this.asking) this.asking.stop();
    this.asking = undefined;
  }

  private get canBeSeen(): boolean {
    return this.owners.some(({ visible }) => visible);
  }

  /** What becomes of the code, now that something has changed. */
  private settle(): void {
    if (this.running || this.asking) this.loginCode.hold();
    else if (this.canBeSeen) this.loginCode.keep();
    else this.loginCode.rest();
    if (this.asking && !this.running && this.canBeSeen) this.loginCode.fetchIfNone();
  }
}

/** One user, one session key, one code: so one flow for the whole mini program. */
export function appFlow(): CodeFlow {
  return appSingleton('flow', () => new CodeFlow());
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
