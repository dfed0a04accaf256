import { ApiError } from '../errors/api-error';
import type { Routes } from '../http/endpoint';
import { readParameters } from '../http/parameters';
import type { Services } from '../services';
import { requireClient } from './clients';
import { oidcErrorResponse } from './oidc-error';
import { endFamily, readAccessToken } from './token-set';

/** Introspection (RFC 7662), revocation (RFC 7009), and Authing's own endpoint for checking a token. */
export const tokenInspection: Routes = (router, services) => {
  router.post('/:protocol{oidc|oauth}/token/introspection', async (context) => {
    try {
      const form = await readParameters(context.req.raw);
      const app = requireClient(services, context.req.raw, form);
      return context.json(inspect(services, app.appId, form.optional('token') ?? ''));
    } catch (error) {
      return oidcErrorResponse(context, error);
    }
  });

  router.post('/:protocol{oidc|oauth}/token/revocation', async (context) => {
    try {
      const form = await readParameters(context.req.raw);
      const app = requireClient(services, context.req.raw, form);
      revoke(services, app.appId, form.optional('token') ?? '');
      return context.body('', 200);
    } catch (error) {
      return oidcErrorResponse(context, error);
    }
  });

  /** Never an HTTP error: an invalid token is answered with `code: 400`. */
  router.get('/api/v2/oidc/validate_token', (context) => {
    const { id_token: idToken, access_token: accessToken } = context.req.query();
    const claims = idToken === undefined ? readAccessToken(services, accessToken ?? '') : readSigned(services, idToken);
    const kind = idToken === undefined ? 'access_token' : 'id_token';
    return context.json(claims ?? { code: 400, message: `${kind} is not valid` });
  });
};

function readSigned(services: Services, token: string): object | undefined {
  try {
    const claims = services.tokens.read(token);
    // An id_token has no session of its own; a sign-in token has one, which may have been ended.
    return claims.jti === undefined || services.tokens.liveSession(claims.jti) !== undefined ? claims : undefined;
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

/** A token that is unknown, over, or another client's is only said to be inactive. */
function inspect(services: Services, appId: string, token: string): object {
  const refresh = services.data.oidcGrants.find((grant) => grant.kind === 'refresh' && grant.value === token);
  if (refresh !== undefined) {
    const active = refresh.appId === appId && refresh.usedAt === null && refresh.expiresAt > Date.now();
    const exp = Math.floor(refresh.expiresAt / 1000);
    return active ? { active, sub: refresh.userId, client_id: appId, scope: refresh.scope, exp } : { active };
  }
  const claims = readAccessToken(services, token);
  if (claims === undefined || claims.aud !== appId) return { active: false };
  return { active: true, client_id: appId, token_type: 'Bearer', ...claims };
}

/** What is not there, or another client's, stays as it is; the answer is the same. */
function revoke(services: Services, appId: string, token: string): void {
  const refresh = services.data.oidcGrants.find((grant) => grant.kind === 'refresh' && grant.value === token && grant.appId === appId);
  if (refresh !== undefined) {
    endFamily(services, refresh);
    return;
  }
  const claims = readAccessToken(services, token);
  if (claims?.aud === appId) services.tokens.revoke(claims.jti);
}
