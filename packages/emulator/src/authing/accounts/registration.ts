import { ApiError } from '../errors/api-error';
import type { Caller, Services } from '../services';
import type { Profile, User } from '../store/entities';
import { profileFields } from '../store/entities';
import { contactProof } from './contact-proof';
import { setParams } from './custom-data';
import type { SignedInUser } from './sign-in';
import { signIn } from './sign-in';
import { wireUser } from './wire-user';

/** What every registration may carry beside the credentials. Null is as good as absent. */
export interface RegistrationOptions {
  profile?: Record<string, unknown> | null;
  /** Also signs in, as a login does. */
  forceLogin?: boolean | null;
  /** Also issues a token, without counting as a login. */
  generateToken?: boolean | null;
  /** JSON of `[{ key, value }]`. */
  params?: string | null;
  /** Proof that `profile.phone` is the user's. */
  phoneToken?: string | null;
  /** Proof that `profile.email` is the user's. */
  emailToken?: string | null;
}

/** Makes an account. Throws 2031 when the application takes no registrations; see `Accounts.create` for taken names. */
export function register(services: Services, caller: Caller, credentials: Partial<User>, options: RegistrationOptions = {}): User {
  if (caller.app.registrationDisabled === true) throw new ApiError(2031);
  const profile = options.profile ?? {};
  const user = services.accounts.create(caller.app.userPoolId, {
    ...provenContacts(services, caller, options),
    ...(typeof profile['username'] === 'string' ? { username: profile['username'] } : {}),
    ...credentials,
    profile: profileFrom(profile),
  });
  setParams(services, user, options.params);
  return user;
}

/** Makes an account and answers as the options ask: signed in, with a token, or without. */
export function registerAndAnswer(
  services: Services,
  caller: Caller,
  credentials: Partial<User>,
  options: RegistrationOptions,
): SignedInUser {
  const user = register(services, caller, credentials, options);
  if (options.forceLogin === true) return signIn(services, caller, user, true);
  if (options.generateToken !== true) return wireUser(user, { newlyCreated: true });
  const { token, exp } = services.tokens.issue(user, caller.app);
  return wireUser(user, { token, tokenExpiredAt: new Date(exp * 1000).toISOString(), newlyCreated: true });
}

/** The profile fields among the given values. Throws 400 for one that is no text. */
export function profileFrom(values: Record<string, unknown>): Profile {
  const profile: Profile = {};
  for (const field of profileFields) {
    const value = values[field];
    if (value === undefined) continue;
    if (value !== null && typeof value !== 'string') throw new ApiError(400, { about: field });
    profile[field] = value;
  }
  return profile;
}

function provenContacts(services: Services, caller: Caller, { phoneToken, emailToken }: RegistrationOptions): Partial<User> {
  const phone = phoneToken ? contactProof(services, caller, phoneToken).phone : undefined;
  const email = emailToken ? contactProof(services, caller, emailToken).email : undefined;
  return {
    ...(phone === undefined ? {} : { phone: phone.phone, phoneCountryCode: phone.countryCode, phoneVerified: true }),
    ...(email === undefined ? {} : { email, emailVerified: true }),
  };
}
