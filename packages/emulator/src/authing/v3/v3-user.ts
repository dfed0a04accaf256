import { requireUser } from '../accounts/sign-in';
import { wireUser } from '../accounts/wire-user';
import { ApiError } from '../errors/api-error';
import { readAccessToken } from '../oidc/token-set';
import type { Caller, Services } from '../services';
import type { User } from '../store/entities';

/**
 * The caller's account for v3 endpoints, which take access tokens; the SDK's older client sends its sign-in token to some of them, so
 * that is taken, too. Throws 2020, 2206, 2207, 2004, 2005.
 */
export function requireV3User(services: Services, caller: Caller): User {
  const claims = caller.token === undefined ? undefined : readAccessToken(services, caller.token);
  if (claims === undefined) return requireUser(services, caller).user;
  if (claims.aud !== caller.app.appId) throw new ApiError(2207);
  const user = services.accounts.byId(claims.sub);
  if (user === undefined) throw new ApiError(2004);
  if (user.blocked) throw new ApiError(2005);
  return user;
}

/** An account in v3's words: `userId` for `id`, no token, no password. */
export function v3User(user: User) {
  const { id, token, tokenExpiredAt, password, registerSource, ...rest } = wireUser(user);
  return { userId: id, registerSource, ...rest };
}
