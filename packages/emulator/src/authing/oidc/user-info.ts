import type { Context } from 'hono';
import type { Env, Routes } from '../http/endpoint';
import { tokenOf } from '../http/endpoint';
import { readParameters } from '../http/parameters';
import { claimsOf } from './claims';
import { OidcError, oidcErrorResponse } from './oidc-error';
import { readAccessToken } from './token-set';

/** The user behind an access token, which may come in the header, the query or (POST) the form. */
export const userInfo: Routes = (router, services) => {
  router.on(['GET', 'POST'], '/:protocol{oidc|oauth}/me', async (context) => {
    try {
      const claims = readAccessToken(services, await accessTokenOf(context));
      const user = claims === undefined ? undefined : services.accounts.byId(claims.sub);
      if (claims === undefined || user === undefined) throw new OidcError('invalid_token', 'invalid or expired access token');
      return context.json(claimsOf(user, claims.scope));
    } catch (error) {
      return oidcErrorResponse(context, error);
    }
  });
};

async function accessTokenOf(context: Context<Env>): Promise<string> {
  const token = tokenOf(context.req.raw) ?? context.req.query('access_token');
  if (token !== undefined || context.req.method === 'GET') return token ?? '';
  return (await readParameters(context.req.raw)).optional('access_token') ?? '';
}
