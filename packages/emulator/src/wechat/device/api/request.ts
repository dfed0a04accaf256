import { ApiFailure } from '../api-failure';
import type { Callbacks } from '../bridge';
import { toArrayBuffer, utf8Decode } from '../bytes';
import { checkAddress } from '../network/address';
import { requestHeaders, responseCookies, responseHeader } from '../network/headers';
import { startHttpExchange } from '../network/http-exchange';
import { encodeData } from '../network/request-body';
import type { TransportResponse } from '../network/transport';
import { NotModelledError } from '../strict-object';
import type { DeviceParts } from '../parts';
import { strictObject } from '../strict-object';

/** WeChat's default (ms). */
const DEFAULT_TIMEOUT_MS = 60_000;
const methods = new Set(['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE']);

/** Options that only change how bytes travel. A mini program cannot see the difference here. */
const withoutEffect: Record<string, string> = {
  enableHttp2: 'the transport decides',
  enableQuic: 'the transport decides',
  enableHttpDNS: 'the transport decides',
  enableHttpDNSFallback: 'the transport decides',
  httpDNSServiceId: 'the transport decides',
  httpDNSTimeout: 'the transport decides',
  enableCache: 'nothing is cached',
  enableProfile: 'no profile is measured',
  forceCellularNetwork: 'there is one connection',
  useHighPerformanceMode: 'the transport decides',
};

type Option = WechatMiniprogram.RequestOption & Record<string, unknown>;
interface Result {
  data: unknown;
  statusCode: number;
  header: Record<string, string>;
  cookies: string[];
}

/** `wx.request`: callbacks only, returns a RequestTask. */
export function requestApi(parts: DeviceParts): Record<string, unknown> {
  return { request: (option: Option) => startRequest(parts, option) };
}

function startRequest(parts: DeviceParts, option: Option): object {
  if (option.enableChunked) throw new NotModelledError('wx.request({ enableChunked })');
  const { bridge, timeline } = parts;
  const call = bridge.open('request');
  const callbacks = option as unknown as Callbacks<Result>;
  const headersListeners = new Set<(result: object) => void>();
  for (const [name, why] of Object.entries(withoutEffect)) {
    if (option[name] !== undefined) timeline.record('option.ignored', { api: 'request', option: name, why });
  }

  const finish = (result: Result | ApiFailure): void => {
    const outcome = result instanceof ApiFailure ? bridge.worded('request', result) : result;
    if (outcome instanceof ApiFailure) {
      timeline.record('request.failed', { call, url: option.url, errMsg: `request:${outcome.reason}` });
      return bridge.answerNow(call, 'request', callbacks, outcome);
    }
    const { statusCode, header, cookies } = outcome;
    timeline.record('request.answered', { call, url: option.url, statusCode });
    try {
      if (parts.life.alive) for (const listener of headersListeners) listener({ statusCode, header: { ...header }, cookies: [...cookies] });
    } finally {
      bridge.answerNow(call, 'request', callbacks, outcome);
    }
    return undefined;
  };
  let abort = (): void => undefined;
  try {
    abort = open(parts, call, option, (outcome) => finish(outcome instanceof ApiFailure ? outcome : toResult(parts, option, outcome)));
  } catch (error) {
    // Failures of the platform end the call; anything else is a defect of the model and stays loud.
    if (!(error instanceof ApiFailure)) throw error;
    bridge.later(() => finish(error));
  }
  return strictObject('RequestTask', {
    abort: () => abort(),
    onHeadersReceived: (listener: (result: object) => void) => void headersListeners.add(listener),
    offHeadersReceived: (listener?: (result: object) => void) =>
      void (listener === undefined ? headersListeners.clear() : headersListeners.delete(listener)),
  });
}

function open(parts: DeviceParts, call: number, option: Option, onEnd: (outcome: TransportResponse | ApiFailure) => void): () => void {
  const { settings, timeline } = parts;
  const address = checkAddress(option.url, ['http', 'https'], settings.domains?.request);
  const method = String(option.method ?? 'GET').toUpperCase();
  if (!methods.has(method)) throw new ApiFailure(`fail invalid method "${method}"`);
  const { headers, dropped } = requestHeaders(option.header ?? {}, settings);
  for (const name of dropped) timeline.record('option.ignored', { api: 'request', option: `header.${name}`, why: 'WeChat sets it' });
  headers['content-type'] ??= 'application/json';
  const { url, body } = encodeData(method, address, option.data, headers['content-type']);
  const redirect = option.redirect ?? 'follow';
  const timeout = option.timeout ?? DEFAULT_TIMEOUT_MS;
  return startHttpExchange(parts, { url, method, headers, redirect, ...(body && { body }) }, { api: 'request', call, timeout }, onEnd);
}

function toResult({ settings }: DeviceParts, option: Option, response: TransportResponse): Result {
  const { body, status: statusCode } = response;
  const header = responseHeader(response, settings.headerCase);
  return { data: toData(option, body), statusCode, header, cookies: responseCookies(response) };
}

function toData({ responseType, dataType }: Option, body: Uint8Array): unknown {
  if (responseType === 'arraybuffer') return toArrayBuffer(body);
  const text = utf8Decode(body);
  if ((dataType ?? 'json') !== 'json') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // WeChat hands over what it could not parse as the string it is.
    return text;
  }
}
