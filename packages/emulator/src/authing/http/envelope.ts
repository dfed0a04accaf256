import { randomUUID } from 'node:crypto';
import { ApiError } from '../errors/api-error';
import type { Lang } from '../errors/error-codes';
import { messageOf } from '../errors/error-codes';
import { newId } from '../store/store';

/** The three ways Authing wraps an answer. */
export type EnvelopeStyle = 'v2' | 'v3' | 'graphql';

/** How errors of REST v2 and GraphQL are worded; v3 has a form of its own. See `AuthingServerOptions.errorEnvelope`. */
export interface ErrorForm {
  envelope: 'code' | 'apiCode';
  /** HTTP status of a numbered error in REST v2. */
  status: 200 | 499;
}

/** The status that Authing's newer envelope gives to every numbered error. */
const NUMBERED = 499;

/** Which envelope a path answers with. */
export function styleOf(path: string): EnvelopeStyle {
  if (path.startsWith('/graphql')) return 'graphql';
  return path.startsWith('/api/v3/') ? 'v3' : 'v2';
}

/** What says which error it was: the whole body in REST v2, the message of the error in GraphQL. */
export function errorObject({ envelope }: ErrorForm, code: number, message: string, data: unknown): object {
  if (envelope === 'code') return { code, message, data };
  return { uniqueId: randomUUID(), statusCode: isHttpStatus(code) ? code : NUMBERED, message, apiCode: String(code), data };
}

/** Wraps an error. The inner message of the GraphQL form is an object, not a text. */
export function errorEnvelope(style: EnvelopeStyle, form: ErrorForm, code: number, message: string, data: unknown): object {
  if (style === 'graphql') return { data: null, errors: [{ message: errorObject(form, code, message, data) }] };
  if (style === 'v3') return { statusCode: statusCodeOf(code), apiCode: code, message, requestId: newId(), data };
  return errorObject(form, code, message, data);
}

/** The HTTP status under which a numbered error travels. */
export function errorStatus(style: EnvelopeStyle, form: ErrorForm, code: number): number {
  if (code === 413) return 413;
  return style === 'v2' && form.envelope === 'apiCode' && !isHttpStatus(code) ? form.status : 200;
}

/** Wraps a result (REST only; GraphQL results carry their own shape). */
export function successEnvelope(style: EnvelopeStyle, data: unknown): object {
  return style === 'v3'
    ? { statusCode: 200, message: 'ok', requestId: newId(), data: data ?? null }
    : { code: 200, message: 'ok', data: data ?? null };
}

/** The error envelope of something thrown. Unexpected errors are shown: this server is for developers. */
export function thrownEnvelope(style: EnvelopeStyle, form: ErrorForm, thrown: unknown, lang: Lang): { status: number; body: object } {
  if (thrown instanceof ApiError) {
    const { code, data } = thrown;
    return { status: errorStatus(style, form, code), body: errorEnvelope(style, form, code, thrown.text(lang), data) };
  }
  const reason = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return { status: 500, body: errorEnvelope(style, form, 500, messageOf(500, lang), { reason }) };
}

/** 400, 404, 413 and 500: the numbers that are no numbers of Authing's. */
const isHttpStatus = (code: number): boolean => code >= 400 && code < 600;

/** v3's coarse status: HTTP's numbers, inside the body. */
function statusCodeOf(code: number): number {
  if (code === 2020 || code === 2206 || code === 2207) return 401;
  if (code === 1001 || code === 2005) return 403;
  if (code === 404 || code === 2004 || code === 2011) return 404;
  if (code === 2100) return 429;
  return code >= 1000 || code < 400 ? 400 : code;
}
