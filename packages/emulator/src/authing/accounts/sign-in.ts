import { ApiError } from '../errors/api-error';
import type { Caller, Services } from '../services';
import type { User } from '../store/entities';
import { nowIso } from '../store/store';
import type { TokenClaims } from '../tokens';
import { wireUser } from './wire-user';

/** An account as a successful sign-in answers it. */
export type SignedInUser = ReturnType<typeof wireUser>;

/** The caller's account. Throws 2020 without a token, 2206, 2207, 2004 for an account that is gone, 2005 for a locked one. */
export function requireUser(services: Services, caller: Caller): { user: User; claims: TokenClaims } {
  if (caller.token === undefined) throw new ApiError(2020);
  const claims = services.tokens.verify(caller.token, caller.app);
  const user = services.accounts.byId(claims.sub);
  if (user === undefined) throw new ApiError(2004);
  if (user.blocked) throw new ApiError(2005);
  return { user, claims };
}

/** Finishes a sign-in whose credentials were right: refuses locked accounts (2005), counts, and issues the token. */
export function signIn(services: Services, caller: Caller, user: User, newlyCreated = false): SignedInUser {
  countSignIn(caller, user);
  const { token, jti, exp } = services.tokens.issue(user, caller.app);
  caller.rememberSession(jti);
  caller.note('signedIn', { userId: user.id, newlyCreated });
  return wireUser(user, { token, tokenExpiredAt: new Date(exp * 1000).toISOString(), newlyCreated });
}

/** Counts a sign-in. Throws 2005 for a locked account. */
export function countSignIn(caller: Caller, user: User): void {
  if (user.blocked) throw new ApiError(2005);
  user.loginsCount += 1;
  user.lastLogin = nowIso();
  user.lastIP = caller.ip;
}

/** The caller's own account as profile queries and updates answer it: without a fresh token. */
export function ownAccount(services: Services, caller: Caller, user: User): SignedInUser {
  return wireUser(user, { token: services.profileToken === 'current' ? (caller.token ?? null) : null });
}
