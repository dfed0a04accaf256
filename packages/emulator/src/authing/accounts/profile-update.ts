import { ApiError } from '../errors/api-error';
import type { Caller, Services } from '../services';
import type { User } from '../store/entities';
import { profileFields } from '../store/entities';
import { nowIso } from '../store/store';
import { contactProof } from './contact-proof';
import { profileFrom } from './registration';

/** Proofs that a new phone number or address is the user's. */
export interface ProfileProofs {
  emailToken?: string | null | undefined;
  phoneToken?: string | null | undefined;
}

/** Fields of UpdateUserInput that have a rule of their own; every other one that is no profile field is refused with 2018. */
const ownRule = new Set(['username', 'email', 'phone', 'phoneCountryCode']);

/**
 * Changes what a user may change of their own account. All or nothing. Throws 2018 for fields only an administrator may set,
 * 2225/2226 for an email address or phone number without proof, 2034/2200/2035 for a name, address or number that is another's.
 */
export function updateProfile(services: Services, caller: Caller, user: User, input: Record<string, unknown>, proofs: ProfileProofs): void {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  for (const [field] of given) {
    if (!ownRule.has(field) && !(profileFields as readonly string[]).includes(field)) throw new ApiError(2018, { about: field });
  }
  const profile = profileFrom(input);
  const changes: Partial<User> = { profile: { ...user.profile, ...profile }, updatedAt: nowIso() };
  if (typeof input['username'] === 'string') {
    services.accounts.requireFreeUsername(user.userPoolId, input['username'], user);
    changes.username = input['username'];
  }
  const changed = (field: 'email' | 'phone'): boolean => input[field] !== undefined && input[field] !== user[field];
  if (changed('email')) Object.assign(changes, provenEmail(services, caller, user, input, proofs));
  if (changed('phone')) Object.assign(changes, provenPhone(services, caller, user, input, proofs));
  Object.assign(user, changes);
}

function provenEmail(
  services: Services,
  caller: Caller,
  user: User,
  input: Record<string, unknown>,
  { emailToken }: ProfileProofs,
): Partial<User> {
  const proven = emailToken ? contactProof(services, caller, emailToken).email : undefined;
  if (proven === undefined || proven !== String(input['email']).toLowerCase()) throw new ApiError(2225);
  services.accounts.requireFreeEmail(user.userPoolId, proven, user);
  return { email: proven, emailVerified: true };
}

function provenPhone(
  services: Services,
  caller: Caller,
  user: User,
  input: Record<string, unknown>,
  { phoneToken }: ProfileProofs,
): Partial<User> {
  const proven = phoneToken ? contactProof(services, caller, phoneToken).phone : undefined;
  if (proven === undefined || proven.phone !== input['phone']) throw new ApiError(2226);
  services.accounts.requireFreePhone(user.userPoolId, proven, user);
  return { phone: proven.phone, phoneCountryCode: proven.countryCode, phoneVerified: true };
}
