import { install } from '@sinonjs/fake-timers';
import type { Clock } from '@sinonjs/fake-timers';

/**
 * Puts the global clock under control from before each test to after it.
 * @returns the clock of the running test
 */
export function useVirtualTime(now = Date.UTC(2026, 0, 1)): () => Clock {
  let clock: Clock | undefined;
  beforeEach(() => {
    clock = install({ now, toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  });
  afterEach(() => {
    clock?.uninstall();
    clock = undefined;
  });
  return () => {
    if (clock === undefined) throw new Error('virtual time runs inside tests only');
    return clock;
  };
}

/** Lets what is due now happen, and returns what the promise came to. */
export async function settled<T>(clock: Clock, promise: Promise<T>, ms = 0): Promise<T> {
  const [outcome] = await Promise.allSettled([promise, clock.tickAsync(ms)]);
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
