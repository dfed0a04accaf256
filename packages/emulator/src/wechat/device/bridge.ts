import type { Timeline } from '../timeline';
import { ApiFailure, failureResult } from './api-failure';
import type { FailureResult } from './api-failure';
import { reworded } from './failures/wording';
import type { FailureWording } from './failures/wording';
import { drawDelay } from './latency';
import type { DeviceLatency } from './latency';
import { createOrderedQueue } from './ordered-queue';
import type { Life } from './life';
import type { AnswerFault } from './device-faults';
import { faulted } from './faulted';
import type { Settled } from './faulted';

/** The three callbacks of every asynchronous `wx` member. */
export interface Callbacks<R> {
  success?: (result: R & { errMsg: string }) => void;
  fail?: (failure: FailureResult) => void;
  complete?: (result: (R & { errMsg: string }) | FailureResult) => void;
}

/** Between the mini program's JavaScript and WeChat: numbers the calls, applies faults, answers in WeChat's manner. */
export interface Bridge {
  /**
   * Runs an API and answers it. `run` starts when WeChat hears of the call (at once, by default); the answer always comes on a later turn:
   * `success` or `fail`, then `complete`.
   * @param style `promise` APIs return a promise when called without any callback, where the base library can
   * @returns that promise, else `undefined`
   */
  call<R extends object>(
    api: string,
    option: Callbacks<R> | undefined,
    style: 'callback' | 'promise',
    run: (call: number) => R | Promise<R>,
    fault: AnswerFault | undefined,
  ): Promise<R & { errMsg: string }> | undefined;
  /** The next call's number on the timeline. */
  open(api: string): number;
  /**
   * Runs `heard` when WeChat hears of a call or tap of this name: on this turn when it takes no time, never once the mini program is gone.
   * @returns stops it on the way
   */
  arrive(api: string, heard: () => void): () => void;
  /** The failure as this device words it, decided once. */
  worded(api: string, failure: ApiFailure): ApiFailure;
  /** What a `fail` callback or an event says of it. */
  failure(api: string, failure: ApiFailure): FailureResult;
  /** Answers a call opened with `open` on a later turn; not at all once the mini program is gone. */
  answer<R extends object>(call: number, api: string, option: Callbacks<R>, outcome: R | ApiFailure): void;
  /** The same on this turn: for whoever is on a turn of its own already (a timer, an arrival from the network). */
  answerNow<R extends object>(call: number, api: string, option: Callbacks<R>, outcome: R | ApiFailure): void;
  /** Tells the mini program of an event on a later turn, after those before it, unless it is gone by then. */
  later(run: () => void): void;
}

export function createBridge(options: {
  timeline: Timeline;
  latency: DeviceLatency;
  wording: (api: string) => FailureWording;
  promises: boolean;
  life: Life;
}): Bridge {
  const { timeline, latency, promises, life } = options;
  const worded = (api: string, failed: ApiFailure): ApiFailure => reworded(failed, options.wording(api));
  const failure = (api: string, failed: ApiFailure): FailureResult => failureResult(api, worded(api, failed));
  const events = createOrderedQueue();
  let calls = 0;

  const arrive = (api: string, heard: () => void): (() => void) => {
    const way = drawDelay(latency.arrival, api);
    if (way <= 0) {
      heard();
      return () => undefined;
    }
    const timer = setTimeout(() => {
      stop();
      heard();
    }, way);
    const forget = life.onEnd(() => clearTimeout(timer));
    const stop = (): void => {
      clearTimeout(timer);
      forget();
    };
    return stop;
  };

  const open = (api: string): number => {
    calls += 1;
    timeline.record('wx.called', { call: calls, api });
    return calls;
  };

  /** Hands the answer over, on this turn. */
  const deliver = <R extends object>(call: number, api: string, option: Callbacks<R>, outcome: R | ApiFailure): void => {
    if (!life.alive) {
      timeline.record('wx.unanswered', { call, api, why: 'the mini program was restarted' });
      return;
    }
    const result = outcome instanceof ApiFailure ? failure(api, outcome) : { ...outcome, errMsg: `${api}:ok` };
    timeline.record('wx.answered', { call, api, errMsg: result.errMsg });
    try {
      if (outcome instanceof ApiFailure) option.fail?.(result);
      else option.success?.(result as R & { errMsg: string });
    } finally {
      option.complete?.(result as R & { errMsg: string });
    }
  };

  const settle = async <R extends object>(
    call: number,
    api: string,
    run: (call: number) => R | Promise<R>,
    fault: AnswerFault | undefined,
  ): Promise<Settled<R>> => {
    const settled = await faulted(api, fault, async () => run(call));
    if (settled !== 'silence') return settled;
    timeline.record('wx.unanswered', { call, api, why: 'fault' });
    return new Promise<never>(() => undefined);
  };

  /** `settle` on this very turn when the call takes no time. */
  const settleOnArrival = <R extends object>(
    call: number,
    api: string,
    run: (call: number) => R | Promise<R>,
    fault: AnswerFault | undefined,
  ): Promise<Settled<R>> =>
    new Promise((resolve) => {
      let travelled = false;
      arrive(api, () => {
        if (travelled) timeline.record('wx.arrived', { call, api });
        resolve(settle(call, api, run, fault));
      });
      travelled = true;
    });

  return {
    open,
    arrive,
    worded,
    failure,
    answerNow: deliver,
    answer(call, api, option, outcome) {
      setTimeout(() => deliver(call, api, option, outcome), drawDelay(latency.bridge, api));
    },
    later(run) {
      events.add(
        () => (life.alive ? run() : undefined),
        (due) => void setTimeout(due, drawDelay(latency.bridge, 'event')),
      );
    },
    call(api, option, style, run, fault) {
      const call = open(api);
      const settled = settleOnArrival(call, api, run, fault);
      const callbacks = option ?? {};
      const wantsPromise = style === 'promise' && promises && !callbacks.success && !callbacks.fail && !callbacks.complete;
      const answerWith =
        (listeners: typeof callbacks) =>
        ({ outcome, delay }: Awaited<typeof settled>) => {
          setTimeout(() => deliver(call, api, listeners, outcome), drawDelay(latency.bridge, api) + delay);
        };
      if (!wantsPromise) {
        settled.then(answerWith(callbacks), (defect: unknown) => {
          // No failure of the platform but of the model or of a test: nobody listens, so it is thrown where nothing can swallow it.
          setTimeout(() => {
            throw defect;
          });
        });
        return undefined;
      }
      return new Promise((resolve, reject) => {
        settled.then(answerWith({ success: resolve, fail: reject }), reject);
      });
    },
  };
}
