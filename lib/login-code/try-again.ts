import type { AuthingError } from '../errors/authing-error';
import { countDown } from '../timers';

/** The number of an answer that is not Authing's. */
const NO_AUTHING = 9005;

/** ms */
const TICK = 1000;

/** Says how long (ms) to wait before trying again after this failure, the `tries`th (0 for the first); undefined for no more. */
export type Patience = (failure: unknown, tries: number) => number | undefined;

/**
 * Runs `attempt` until it succeeds, or `patience` has an end, or the next one would begin later than `within` ms after the first.
 * @param attempt is told how much of that time (ms) is left
 * @throws what the last attempt was rejected with
 */
export function tryAgain<T>(attempt: (left: number) => Promise<T>, patience: Patience, within: number): Promise<T> {
  const began = Date.now();
  // The phone's clock may be set back meanwhile; it goes on, though, while WeChat has frozen the app and its timers.
  let counted = 0;
  let stopCounting: () => void;
  const count = (): void => {
    stopCounting = countDown(TICK, () => {
      counted += TICK;
      count();
    });
  };
  const left = (): number => within - Math.max(Date.now() - began, counted);
  const attemptAfter = (tries: number): Promise<T> =>
    attempt(left()).catch((failure: unknown) => {
      const wait = patience(failure, tries);
      if (wait === undefined || wait >= left()) throw failure;
      return new Promise<void>((resolve) => countDown(wait, resolve)).then(() => attemptAfter(tries + 1));
    });
  count();
  return attemptAfter(0).then(
    (result) => {
      stopCounting();
      return result;
    },
    (failure: unknown) => {
      stopCounting();
      throw failure;
    },
  );
}

/**
 * 0.5 s, then twice as long each time up to 150 s, give or take a half: chance keeps phones that have lost a server from coming back at
 * once.
 */
export function backOff(tries: number): number {
  return Math.min(500 * 2 ** tries, 150_000) * (0.5 + Math.random());
}

/** What a server says that has itself asked in vain: it was answered, and asking it again does not help. */
const PASSED_ON = /status code|状态码/i;

/**
 * Backs off where a request found no answer, or one that is none (a captive portal's page, half of one), or a server or WeChat that was
 * busy or failed; never after an answer that stays the same. For what does no harm twice.
 */
export function afterNoAnswer(failure: unknown, tries: number): number | undefined {
  const { reason = '', retryable, code, message = '' } = failure as Partial<AuthingError>;
  const helps =
    reason === 'server'
      ? (code === NO_AUTHING && tries < 3) || (retryable && !PASSED_ON.test(message))
      : retryable && /^(network|timeout|http)$/.test(reason);
  return helps ? Math.min(backOff(tries), 3000) : undefined;
}
