import type { App } from '../apps';
import type { Routes } from '../http/endpoint';
import { browserSession } from '../http/browser-session';
import { Parameters } from '../http/parameters';
import type { Services } from '../services';
import type { Authorization, User } from '../store/entities';
import { newSecret } from '../store/store';
import { isPublic } from './clients';
import { scopes } from './claims';
import { OidcError, oidcErrorResponse } from './oidc-error';

const CODE_LIFETIME = 600_000;

/** Issues an authorization code: good once, for ten minutes. */
export function issueCode(services: Services, app: App, user: User, authorization: Authorization): string {
  const { redirectUri, scope = 'openid profile', nonce = null, codeChallenge = null } = authorization;
  const value = newSecret();
  services.data.oidcGrants.push({
    kind: 'code',
    value,
    appId: app.appId,
    userId: user.id,
    scope,
    redirectUri,
    nonce,
    codeChallenge,
    family: newSecret(),
    expiresAt: Date.now() + CODE_LIFETIME,
    usedAt: null,
  });
  return value;
}

/** The authorization endpoint, for users who are signed in already (there is no sign-in page): code flow with or without PKCE. */
export const authorize: Routes = (router, services) => {
  router.get('/:protocol{oidc|oauth}/auth', (context) => {
    const query = new Parameters(context.req.query());
    let app: App;
    let redirectUri: string;
    try {
      ({ app, redirectUri } = target(services, query));
    } catch (error) {
      // Nobody is redirected to an address that is not the client's.
      return oidcErrorResponse(context, error);
    }
    const answer = new URL(redirectUri);
    const state = query.optional('state');
    if (state !== undefined) answer.searchParams.set('state', state);
    try {
      const authorization = read(app, query, redirectUri);
      const signedIn = browserSession(context, services);
      if (signedIn === undefined) throw new OidcError('login_required', 'nobody is signed in');
      answer.searchParams.set('code', issueCode(services, app, signedIn.user, authorization));
    } catch (error) {
      if (!(error instanceof OidcError)) throw error;
      answer.searchParams.set('error', error.error);
      answer.searchParams.set('error_description', error.message);
    }
    return context.redirect(answer.toString());
  });
};

function target(services: Services, query: Parameters): { app: App; redirectUri: string } {
  const app = services.apps.find(query.optional('client_id') ?? '');
  if (app === undefined) throw new OidcError('invalid_client', 'unknown client');
  const redirectUri = query.optional('redirect_uri') ?? '';
  if (!app.redirectUris.includes(redirectUri)) throw new OidcError('invalid_request', 'redirect_uri is not registered');
  return { app, redirectUri };
}

function read(app: App, query: Parameters, redirectUri: string): Authorization {
  if (query.optional('response_type') !== 'code') throw new OidcError('unsupported_response_type', 'only code is supported');
  const scope = query.optional('scope') ?? 'openid';
  const unknown = scope.split(' ').filter((name) => name !== 'user' && !(scopes as readonly string[]).includes(name));
  if (unknown.length > 0) throw new OidcError('invalid_scope', `unknown scope: ${unknown.join(' ')}`);
  const challenge = query.optional('code_challenge');
  const method = query.optional('code_challenge_method') ?? 'plain';
  if (method !== 'S256' && method !== 'plain') throw new OidcError('invalid_request', 'unknown code_challenge_method');
  if (challenge === undefined && isPublic(app)) throw new OidcError('invalid_request', 'a public client needs code_challenge');
  const codeChallenge = challenge === undefined ? null : ({ value: challenge, method } as const);
  return { redirectUri, scope, nonce: query.optional('nonce') ?? null, codeChallenge };
}
