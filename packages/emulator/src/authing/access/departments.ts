import type { Services } from '../services';
import type { Department, User } from '../store/entities';

/** The departments a user is a member of, as `UserDepartment` of the protocol; in one organisation or in all. */
export function departmentsOf(services: Services, user: User, orgId?: string) {
  return memberships(services, user)
    .filter(({ node }) => orgId === undefined || node.orgId === orgId)
    .map(({ node, member }) => ({
      department: wireNode(services, node),
      isMainDepartment: member.main,
      joinedAt: member.joinedAt,
    }));
}

/** For each department of a user, the nodes from its organisation's root down to it. */
export function organisationPaths(services: Services, user: User) {
  return memberships(services, user).map(({ node }) => pathTo(services, node).map((step) => wireNode(services, step)));
}

function memberships(services: Services, user: User) {
  return services.data.departments.flatMap((node) => {
    const member = node.members.find(({ userId }) => userId === user.id);
    return member === undefined ? [] : [{ node, member }];
  });
}

/** From the root down. */
function pathTo(services: Services, node: Department): Department[] {
  const parent = services.data.departments.find(({ id }) => id === node.parentId);
  return parent === undefined ? [node] : [...pathTo(services, parent), node];
}

function wireNode(services: Services, node: Department) {
  const path = pathTo(services, node);
  return {
    id: node.id,
    orgId: node.orgId,
    name: node.name,
    nameI18n: null,
    description: node.description,
    descriptionI18n: null,
    order: null,
    code: node.code,
    root: node.parentId === null,
    depth: path.length - 1,
    path: path.map(({ id }) => id),
    codePath: path.map(({ code }) => code),
    namePath: path.map(({ name }) => name),
    createdAt: node.createdAt,
    updatedAt: node.createdAt,
    children: services.data.departments.filter(({ parentId }) => parentId === node.id).map(({ id }) => id),
    isVirtualNode: false,
  };
}
