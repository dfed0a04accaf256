import type { Services } from '../services';
import type { Role, User } from '../store/entities';

/** Authing's namespace when none is named. */
export const DEFAULT_NAMESPACE = 'default';

/** A role as the protocol shows it. */
export interface WireRole extends Pick<Role, 'id' | 'code' | 'namespace' | 'description' | 'createdAt'> {
  arn: string;
  isSystem: boolean;
  updatedAt: string;
  parent: WireRole | null;
}

/** The roles given to a user, in one namespace or in all. */
export function rolesOf(services: Services, user: User, namespace?: string): WireRole[] {
  return services.data.roles
    .filter((role) => role.userPoolId === user.userPoolId && role.userIds.includes(user.id))
    .filter((role) => namespace === undefined || role.namespace === namespace)
    .map((role) => wireRole(services, role));
}

function wireRole(services: Services, role: Role): WireRole {
  const parent = services.data.roles.find(
    (other) => other.userPoolId === role.userPoolId && other.namespace === role.namespace && other.code === role.parentCode,
  );
  return {
    id: role.id,
    code: role.code,
    namespace: role.namespace,
    arn: `arn:cn:authing:${role.userPoolId}:role:${role.code}`,
    description: role.description,
    isSystem: false,
    createdAt: role.createdAt,
    updatedAt: role.createdAt,
    parent: parent === undefined ? null : wireRole(services, parent),
  };
}
