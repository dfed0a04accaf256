import type { ErrorCode, Lang } from './error-codes';
import { messageOf } from './error-codes';

/** What an error of Authing's API carries beside its number. */
export interface ApiErrorDetail {
  /** Replaces the catalogue's message, in every language. */
  message?: string;
  /** Added to the catalogue's message, after a colon: which parameter, which field. */
  about?: string;
  /** The envelope's `data`; `null` unless given. */
  data?: unknown;
}

/**
 * An answer of the server that is an error. Thrown anywhere below an endpoint; the transport (REST v2, v3 or GraphQL) puts it into
 * its own envelope, in the language the request asked for.
 */
export class ApiError extends Error {
  readonly code: number;
  readonly data: unknown;

  constructor(
    code: ErrorCode,
    private readonly detail: ApiErrorDetail = {},
  ) {
    super(detail.message ?? messageOf(code, 'en-US'));
    this.name = 'ApiError';
    this.code = code;
    this.data = detail.data ?? null;
  }

  /** The message as the client reads it. */
  text(lang: Lang): string {
    const message = this.detail.message ?? messageOf(this.code as ErrorCode, lang);
    return this.detail.about === undefined ? message : `${message}: ${this.detail.about}`;
  }
}
