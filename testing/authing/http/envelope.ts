import { ApiError } from '../errors/api-error';
import type { Lang } from '../errors/error-codes';
import { messageOf } from '../errors/error-codes';
import { newId } from '../store/store';

/** The three ways Authing wraps an answer. */
export type EnvelopeStyle = 'v2' | 'v3' | 'graphql';

/** Which envelope a path answers with. */
export function styleOf(path: string): EnvelopeStyle {
  if (path.startsWith('/graphql')) return 'graphql';
  return path.startsWith('/api/v3/') ? 'v3' : 'v2';
}

/** Wraps an error. The inner message of the GraphQL form is an object, not a text. */
export function errorEnvelope(style: EnvelopeStyle, code: number, message: string, data: unknown): object {
  if (style === 'graphql') return { data: null, errors: [{ message: { code, message, data } }] };
  if (style === 'v3') return { statusCode: statusCodeOf(code), apiCode: code, message, requestId: newId(), data };
  return { code, message, data };
}

/** Wraps a result (REST only; GraphQL results carry their own shape). */
export function successEnvelope(style: EnvelopeStyle, data: unknown): object {
  return style === 'v3'
    ? { statusCode: 200, message: 'ok', requestId: newId(), data: data ?? null }
    : { code: 200, message: 'ok', data: data ?? null };
}

/** The error envelope of something thrown. Unexpected errors are shown: this server is for developers. */
export function thrownEnvelope(style: EnvelopeStyle, thrown: unknown, lang: Lang): { status: number; body: object } {
  if (thrown instanceof ApiError) {
    return { status: thrown.code === 413 ? 413 : 200, body: errorEnvelope(style, thrown.code, thrown.text(lang), thrown.data) };
  }
  const reason = thrown instanceof Error ? thrown.stack ?? thrown.message : String(thrown);
  return { status: 500, body: errorEnvelope(style, 500, messageOf(500, lang), { reason }) };
}

/** v3's coarse status: HTTP's numbers, inside the body. */
function statusCodeOf(code: number): number {
  if (code === 2020 || code === 2206 || code === 2207) return 401;
  if (code === 1001 || code === 2005) return 403;
  if (code === 404 || code === 2004 || code === 2011) return 404;
  if (code === 2100) return 429;
  return code >= 1000 || code < 400 ? 400 : code;
}
