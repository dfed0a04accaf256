import { ApiError } from '../errors/api-error';
import type { DirectoryEntry } from '../options';
import type { Caller, Services } from '../services';
import type { User } from '../store/entities';
import { newId } from '../store/store';

/**
 * Checks a name and password against a directory and returns the account that goes with the entry, made at the first sign-in.
 * Throws 2004, or the server's number for a wrong password.
 */
export function accountInDirectory(
  services: Services,
  caller: Caller,
  kind: 'ldap' | 'ad',
  username: string,
  password: string,
): { user: User; created: boolean } {
  const entry: DirectoryEntry | undefined = services[kind].find((candidate) => candidate.username === username);
  if (entry === undefined) throw new ApiError(2004);
  if (entry.password !== password) throw new ApiError(services.wrongPassword);
  const known = services.accounts.byIdentity(caller.app.userPoolId, kind, 'username', username);
  if (known !== undefined) return { user: known, created: false };
  const user = services.accounts.create(caller.app.userPoolId, {
    username,
    email: entry.profile?.email?.toLowerCase() ?? null,
    profile: { nickname: entry.profile?.nickname ?? null },
    registerSource: [`enterprise:${kind}`],
    identities: [
      {
        identityId: newId(),
        extIdpId: `${kind}-${caller.app.userPoolId}`,
        provider: kind,
        type: 'username',
        userIdInIdp: username,
        connectionId: kind,
        userInfoInIdp: { username },
      },
    ],
  });
  return { user, created: true };
}
