import { customValues } from '../../accounts/custom-data';
import type { SignedInUser } from '../../accounts/sign-in';
import { wireIdentity } from '../../accounts/wire-user';
import { authorizedResources } from '../../access/resources';
import { departmentsOf } from '../../access/departments';
import { rolesOf } from '../../access/roles';
import { ApiError } from '../../errors/api-error';
import type { Services } from '../../services';
import type { User } from '../../store/entities';
import type { Maybe } from './context';

const paginated = <T>(list: T[]): { totalCount: number; list: T[] } => ({ totalCount: list.length, list });

/** An account as a GraphQL object: its scalars, and functions for what must be looked up. */
export function graphqlUser(services: Services, wire: SignedInUser) {
  const user = recordOf(services, wire.id);
  return {
    ...wire,
    identities: () =>
      user.identities.map((identity) => ({
        ...wireIdentity(user, identity),
        userInfoInIdp: JSON.stringify(identity.userInfoInIdp),
      })),
    customData: () => customValues(services, user),
    roles: ({ namespace }: { namespace: Maybe<string> }) => paginated(rolesOf(services, user, namespace ?? undefined)),
    departments: ({ orgId }: { orgId: Maybe<string> }) => paginated(departmentsOf(services, user, orgId ?? undefined)),
    authorizedResources: ({ namespace, resourceType }: { namespace: Maybe<string>; resourceType: Maybe<string> }) =>
      paginated(authorizedResources(services, user, namespace ?? undefined, resourceType ?? undefined)),
  };
}

function recordOf(services: Services, id: string): User {
  const user = services.accounts.byId(id);
  if (user === undefined) throw new ApiError(2004);
  return user;
}
