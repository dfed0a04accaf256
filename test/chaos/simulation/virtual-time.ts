/**
 * Time that passes only when it is told to. Built on @sinonjs/fake-timers, without its `…Async` calls: those wait a real millisecond for
 * each timer, which a hundred thousand schedules cannot afford.
 */
import FakeTimers from '@sinonjs/fake-timers';

/** Captured before anything is faked; still Node's own. */
const nextTurn = setImmediate;

/** Everything that promises have left to do is done when this resolves: all work of the models is microtasks and faked timers. */
export const settled = (): Promise<void> => new Promise((resolve) => nextTurn(resolve));

export interface VirtualTime {
  /** ms since 1970, as the whole (modelled) world has it; a phone's own clock may be wrong. */
  readonly now: number;
  /** Lets `ms` pass: every timer that falls due fires in order, each followed by all promise work it started. */
  advance(ms: number): Promise<void>;
  /** Real time again. */
  end(): void;
}

/** When every schedule begins: a Thursday without any meaning. */
export const start = Date.UTC(2026, 0, 1, 8);

/** Replaces `Date` and the timers of this realm until `end`. */
export function beginVirtualTime(): VirtualTime {
  const clock = FakeTimers.install({ now: start, toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  const faked = globalThis.setTimeout;
  // 1 ms at least, as in Node.js. The clock itself makes of 0 sometimes 0 and sometimes 1, and timers would change places.
  globalThis.setTimeout = ((run: () => void, ms = 0) => faked(run, Math.max(ms, 1))) as typeof setTimeout;
  return {
    get now() {
      return clock.now;
    },
    async advance(ms) {
      let due = false;
      await settled();
      if (ms === 0) return;
      clock.setTimeout(() => {
        due = true;
      }, ms);
      while (!due) {
        clock.next();
        await settled();
      }
    },
    end() {
      clock.uninstall();
    },
  };
}
