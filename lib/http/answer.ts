import { AuthingError } from '../errors/authing-error';
import type { WxResponse } from '../wx/request';
import { isObject } from '../is-object';

/** What Authing's REST API wraps every answer in; v3 says `statusCode` where v2 says `code`. */
export interface Envelope {
  code?: number;
  statusCode?: number;
  /** v3: Authing's number, where `statusCode` is HTTP's; a number or its digits. */
  apiCode?: number | string;
  message?: string;
  data?: unknown;
}

/** HTTP's number, and Authing's for "not signed in", "sign-in expired", "sign-in not valid". */
const unauthenticatedCodes = [401, 2020, 2206, 2207];
/** HTTP's number for "too many", and Authing's for "busy" and "too frequent". */
const transientCodes = [429, 1000, 2100];

/** The envelope in an answer, or undefined: a proxy's page, another service, truncated JSON. */
export function envelopeIn(data: unknown): Envelope | undefined {
  if (!isObject(data)) return undefined;
  const { code, statusCode } = data as Envelope;
  return typeof code === 'number' || typeof statusCode === 'number' ? (data as Envelope) : undefined;
}

/** Where the numbers of an error stand, as texts sometimes. */
export interface ErrorNumbers {
  apiCode?: unknown;
  code?: unknown;
  statusCode?: unknown;
}

/** The number of an error: Authing's, where HTTP's stands beside it. NaN where there is none. */
export function codeIn({ apiCode, code, statusCode }: ErrorNumbers): number {
  return Number(apiCode) || Number(code) || Number(statusCode);
}

/**
 * `data` of a successful answer.
 * @param withoutToken the request carried none: whatever refuses it says nothing about who is signed in
 * @throws AuthingError reason `server`, `unauthenticated` or `http`
 */
export function dataOf(response: WxResponse, withoutToken?: boolean): unknown {
  const envelope = envelopeIn(response.data);
  if (!envelope) throw isSuccess(response) ? notAuthing() : httpError(response, withoutToken);
  if (envelope.code === 200 || envelope.statusCode === 200) {
    if (isSuccess(response)) return envelope.data;
    throw httpError(response, withoutToken);
  }
  throw authingRefusal(codeIn(envelope), envelope.message, envelope.data, response.status, withoutToken);
}

/**
 * Authing understood and said no.
 * @param status of the answer. 401 means `unauthenticated` whatever the number; 429, and a 5xx with a number that is not one of
 *   Authing's own, can pass
 * @param withoutToken see {@link dataOf}
 */
export function authingRefusal(code: number, message: unknown, data: unknown, status = 200, withoutToken?: boolean): AuthingError {
  if (!code) return notAuthing();
  const signedOut = !withoutToken && (status === 401 || unauthenticatedCodes.indexOf(code) >= 0);
  return new AuthingError(signedOut ? 'unauthenticated' : 'server', {
    stage: 'request',
    code,
    // A server that failed is not a server that refused: numbers like HTTP's 5xx pass.
    retryable: !signedOut && (canPass(code) || (canPass(status) && (code < 1000 || status === 429))),
    data,
    ...(typeof message === 'string' && { message: fitToShow(message) }),
  });
}

/** Whether a number like HTTP's, or Authing's, means that another try can succeed. */
export function canPass(code: number): boolean {
  return transientCodes.indexOf(code) >= 0 || (code >= 500 && code < 600);
}

/**
 * A server's words on their way to a user: not endless, and without what a server might repeat of a request. Codes, tokens and
 * encrypted data are long runs of letters and digits; phone numbers are runs of digits.
 */
export function fitToShow(words: string): string {
  return words
    .replace(/[\w+/=.-]{20,}/g, (word) => (/\d/.test(word) ? '…' : word))
    .replace(/[\d\uff10-\uff19](?:[ -]?[\d\uff10-\uff19]){6,}/g, '…')
    .slice(0, 200);
}

/** 2xx, but nothing that Authing says. */
export function notAuthing(): AuthingError {
  return new AuthingError('server', { stage: 'request' });
}

export function isSuccess({ status }: WxResponse): boolean {
  return status >= 200 && status < 300;
}

/** Not 2xx, and nothing in it from Authing. @param withoutToken see {@link dataOf} */
export function httpError({ status }: WxResponse, withoutToken?: boolean): AuthingError {
  return new AuthingError(status === 401 && !withoutToken ? 'unauthenticated' : 'http', {
    stage: 'request',
    data: { status },
    retryable: canPass(status),
  });
}
