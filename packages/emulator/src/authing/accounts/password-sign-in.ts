import { ApiError } from '../errors/api-error';
import type { Caller, Services } from '../services';
import type { User } from '../store/entities';
import { setParams } from './custom-data';
import { isPasswordOf, requireRightPassword } from './passwords';
import { requireNoSecondFactor } from './second-factor';
import type { SignedInUser } from './sign-in';
import { signIn } from './sign-in';
import { stepToken } from './step-token';

/** A sign-in by name and password. */
export interface PasswordSignIn {
  /** The account of that name, if there is one. */
  find: () => User | undefined;
  /** Makes the account, for callers that asked for it. */
  register: (() => User) | undefined;
  /** As it came: encrypted. */
  password: string;
  /** Custom data as JSON of `[{ key, value }]`. */
  params?: string | null | undefined;
}

/** Throws 2004, 2005, 2006 or 2333, 2016, 2027, or 1635/1639/2058 when the sign-in needs another step. */
export function signInByPassword(services: Services, caller: Caller, { find, register, password, params }: PasswordSignIn): SignedInUser {
  const existing = find();
  const user = existing ?? register?.();
  if (user === undefined) throw new ApiError(2004);
  if (user.blocked) throw new ApiError(2005);
  requireRightPassword(services, user, () => isPasswordOf(services, user, password));
  requireNoPasswordReset(services, caller, user);
  requireNoSecondFactor(services, caller, user);
  setParams(services, user, params);
  return signIn(services, caller, user, existing === undefined);
}

/** Throws 1639 or 2058, with the token that the reset takes, when the account must get a new password first. */
function requireNoPasswordReset(services: Services, caller: Caller, user: User): void {
  if (user.mustResetPassword === null) return;
  const purpose = user.mustResetPassword === 'first-login' ? 'first-login' : 'force-reset';
  throw new ApiError(purpose === 'first-login' ? 1639 : 2058, { data: { token: stepToken(services, caller, user, purpose) } });
}
