import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Env } from '../http/endpoint';

/** The error names of OAuth 2.0 and OpenID Connect that this server uses. */
export type OidcErrorName =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_scope'
  | 'invalid_token'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'unsupported_response_type'
  | 'login_required';

/** An error in OAuth's own form: `{ error, error_description }`, not Authing's envelope. */
export class OidcError extends Error {
  constructor(
    readonly error: OidcErrorName,
    description: string,
  ) {
    super(description);
    this.name = 'OidcError';
  }
}

/** Answers an OidcError: 401 for clients and tokens, 400 for everything else. Rethrows anything that is none. */
export function oidcErrorResponse(context: Context<Env>, thrown: unknown): Response {
  if (!(thrown instanceof OidcError)) throw thrown;
  const status: ContentfulStatusCode = thrown.error === 'invalid_client' || thrown.error === 'invalid_token' ? 401 : 400;
  if (thrown.error === 'invalid_token') context.header('www-authenticate', 'Bearer error="invalid_token"');
  return context.json({ error: thrown.error, error_description: thrown.message }, status);
}
