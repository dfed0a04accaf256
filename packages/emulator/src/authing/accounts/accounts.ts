import { ApiError } from '../errors/api-error';
import type { Identity, User } from '../store/entities';
import type { StoreData } from '../store/store';
import { newId, nowIso } from '../store/store';
import type { PhoneNumber } from './contact-format';

/** Finds and makes accounts. Deleted accounts are never found; email addresses are compared in lower case. */
export class Accounts {
  constructor(private readonly data: StoreData) {}

  byId(id: string): User | undefined {
    return this.find((user) => user.id === id);
  }

  byUsername(pool: string, username: string): User | undefined {
    return this.find((user) => user.userPoolId === pool && user.username === username);
  }

  byEmail(pool: string, email: string): User | undefined {
    return this.find((user) => user.userPoolId === pool && user.email === email.toLowerCase());
  }

  byPhone(pool: string, number: PhoneNumber): User | undefined {
    return this.find((user) => user.userPoolId === pool && user.phone === number.phone && user.phoneCountryCode === number.countryCode);
  }

  byExternalId(pool: string, externalId: string): User | undefined {
    return this.find((user) => user.userPoolId === pool && user.externalId === externalId);
  }

  bySubAccount(pool: string, name: string): User | undefined {
    return this.find((user) => user.userPoolId === pool && user.subAccount === name);
  }

  byIdentity(pool: string, provider: string, type: string, userIdInIdp: string): User | undefined {
    return this.find(
      (user) =>
        user.userPoolId === pool &&
        user.identities.some(
          (identity) => identity.provider === provider && identity.type === type && identity.userIdInIdp === userIdInIdp,
        ),
    );
  }

  /** Adds an account. Throws 2034, 2200 or 2035 when its username, email address or phone number is another's. */
  create(userPoolId: string, initial: Partial<Omit<User, 'id' | 'userPoolId'>>): User {
    if (initial.username) this.requireFreeUsername(userPoolId, initial.username);
    if (initial.email) this.requireFreeEmail(userPoolId, initial.email);
    if (initial.phone) this.requireFreePhone(userPoolId, { phone: initial.phone, countryCode: initial.phoneCountryCode ?? '+86' });
    const now = nowIso();
    const user: User = {
      username: null,
      email: null,
      emailVerified: false,
      phone: null,
      phoneCountryCode: null,
      phoneVerified: false,
      externalId: null,
      passwordHash: null,
      passwordLevel: null,
      profile: {},
      identities: [],
      oauth: null,
      registerSource: [],
      loginsCount: 0,
      lastLogin: null,
      lastIP: null,
      signedUp: now,
      updatedAt: now,
      blocked: false,
      isDeleted: false,
      customData: {},
      subAccount: null,
      mustResetPassword: null,
      totp: null,
      face: null,
      principal: null,
      ...initial,
      id: newId(),
      userPoolId,
    };
    this.data.users.push(user);
    return user;
  }

  requireFreeUsername(pool: string, username: string, owner?: User): void {
    const taken = this.byUsername(pool, username);
    if (taken !== undefined && taken !== owner) throw new ApiError(2034);
  }

  requireFreeEmail(pool: string, email: string, owner?: User): void {
    const taken = this.byEmail(pool, email);
    if (taken !== undefined && taken !== owner) throw new ApiError(2200);
  }

  requireFreePhone(pool: string, number: PhoneNumber, owner?: User): void {
    const taken = this.byPhone(pool, number);
    if (taken !== undefined && taken !== owner) throw new ApiError(2035);
  }

  private find(matches: (user: User) => boolean): User | undefined {
    return this.data.users.find((user) => !user.isDeleted && matches(user));
  }
}

/** Ways an account can be signed in to without the given identities; for "the last one cannot be removed" (2217). */
export function otherLoginMethods(user: User, without: { identities?: readonly Identity[]; email?: true; phone?: true }): number {
  const identities = user.identities.filter((identity) => !(without.identities ?? []).includes(identity));
  return [
    user.username !== null && user.passwordHash !== null,
    user.email !== null && without.email === undefined,
    user.phone !== null && without.phone === undefined,
    identities.length > 0,
  ].filter(Boolean).length;
}
