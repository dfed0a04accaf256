import { ApiError } from '../errors/api-error';
import type { Caller, Services } from '../services';
import type { User } from '../store/entities';

/** What a token for the next step of a sign-in allows. */
export type Step = 'first-login' | 'force-reset' | 'mfa' | 'delete-account';

/** Seconds. */
export const STEP_LIFETIME = 600;

/** A token that carries something half-finished, mostly a sign-in, to its next step; valid for ten minutes. */
export function stepToken(services: Services, caller: Caller, user: User, purpose: Step): string {
  const now = Math.floor(Date.now() / 1000);
  return services.tokens.sign({ sub: user.id, aud: caller.app.appId, purpose, iat: now, exp: now + STEP_LIFETIME });
}

/** The account whose sign-in a step token carries on. Throws 2206 or 2207. */
export function userOfStep(services: Services, caller: Caller, token: string, purpose: Step): User {
  const claims = services.tokens.read(token);
  const user = claims.sub === undefined ? undefined : services.accounts.byId(claims.sub);
  if (claims['purpose'] !== purpose || claims.aud !== caller.app.appId || user === undefined) throw new ApiError(2207);
  return user;
}
