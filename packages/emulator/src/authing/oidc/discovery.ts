import type { Routes } from '../http/endpoint';
import { scopes } from './claims';

/** What clients need to know about the OpenID provider, and the key its tokens are signed with. */
export const discovery: Routes = (router, services) => {
  router.get('/oidc/.well-known/openid-configuration', (context) => {
    const issuer = `${services.url()}/oidc`;
    return context.json({
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/me`,
      introspection_endpoint: `${issuer}/token/introspection`,
      revocation_endpoint: `${issuer}/token/revocation`,
      end_session_endpoint: `${issuer}/session/end`,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      scopes_supported: scopes,
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
      code_challenge_methods_supported: ['S256', 'plain'],
      token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic', 'none'],
      id_token_signing_alg_values_supported: ['RS256', 'HS256'],
      subject_types_supported: ['public'],
    });
  });

  router.get('/oidc/.well-known/jwks.json', (context) => context.json({ keys: [services.keys().jwk] }));
};
