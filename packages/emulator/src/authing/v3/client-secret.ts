import { ApiError } from '../errors/api-error';
import type { Call } from '../http/endpoint';
import { basicCredentials } from '../oidc/clients';

/**
 * Checks `client_id` and `client_secret` of a v3 sign-in. They may be left out, since a mini program has no secret to send, unless the
 * application is set up for one way of sending them. Throws 2011 for another application's id, 1001 for a secret that is wrong, missing,
 * or comes another way.
 */
export function requireRightSecret({ caller, body, request }: Call): void {
  const { appId, secret, tokenEndpointAuthMethod } = caller.app;
  const basic = basicCredentials(request);
  const id = basic?.id ?? body.optional('client_id');
  const posted = body.optional('client_secret');
  const given = basic?.secret ?? posted;
  if (id !== undefined && id !== appId) throw new ApiError(2011);
  const wanted =
    tokenEndpointAuthMethod === undefined || tokenEndpointAuthMethod === 'none'
      ? given
      : tokenEndpointAuthMethod === 'client_secret_basic'
        ? (basic?.secret ?? '')
        : (posted ?? '');
  if (wanted !== undefined && wanted !== secret) throw new ApiError(1001, { about: 'client_secret' });
}
