import { unlink } from '../accounts/identities';
import { wireIdentity } from '../accounts/wire-user';
import { ApiError } from '../errors/api-error';
import type { Routes } from '../http/endpoint';
import { endpoint } from '../http/endpoint';
import { requireV3User } from './v3-user';

/** Outside identities of the caller's account: the list, a link for adding one, removing one. */
export const identities: Routes = (router, services) => {
  router.get(
    '/api/v3/get-identities',
    endpoint(services, ({ caller }) => {
      const user = requireV3User(services, caller);
      return user.identities.map((identity) => ({ ...wireIdentity(user, identity), userInfoInIdp: identity.userInfoInIdp }));
    }),
  );

  router.get(
    '/api/v3/generate-link-extidp-url',
    endpoint(services, ({ caller, query }) => {
      const idToken = query.required('id_token');
      const identifier = query.required('ext_idp_conn_identifier');
      if (query.required('app_id') !== caller.app.appId) throw new ApiError(2011);
      const claims = services.tokens.read(idToken);
      if (claims.aud !== caller.app.appId) throw new ApiError(2207);
      const target = new URLSearchParams({ app_id: caller.app.appId, id_token: idToken, ext_idp_conn_identifier: identifier });
      return { url: `${services.url()}/api/v3/link-extidp?${target.toString()}` };
    }),
  );

  router.post(
    '/api/v3/unlink-extidp',
    endpoint(services, ({ caller, body }) => {
      const extIdpId = body.required('extIdpId');
      unlink(requireV3User(services, caller), (identity) => identity.extIdpId === extIdpId);
      return { success: true };
    }),
  );
};
