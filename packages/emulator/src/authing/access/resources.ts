import type { Services } from '../services';
import type { Grant, User } from '../store/entities';
import { rolesOf } from './roles';

/** A resource and what may be done with it. */
export interface AuthorizedResource {
  code: string;
  type: Grant['resourceType'];
  actions: string[];
  apiIdentifier: string | null;
}

/** What a user may do: by grants of their own and through their roles; actions on one resource are joined. */
export function authorizedResources(services: Services, user: User, namespace?: string, resourceType?: string): AuthorizedResource[] {
  const roles = new Set(rolesOf(services, user).map((role) => `${role.namespace}/${role.code}`));
  const found = new Map<string, AuthorizedResource>();
  for (const grant of services.data.grants) {
    const mine = grant.targetType === 'USER' ? grant.target === user.id : roles.has(`${grant.namespace}/${grant.target}`);
    if (!mine || grant.userPoolId !== user.userPoolId) continue;
    if (namespace !== undefined && grant.namespace !== namespace) continue;
    if (resourceType !== undefined && grant.resourceType !== resourceType) continue;
    const key = `${grant.namespace}/${grant.resourceType}/${grant.resource}`;
    const known = found.get(key);
    const actions = [...new Set([...(known?.actions ?? []), ...grant.actions])];
    found.set(key, { code: grant.resource, type: grant.resourceType, actions, apiIdentifier: null });
  }
  return [...found.values()];
}
