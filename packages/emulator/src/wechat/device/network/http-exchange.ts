import { ApiFailure } from '../api-failure';
import { behaviourSince } from '../base-library';
import { faultFailure } from '../faulted';
import { utf8Encode } from '../bytes';
import { drawDelay } from '../latency';
import { ERRNO_NETWORK } from './network';
import type { DeviceParts } from '../parts';
import type { NetworkFault, UploadFault } from '../device-faults';
import type { TransportExchange, TransportRequest, TransportResponse } from './transport';

/** WeChat's general error numbers for network APIs. */
const ERRNO_TIMEOUT = 5;
const ERRNO_INTERRUPTED = 600003;

export interface HttpOptions {
  api: 'request' | 'uploadFile';
  call: number;
  /** ms; counts from the call, waiting for a free place included */
  timeout: number;
  /** Sends the body over the modelled uplink before the request leaves; calls `done` when all of it went. Returns what stops it. */
  uplink?: (done: () => void, broken: () => void, fault: UploadFault | undefined) => () => void;
}

/**
 * One HTTP exchange as a device lives through it: waits for one of ten places, then either the answer comes, or the connection is lost, the
 * time-out passes, the app has been in the background for 5 s, or the mini program aborts; whichever is first.
 * @param onEnd told once, on a turn of its own
 * @returns aborts
 */
export function startHttpExchange(
  parts: DeviceParts,
  request: TransportRequest,
  options: HttpOptions,
  onEnd: (outcome: TransportResponse | ApiFailure) => void,
): () => void {
  const { network, app, timeline, bridge, supports } = parts;
  const { api, call, timeout } = options;
  const { latency } = parts.settings;
  const wayBack = (): number => drawDelay(latency.bridge, api);
  const fault: UploadFault | undefined = parts.faults.take(api, request.url);
  // Not even the time-out fires: the worst a device can do.
  if (fault?.kind === 'never') return () => undefined;

  const errno = (number: number): number | undefined => (supports(behaviourSince.errno) ? number : undefined);
  const cleanups: (() => void)[] = [];
  let ended = false;
  /** For timers, which have a turn of their own: on this turn when the way back takes no time. */
  const end = (outcome: TransportResponse | ApiFailure): void => {
    if (ended) return;
    ended = true;
    for (const cleanup of cleanups) cleanup();
    const ms = wayBack();
    if (ms > 0) setTimeout(() => onEnd(outcome), ms);
    else onEnd(outcome);
  };
  /** Ends on a later turn, and lets nothing else happen meanwhile. */
  const endLater = (failure: ApiFailure): void => {
    if (ended) return;
    ended = true;
    for (const cleanup of cleanups) cleanup();
    setTimeout(() => onEnd(failure), wayBack());
  };
  const aborted = (): void => endLater(new ApiFailure('fail abort'));
  let hasArrived = false;
  /** An abort catches up with a request that is still on its way to WeChat; later it takes its own time to arrive. */
  const abort = (): void => (hasArrived ? void bridge.arrive(`${api}.abort`, aborted) : aborted());
  const interrupted = (): ApiFailure => new ApiFailure('fail interrupted', errno(ERRNO_INTERRUPTED));
  const after = (ms: number, run: () => void): void => {
    const timer = setTimeout(run, ms);
    cleanups.push(() => clearTimeout(timer));
  };

  const receive = (answer: TransportResponse): void => {
    if (ended || fault?.kind === 'lost-answer') return;
    const arrived = fault?.kind === 'truncated' ? truncate(answer, fault.bytes) : answer;
    after(drawDelay(latency.network, api) + (fault?.kind === 'slow' ? fault.ms : 0), () => end(arrived));
  };
  const leave = (): void => {
    timeline.record('request.sent', { call, method: request.method, url: request.url, bytes: request.body?.length ?? 0 });
    if (fault?.kind === 'timeout') return;
    if (fault?.kind === 'respond') return receive(standIn(fault));
    const exchange = openTransport(parts, request);
    cleanups.push(() => exchange.cancel());
    exchange.response.then(receive, (error: unknown) => endLater(new ApiFailure(`fail ${describe(error)}`, errno(ERRNO_NETWORK))));
  };
  const start = (): void => {
    if (fault?.kind === 'late') after(fault.ms, send);
    else send();
  };
  const send = (): void => {
    if (options.uplink === undefined) return leave();
    cleanups.push(options.uplink(leave, () => end(network.lostConnection()), fault));
  };
  /** WeChat hears of the request. */
  const arrive = (): void => {
    hasArrived = true;
    if (app.networkSuspended) return endLater(interrupted());
    if (!network.isConnected || fault?.kind === 'offline') return endLater(network.lostConnection());
    cleanups.push(
      app.onNetworkSuspended(() => end(interrupted())),
      network.onChange(() => (network.isConnected ? undefined : endLater(network.lostConnection()))),
    );
    if (fault?.kind === 'fail') return after(fault.afterMs ?? 0, () => end(faultFailure(api, fault)));
    return void cleanups.push(parts.slots[api].take(start));
  };

  after(timeout, () => end(new ApiFailure('fail timeout', errno(ERRNO_TIMEOUT))));
  cleanups.push(parts.life.onEnd(aborted));
  let travelled = false;
  const stop = bridge.arrive(api, () => {
    if (travelled) timeline.record('wx.arrived', { call, api });
    arrive();
  });
  travelled = true;
  cleanups.push(stop);
  return abort;
}

/** A transport that throws at once (none configured) fails the call like one that rejects. */
function openTransport(parts: DeviceParts, request: TransportRequest): TransportExchange {
  try {
    return parts.transport(request);
  } catch (error) {
    return { response: Promise.reject(error instanceof Error ? error : new Error(String(error))), cancel: () => undefined };
  }
}

function standIn(fault: Extract<NetworkFault, { kind: 'respond' }>): TransportResponse {
  const headers = Object.entries({ 'content-type': 'text/html', ...fault.header });
  return { status: fault.statusCode, headers, body: utf8Encode(fault.body ?? '') };
}

function truncate(answer: TransportResponse, bytes: number): TransportResponse {
  return { ...answer, body: answer.body.slice(0, bytes) };
}

/** `connect ECONNREFUSED 127.0.0.1:1`: Node.js keeps the reason in `cause`. By shape, since the error may be of another realm. */
function describe(error: unknown): string {
  const { cause, message } = error as { cause?: { message?: string }; message?: string };
  return cause?.message || message || String(error);
}
