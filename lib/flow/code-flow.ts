import { AuthingError } from '../errors/authing-error';
import type { LoginCode } from '../login-code/login-code';
import { holdNews, tellNews } from '../session/session';

/** What a flow does with the login code: one request. */
export type UseCode<Result> = (code: string) => Promise<Result>;

/** Hears the outcome of a flow: `failure` is undefined when it succeeded. */
export type Settled<Result> = (failure: unknown, result: Result | undefined) => void;

/** A component that needs login codes while it can be seen. */
export interface CodeOwner {
  /** Told when a flow starts or ends anywhere in the app. */
  flowChanged(): void;
  /** Since base library 2.7.1. */
  getPageId?(): string;
}

/**
 * The order in which codes, data and requests may happen, for the whole app:
 *
 * 1. a code is prepared while an owner is visible and no flow runs; never in between;
 * 2. one flow at a time: whoever comes meanwhile is told `busy`;
 * 3. data goes out with a code whose wx.login began before the data came, or not at all;
 * 4. after a flow has settled, its owner tells the page, then everybody hears who is signed in, then the next code is prepared
 *    if anybody still needs it.
 */
export class CodeFlow {
  private running = false;
  /** A sheet of WeChat's was opened and has not answered: data may be on its way, and a renewed code would not fit it. */
  private awaitingData = false;
  /** Attached owners. */
  private readonly owners: { owner: CodeOwner; visible: boolean }[] = [];

  constructor(private readonly loginCode: LoginCode) {}

  get isRunning(): boolean {
    return this.running;
  }

  /** An owner was attached. Usually it can be seen now; a page that is covered or in the background gets new components, too. */
  join(owner: CodeOwner): void {
    const hidden = isCovered(owner) || this.owners.some((other) => !other.visible && areOnOnePage(other.owner, owner));
    this.owners.push({ owner, visible: !hidden });
    this.prepare();
  }

  leave(owner: CodeOwner): void {
    const index = this.owners.map((entry) => entry.owner).indexOf(owner);
    if (index >= 0) this.owners.splice(index, 1);
    this.rest();
  }

  /** The owner's page was shown or hidden. */
  setVisible(owner: CodeOwner, visible: boolean): void {
    this.owners.forEach((entry) => {
      if (entry.owner === owner) entry.visible = visible;
    });
    // A page is hidden one component after the other: the first to go must not fetch a code for the rest.
    if (visible) this.prepare();
  }

  /** A finger went down on an owner's button, before WeChat opens its sheet. */
  touch(): void {
    if (this.running) return;
    if (this.awaitingData) this.loginCode.prepare();
    else this.loginCode.renew();
  }

  /** A tap that opens a sheet. */
  sheetOpens(): void {
    this.awaitingData = true;
  }

  /** What the sheet had to say, data or not. */
  sheetAnswered(): void {
    this.awaitingData = false;
  }

  /** Data has arrived from WeChat: sends it with the prepared code. `settled` runs before the next code is prepared. */
  sendData<Result>(use: UseCode<Result>, settled: Settled<Result>): void {
    this.run(() => this.loginCode.take().then(use), settled);
  }

  /** Signs in with nothing but a code, fetched now if need be. A code that is not accepted is replaced once. */
  sendCode<Result>(use: UseCode<Result>, settled: Settled<Result>): void {
    const attempt = (): Promise<Result> => this.loginCode.takeOrFetch().then(use);
    this.run(() => attempt().catch((failure: unknown) => {
      if (!refusesCode(failure)) throw failure;
      this.loginCode.drop();
      return attempt();
    }), settled);
  }

  private run<Result>(flow: () => Promise<Result>, settled: Settled<Result>): void {
    if (this.running) return settled(new AuthingError('busy', { stage: 'tap' }), undefined);
    this.setRunning(true);
    holdNews();
    const end = (failure: unknown, result: Result | undefined): void => {
      if (refusesCode(failure)) this.loginCode.drop();
      this.setRunning(false);
      try {
        settled(failure, result);
      } finally {
        tellNews();
        this.prepare();
        this.rest();
      }
    };
    void flow().then((result) => end(undefined, result), (failure: unknown) => end(failure, undefined));
  }

  private setRunning(running: boolean): void {
    this.running = running;
    this.owners.slice().forEach((entry) => {
      if (this.owners.indexOf(entry) >= 0) entry.owner.flowChanged();
    });
  }

  private prepare(): void {
    if (!this.running && this.owners.some(({ visible }) => visible)) this.loginCode.prepare();
  }

  /** Keeps no code, and no timer, when nobody is there to use it. */
  private rest(): void {
    if (!this.running && this.owners.length === 0) this.loginCode.rest();
  }
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

function refusesCode(error: unknown): boolean {
  return error instanceof AuthingError && error.reason === 'session_key';
}
