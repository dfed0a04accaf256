import { ApiError } from '../errors/api-error';
import type { Caller, Services } from '../services';
import type { User } from '../store/entities';
import { requireUser } from './sign-in';
import { stepToken, userOfStep } from './step-token';

/** Throws 1635 with the token for the second step when the account has one-time passwords switched on. */
export function requireNoSecondFactor(services: Services, caller: Caller, user: User): void {
  if (user.totp?.enabled !== true) return;
  throw new ApiError(1635, {
    data: {
      mfaToken: stepToken(services, caller, user, 'mfa'),
      email: user.email,
      phone: user.phone,
      username: user.username,
      nickname: user.profile.nickname ?? null,
      avatar: user.profile.photo ?? null,
    },
  });
}

/** The account behind an mfaToken, which the caller sends in place of a sign-in token. Throws 2020, 2206 or 2207. */
export function userInSecondStep(services: Services, caller: Caller): User {
  if (caller.token === undefined) throw new ApiError(2020);
  return userOfStep(services, caller, caller.token, 'mfa');
}

/** The caller's account, whether signed in or in the second step of it: both may set up a second factor. */
export function userSettingUp(services: Services, caller: Caller): User {
  try {
    return requireUser(services, caller).user;
  } catch (error) {
    // A token that is no sign-in may still be an mfaToken.
    if (!(error instanceof ApiError && error.code === 2207)) throw error;
    return userInSecondStep(services, caller);
  }
}
