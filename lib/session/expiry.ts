import { countDown } from '../timers';
import { claimsOf } from './token-claims';

/** The longest that a timer can wait (ms): one set for longer ends at once. */
const LONGEST_TIMER = 0x7fffffff;

/** The last answer, by its question: every page asks about the same token. */
let asked: { token: string; time: number } | undefined;

/** When a token expires, in ms since 1970; never, as far as anybody can tell, where it does not say. */
export function expiryOf(token: string): number {
  if (!asked || asked.token !== token) {
    const { exp } = claimsOf(token);
    asked = { token, time: typeof exp === 'number' ? exp * 1000 : Infinity };
  }
  return asked.time;
}

/** Calls `end` when it is `time` by the phone's clock, unless the returned function is called first. */
export function waitUntil(time: number, end: () => void): () => void {
  if (time === Infinity) return () => undefined;
  let stop = countDown(Math.min(Math.max(time - Date.now(), 0), LONGEST_TIMER), () => {
    if (Date.now() >= time) end();
    else stop = waitUntil(time, end);
  });
  return () => stop();
}
