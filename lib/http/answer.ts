import { AuthingError } from '../errors/authing-error';
import type { WxResponse } from '../wx/request';

/** What Authing's REST API wraps every answer in; v3 says `statusCode` where v2 says `code`. */
export interface Envelope {
  code?: number;
  statusCode?: number;
  /** v3: Authing's number, where `statusCode` is HTTP's; a number or its digits. */
  apiCode?: number | string;
  message?: string;
  data?: unknown;
}

/** Authing's numbers for "not signed in", "sign-in expired", "sign-in not valid". */
const unauthenticatedCodes = [2020, 2206, 2207];
/** Authing's numbers for "busy" and "too frequent". */
const transientCodes = [1000, 2100];

/** The envelope in an answer, or undefined: a proxy's page, another service, truncated JSON. */
export function envelopeIn(data: unknown): Envelope | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { code, statusCode } = data as Envelope;
  return typeof code === 'number' || typeof statusCode === 'number' ? (data as Envelope) : undefined;
}

/** `data` of a successful answer. @throws AuthingError reason `server`, `unauthenticated` or `http` */
export function dataOf(response: WxResponse): unknown {
  const envelope = envelopeIn(response.data);
  if (!envelope) throw isSuccess(response) ? notAuthing() : httpError(response);
  if (envelope.code === 200 || envelope.statusCode === 200) {
    if (isSuccess(response)) return envelope.data;
    throw httpError(response);
  }
  throw authingRefusal(Number(envelope.apiCode) || envelope.code || envelope.statusCode, envelope.message, envelope.data);
}

/** Authing understood and said no. */
export function authingRefusal(code: unknown, message: unknown, data: unknown): AuthingError {
  if (typeof code !== 'number') return notAuthing();
  return new AuthingError(unauthenticatedCodes.indexOf(code) >= 0 ? 'unauthenticated' : 'server', {
    stage: 'request',
    code,
    // A server that failed is not a server that refused: numbers like HTTP's 5xx pass.
    retryable: transientCodes.indexOf(code) >= 0 || (code >= 500 && code < 600),
    data,
    ...(typeof message === 'string' && { message: fitToShow(message) }),
  });
}

/**
 * A server's words on their way to a user: not endless, and without what a server might repeat of a request. Codes, tokens and
 * encrypted data are long runs of letters and digits; phone numbers are runs of digits.
 */
export function fitToShow(words: string): string {
  return words
    .replace(/[\w+/=.-]{20,}/g, (run) => (/\d/.test(run) ? '…' : run))
    .replace(/\d{7,}/g, '…')
    .slice(0, 200);
}

/** 2xx, but nothing that Authing says. */
export function notAuthing(): AuthingError {
  return new AuthingError('server', { stage: 'request' });
}

export function isSuccess({ status }: WxResponse): boolean {
  return status >= 200 && status < 300;
}

/** Not 2xx, and nothing in it from Authing. */
export function httpError({ status }: WxResponse): AuthingError {
  return new AuthingError(status === 401 ? 'unauthenticated' : 'http', {
    stage: 'request',
    data: { status },
    retryable: status >= 500 || status === 429,
  });
}
