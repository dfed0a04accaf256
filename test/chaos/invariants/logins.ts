import { needsCode } from '../apps/widget-kinds';
import type { Entry, Trace } from '../simulation/trace';
import { ourLogins } from './gestures';
import type { Invariant } from './invariant';

export const loginRate: Invariant = {
  name: 'login rate',
  statement: 'The library calls wx.login at most 4 times in any second.',
  check(trace) {
    const logins = trace.of('login').filter(({ ours }) => ours);
    return logins.flatMap(({ seq, at, launch }, index) => {
      const fourBefore = logins[index - 4];
      // What an app did before it was killed is not known to the next launch.
      return fourBefore?.launch === launch && at - fourBefore.at < 1000
        ? [`#${seq} is the fifth wx.login within ${at - fourBefore.at} ms`]
        : [];
    });
  },
};

/** ms between two wx.logins where the code of the first was not used. */
const STILL_FOR = 150_000;

export const standingStill: Invariant = {
  name: 'standing still',
  statement: 'A code that nobody uses is renewed after 150 s at the earliest, however many pages and buttons come and go.',
  check(trace) {
    const logins = ourLogins(trace);
    const jumps = trace.of('clock');
    return logins.flatMap(({ entry }, index) => {
      const before = logins[index - 1];
      if (before === undefined || before.entry.launch !== entry.launch || entry.at - before.entry.at >= STILL_FOR) return [];
      const used = (before.sent?.seq ?? Infinity) < entry.seq;
      const failed = before.failedAt !== undefined && before.failedAt <= entry.at;
      // Which makes the code's age unknown.
      const jumped = jumps.some(({ seq }) => seq > before.entry.seq && seq < entry.seq);
      // WeChat has answered one that was given up: nobody knows which of them it heard last.
      const doubtful = logins
        .slice(0, index - 1)
        .some(({ heardAt = 0, entry: late }) => late.launch === entry.launch && heardAt > before.entry.seq && heardAt < entry.seq);
      return used || failed || jumped || doubtful
        ? []
        : [`#${entry.seq}: wx.login ${entry.at - before.entry.at} ms after #${before.entry.seq}, whose code nobody has used`];
    });
  },
};

export const hiddenLogin: Invariant = {
  name: 'hidden login',
  statement: 'The library prepares no code while nothing that needs one can be seen.',
  check(trace, { setting }) {
    const found: string[] = [];
    const screen = new Screen(setting.stackFirst);
    for (const entry of trace.entries) {
      screen.follow(entry);
      if (entry.what !== 'login' || !entry.ours || screen.showsButton || screen.hasUnawareButton || isRetry(entry, trace)) continue;
      found.push(`#${entry.seq}: wx.login while no button that needs a code can be seen`);
    }
    return found;
  },
};

/** What the person can see, as the trace tells it. */
class Screen {
  private buttons = new Map<number, { page: number; unaware: boolean }>();
  private top: number | undefined;
  /** The page that shows as soon as the app is in the foreground. */
  private behind: number | undefined;
  private foreground = true;
  /** When another page came over the one below, ms. */
  private changedAt = -1;
  private readonly stackFirst: boolean;

  /** @param stackFirst whether a page is on the stack before its components are attached */
  constructor(stackFirst: boolean) {
    this.stackFirst = stackFirst;
  }

  get showsButton(): boolean {
    return this.foreground && [...this.buttons.values()].some(({ page }) => page === this.top);
  }

  /**
   * One that was added to the page on top while the app was in the background, or to a page while another is coming that is not on the
   * stack yet: nothing that WeChat tells it says so.
   */
  get hasUnawareButton(): boolean {
    return [...this.buttons.values()].some(({ page, unaware }) => unaware && (!this.foreground ? page === this.behind : page !== this.top));
  }

  follow(entry: Entry): void {
    if (entry.what === 'launch') {
      this.buttons.clear();
      this.top = undefined;
      this.foreground = true;
    } else if (entry.what === 'page') {
      this.top = entry.shown ? entry.page : undefined;
      this.behind = entry.page;
      this.changedAt = entry.at;
    } else if (entry.what === 'app') {
      this.foreground = entry.foreground;
      if (entry.foreground) this.top = this.behind;
    } else if (entry.what === 'attached' && needsCode(entry.kind)) {
      const isComing = !this.stackFirst && entry.page !== this.top && entry.at === this.changedAt;
      this.buttons.set(entry.widget, { page: entry.page, unaware: !this.foreground || isComing });
    } else if (entry.what === 'detached') this.buttons.delete(entry.widget);
  }
}

/** Silent login goes on within its flow, also when the page was left meanwhile: a new code is sent at once. */
const isRetry = ({ launch, seq, at }: Entry<'login'>, trace: Trace): boolean =>
  silentTaps(trace).some(
    ({ from, to }) => from.launch === launch && from.seq < seq && (to === undefined ? at - from.at <= LONGEST_FLOW : to.seq > seq),
  );

/** ms that a flow may go on whose button is gone. */
const LONGEST_FLOW = 42_000;

function silentTaps(trace: Trace): { from: Entry<'tap'>; to: Entry | undefined }[] {
  const buttons = new Set(trace.of('attached').flatMap(({ widget, kind }) => (needsCode(kind) ? [widget] : [])));
  const ends = trace.of('event').filter(({ name }) => name === 'login' || name === 'error');
  return trace
    .of('tap')
    .filter(({ openType, widget }) => openType === '' && buttons.has(widget))
    .map((from) => ({ from, to: ends.find(({ widget, seq }) => widget === from.widget && seq > from.seq) }));
}
