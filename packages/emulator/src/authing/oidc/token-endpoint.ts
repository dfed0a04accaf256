import { createHash } from 'node:crypto';
import { ApiError } from '../errors/api-error';
import type { App } from '../apps';
import type { Routes } from '../http/endpoint';
import type { Parameters } from '../http/parameters';
import { readParameters } from '../http/parameters';
import type { Services } from '../services';
import type { OidcGrant, User } from '../store/entities';
import { requireClient } from './clients';
import { OidcError, oidcErrorResponse } from './oidc-error';
import type { TokenSet } from './token-set';
import { endFamily, issueAccessToken, issueTokenSet } from './token-set';

type Grant = (services: Services, request: Request, form: Parameters) => object;

const grants: Record<string, Grant> = {
  authorization_code: byCode,
  refresh_token: byRefreshToken,
  client_credentials: byClientCredentials,
  'http://authing.cn/oidc/grant_type/authing_token': bySignInToken,
};

/** Where grants become tokens. */
export const tokenEndpoint: Routes = (router, services) => {
  router.post('/:protocol{oidc|oauth}/token', async (context) => {
    try {
      const form = await readParameters(context.req.raw);
      const grant = grants[form.optional('grant_type') ?? ''];
      if (grant === undefined) throw new OidcError('unsupported_grant_type', form.optional('grant_type') ?? 'grant_type is missing');
      context.header('cache-control', 'no-store');
      return context.json(grant(services, context.req.raw, form));
    } catch (error) {
      return oidcErrorResponse(context, error);
    }
  });
};

function byCode(services: Services, request: Request, form: Parameters): TokenSet {
  const app = requireClient(services, request, form);
  const grant = take(services, app, 'code', form.optional('code'));
  if (grant.redirectUri !== (form.optional('redirect_uri') ?? null)) throw new OidcError('invalid_grant', 'redirect_uri does not match');
  checkVerifier(grant, form.optional('code_verifier'));
  return issueTokenSet(services, app, userOf(services, grant.userId), grant.scope, grant);
}

/** Each refresh token is good once and brings the next one. */
function byRefreshToken(services: Services, request: Request, form: Parameters): TokenSet {
  const app = requireClient(services, request, form);
  const grant = take(services, app, 'refresh', form.optional('refresh_token'));
  return issueTokenSet(services, app, userOf(services, grant.userId), grant.scope, grant);
}

function byClientCredentials(services: Services, _request: Request, form: Parameters): object {
  const accessKey = form.optional('client_id');
  const secret = form.optional('client_secret');
  for (const app of services.apps.all) {
    const access = app.programmaticAccess?.find((candidate) => candidate.accessKey === accessKey);
    if (access === undefined) continue;
    if (access.accessSecret !== secret) throw new OidcError('invalid_client', 'wrong client secret');
    const scope = form.optional('scope') ?? '';
    const refused = scope.split(' ').filter((name) => !access.scopes.includes(name));
    if (refused.length > 0) throw new OidcError('invalid_scope', `not allowed: ${refused.join(' ')}`);
    const { access_token, expires_in } = issueAccessToken(services, app, access.accessKey, scope);
    return { scope, token_type: 'Bearer', access_token, expires_in };
  }
  throw new OidcError('invalid_client', 'unknown access key');
}

/** A sign-in token of this application stands for its user. */
function bySignInToken(services: Services, request: Request, form: Parameters): TokenSet {
  const app = requireClient(services, request, form);
  try {
    const claims = services.tokens.verify(form.optional('token') ?? '', app);
    return issueTokenSet(services, app, userOf(services, claims.sub), form.optional('scope') || 'openid profile');
  } catch (error) {
    if (error instanceof ApiError) throw new OidcError('invalid_grant', error.text('en-US'));
    throw error;
  }
}

/** Uses up a code or refresh token. Using one twice ends everything that came from it: somebody has stolen it. */
function take(services: Services, app: App, kind: OidcGrant['kind'], value: string | undefined): OidcGrant {
  const grant = services.data.oidcGrants.find((candidate) => candidate.kind === kind && candidate.value === value);
  if (grant === undefined || grant.appId !== app.appId) throw new OidcError('invalid_grant', `unknown ${kind}`);
  if (grant.usedAt !== null) {
    endFamily(services, grant);
    throw new OidcError('invalid_grant', `the ${kind} has been used`);
  }
  if (Date.now() >= grant.expiresAt) throw new OidcError('invalid_grant', `the ${kind} has expired`);
  grant.usedAt = Date.now();
  return grant;
}

function checkVerifier({ codeChallenge }: OidcGrant, verifier: string | undefined): void {
  if (codeChallenge === null && verifier === undefined) return;
  if (codeChallenge === null || verifier === undefined) throw new OidcError('invalid_grant', 'code_verifier does not match');
  const answer = codeChallenge.method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url');
  if (answer !== codeChallenge.value) throw new OidcError('invalid_grant', 'code_verifier does not match');
}

function userOf(services: Services, id: string): User {
  const user = services.accounts.byId(id);
  if (user === undefined || user.blocked) throw new OidcError('invalid_grant', 'the user cannot sign in any more');
  return user;
}
