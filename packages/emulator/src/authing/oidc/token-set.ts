import { createHash } from 'node:crypto';
import type { App } from '../apps';
import { ApiError } from '../errors/api-error';
import type { Services } from '../services';
import type { OidcGrant, User } from '../store/entities';
import { newSecret } from '../store/store';
import { claimsOf } from './claims';

/** What the token endpoint, and v3's sign-ins, answer. */
export interface TokenSet {
  scope: string;
  token_type: 'Bearer';
  access_token: string;
  /** Seconds. */
  expires_in: number;
  /** With scope `openid`. */
  id_token?: string;
  /** With scope `offline_access`. */
  refresh_token?: string;
}

/** Payload of an access token. Unlike a sign-in token it has a scope and no `data`. */
export interface AccessClaims {
  sub: string;
  aud: string;
  scope: string;
  jti: string;
  iat: number;
  exp: number;
}

const REFRESH_LIFETIME = 30 * 86_400_000;

/** Issues tokens for a user. `family` ties all tokens of one authorization together. */
export function issueTokenSet(
  services: Services,
  app: App,
  user: User,
  scope: string,
  { nonce = null, family = newSecret() }: { nonce?: string | null; family?: string } = {},
): TokenSet {
  const granted = new Set(scope.split(' '));
  const { access_token, expires_in, common } = issueAccessToken(services, app, user.id, scope);
  const set: TokenSet = { scope, token_type: 'Bearer', access_token, expires_in };
  if (granted.has('openid')) {
    const atHash = createHash('sha256').update(access_token).digest().subarray(0, 16).toString('base64url');
    set.id_token = services.tokens.signFor(app, {
      ...claimsOf(user, scope),
      ...common,
      at_hash: atHash,
      ...(nonce === null ? {} : { nonce }),
    });
  }
  if (granted.has('offline_access')) {
    set.refresh_token = newSecret();
    services.data.oidcGrants.push({
      kind: 'refresh',
      value: set.refresh_token,
      appId: app.appId,
      userId: user.id,
      scope,
      redirectUri: null,
      nonce,
      codeChallenge: null,
      family,
      expiresAt: Date.now() + REFRESH_LIFETIME,
      usedAt: null,
    });
  }
  return set;
}

/** An access token alone; `subject` is a user's id or, for machines, the access key. */
export function issueAccessToken(services: Services, app: App, subject: string, scope: string) {
  const iat = Math.floor(Date.now() / 1000);
  const exp = iat + app.tokenLifetime;
  const { id } = services.tokens.openSession(subject, app.appId, exp);
  const common = { iss: `${services.url()}/oidc`, aud: app.appId, iat, exp };
  return { access_token: services.tokens.sign({ ...common, sub: subject, scope, jti: id }), expires_in: app.tokenLifetime, common };
}

/** Checks an access token: signature, age, revocation. Undefined for anything that is not a valid one. */
export function readAccessToken(services: Services, token: string): AccessClaims | undefined {
  try {
    const claims = services.tokens.read(token);
    const valid = typeof claims['scope'] === 'string' && services.tokens.liveSession(claims.jti) !== undefined;
    return valid ? (claims as unknown as AccessClaims) : undefined;
  } catch (error) {
    // 2206 and 2207: expired, or not ours.
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

/** Ends every grant that came from the same authorization. */
export function endFamily(services: Services, { family }: OidcGrant): void {
  for (const grant of services.data.oidcGrants) if (grant.family === family) grant.usedAt ??= Date.now();
}
