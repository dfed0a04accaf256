import { AuthingError } from '../errors/authing-error';
import type { LoginCode } from '../login-code/login-code';

/** What a flow does with the login code: one request. */
export type UseCode<Result> = (code: string) => Promise<Result>;

/** A component that needs login codes while it can be seen. */
export interface CodeOwner {
  /** Told when a flow starts or ends anywhere in the app. */
  flowChanged(): void;
}

/**
 * The order in which codes, data and requests may happen, for the whole app:
 *
 * 1. a code is prepared while an owner is visible and no flow runs; never in between;
 * 2. one flow at a time: whoever comes meanwhile is told `busy`;
 * 3. data goes out with a code whose wx.login began before the data came, or not at all;
 * 4. after a flow has settled, and its owner has told the page, the next code is prepared if anybody still needs it.
 */
export class CodeFlow {
  private running = false;
  private readonly visible: CodeOwner[] = [];

  constructor(private readonly loginCode: LoginCode) {}

  get isRunning(): boolean {
    return this.running;
  }

  show(owner: CodeOwner): void {
    if (this.visible.indexOf(owner) < 0) this.visible.push(owner);
    this.prepare();
  }

  hide(owner: CodeOwner): void {
    const index = this.visible.indexOf(owner);
    if (index >= 0) this.visible.splice(index, 1);
  }

  /** A finger went down on an owner's button, before WeChat opens its sheet. */
  touch(): void {
    if (!this.running) this.loginCode.renew();
  }

  /** Data has arrived from WeChat: sends it with the prepared code. `settled` runs before the next code is prepared. */
  sendData<Result>(use: UseCode<Result>, settled: Settled<Result>): Promise<void> {
    return this.run(() => this.loginCode.take(), use, settled);
  }

  /** Signs in with nothing but a code, fetched now if need be. A code that is not accepted is replaced once. */
  sendCode<Result>(use: UseCode<Result>, settled: Settled<Result>): Promise<void> {
    return this.run(
      () => this.loginCode.takeOrFetch(),
      async (code) => {
        try {
          return await use(code);
        } catch (error) {
          if (!refusesCode(error)) throw error;
          this.loginCode.drop();
          return use(await this.loginCode.takeOrFetch());
        }
      },
      settled,
    );
  }

  private async run<Result>(getCode: () => Promise<string>, use: UseCode<Result>, settled: Settled<Result>): Promise<void> {
    if (this.running) return settled(new AuthingError('busy', { stage: 'tap' }), undefined);
    this.setRunning(true);
    let failure: unknown;
    let result: Result | undefined;
    try {
      result = await use(await getCode());
    } catch (error) {
      failure = error;
      if (refusesCode(error)) this.loginCode.drop();
    }
    this.setRunning(false);
    try {
      settled(failure, result);
    } finally {
      this.prepare();
    }
  }

  private setRunning(running: boolean): void {
    this.running = running;
    this.visible.slice().forEach((owner) => owner.flowChanged());
  }

  private prepare(): void {
    if (!this.running && this.visible.length > 0) this.loginCode.prepare();
  }
}

/** Hears the outcome of a flow: `failure` is undefined when it succeeded. */
export type Settled<Result> = (failure: unknown, result: Result | undefined) => void;

function refusesCode(error: unknown): boolean {
  return error instanceof AuthingError && error.reason === 'session_key';
}
