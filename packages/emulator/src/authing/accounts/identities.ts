import { ApiError } from '../errors/api-error';
import type { Services } from '../services';
import type { Identity, User } from '../store/entities';
import { nowIso } from '../store/store';
import { otherLoginMethods } from './accounts';

/** Takes identities off an account. Throws 2216 when it has none of them, 2217 when nothing would be left to sign in with. */
export function unlink(user: User, belongs: (identity: Identity) => boolean): void {
  const leaving = user.identities.filter(belongs);
  if (leaving.length === 0) throw new ApiError(2216);
  if (otherLoginMethods(user, { identities: leaving }) === 0) throw new ApiError(2217);
  user.identities = user.identities.filter((identity) => !leaving.includes(identity));
  user.updatedAt = nowIso();
}

/**
 * Moves the outside identities of one account to another. Throws 2213 when the other has one of the same provider already. An account
 * that nothing else leads to is closed.
 */
export function link(services: Services, from: User, into: User): void {
  if (from === into) throw new ApiError(400, { about: 'secondaryUserToken' });
  if (from.identities.length === 0) throw new ApiError(404, { about: 'identity' });
  const providers = new Set(into.identities.map(({ provider }) => provider));
  if (from.identities.some(({ provider }) => providers.has(provider))) throw new ApiError(2213);
  into.identities.push(...from.identities);
  into.updatedAt = nowIso();
  from.identities = [];
  if (otherLoginMethods(from, {}) > 0) return;
  from.isDeleted = true;
  services.tokens.revokeAll(from.id);
}
