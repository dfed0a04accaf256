import { needsCode } from '../host/widget';
import type { Entry, RunRecord } from '../world/record';
import { codeRequests } from './codes';
import type { Invariant } from './invariant';

const ourLogins = (record: RunRecord): Entry<'login'>[] => record.of('login').filter(({ ours }) => ours);

export const loginRate: Invariant = {
  name: 'login rate',
  promise: 'The library calls wx.login at most 4 times in any second.',
  check(record) {
    const logins = ourLogins(record);
    return logins.flatMap(({ seq, at }, index) => {
      const fourBefore = logins[index - 4];
      return fourBefore !== undefined && at - fourBefore.at < 1000 ? [`#${seq} is the fifth wx.login within ${at - fourBefore.at} ms`] : [];
    });
  },
};

/** Whatever gives the library a reason to want a code. */
const stirring = ['touch', 'tap', 'native', 'page', 'attached', 'app', 'requestEnded', 'event', 'reconfigured', 'chooserAnswered'] as const;

export const standingStill: Invariant = {
  name: 'standing still',
  promise: 'While nothing happens, the library calls wx.login at most once in 270 s.',
  check(record) {
    const logins = ourLogins(record);
    const stirs = record.of(...stirring);
    return logins.flatMap((login, index) => {
      const before = logins[index - 1];
      if (before === undefined || before.life !== login.life || login.at - before.at >= 270_000) return [];
      const stirred = stirs.some(({ seq }) => seq > before.seq && seq < login.seq);
      return stirred ? [] : [`#${login.seq}: wx.login ${login.at - before.at} ms after #${before.seq}, and nothing happened in between`];
    });
  },
};

export const hiddenLogin: Invariant = {
  name: 'hidden login',
  promise: 'The library prepares no code while nothing that needs one can be seen.',
  check(record) {
    const found: string[] = [];
    const screen = new Screen();
    for (const entry of record.entries) {
      screen.follow(entry);
      if (entry.what !== 'login' || !entry.ours || screen.showsButton || screen.hasUnawareButton || isRetry(entry, record)) continue;
      found.push(`#${entry.seq}: wx.login while no button that needs a code can be seen`);
    }
    return found;
  },
};

/** What the person can see, as the happenings tell it. */
class Screen {
  #buttons = new Map<number, { page: number; unaware: boolean }>();
  #top: number | undefined;
  /** The page that shows as soon as the app is in the foreground. */
  #behind: number | undefined;
  #foreground = true;

  get showsButton(): boolean {
    return this.#foreground && [...this.#buttons.values()].some(({ page }) => page === this.#top);
  }

  /** One that was added to the page on top while the app was in the background: nothing that WeChat tells it says so. */
  get hasUnawareButton(): boolean {
    return !this.#foreground && [...this.#buttons.values()].some(({ page, unaware }) => unaware && page === this.#behind);
  }

  follow(entry: Entry): void {
    if (entry.what === 'launch') {
      this.#buttons.clear();
      this.#top = undefined;
      this.#foreground = true;
    } else if (entry.what === 'page') {
      this.#top = entry.shown ? entry.page : undefined;
      this.#behind = entry.page;
    } else if (entry.what === 'app') {
      this.#foreground = entry.foreground;
      if (entry.foreground) this.#top = this.#behind;
    } else if (entry.what === 'attached' && needsCode(entry.kind)) {
      this.#buttons.set(entry.widget, { page: entry.page, unaware: !this.#foreground });
    } else if (entry.what === 'detached') this.#buttons.delete(entry.widget);
  }
}

/** ms after which an answer to wx.login is no longer waited for. */
const LOGIN_TIMEOUT = 10_000;

/** Silent login replaces a refused code within its flow, also when the page was left meanwhile: the new code is sent at once. */
function isRetry({ call, life, seq, at }: Entry<'login'>, record: RunRecord): boolean {
  const refused = record.of('requestEnded').some((ended) => ended.life === life && ended.seq < seq && ended.at === at);
  const answer = record.of('loginAnswered').find((entry) => entry.life === life && entry.call === call);
  if (!refused || answer?.code === undefined || answer.at - at >= LOGIN_TIMEOUT) return refused;
  return codeRequests(record).some((request) => request.code === answer.code && request.at === answer.at);
}
