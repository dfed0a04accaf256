import { profileFields } from '../../store/entities';

const lines = (fields: readonly string[]): string => fields.map((field) => `  ${field}: String`).join('\n');

/** The account and what hangs on it. */
export const userTypes = `
enum UserStatus { Suspended Resigned Activated Archived }

type User {
  id: String!
  arn: String!
  userPoolId: String!
  status: UserStatus
  username: String
  email: String
  emailVerified: Boolean
  phone: String
  phoneCountryCode: String
  phoneVerified: Boolean
  unionid: String
  openid: String
  externalId: String
${lines(profileFields)}
  registerSource: [String!]
  password: String
  oauth: String
  token: String
  tokenExpiredAt: String
  loginsCount: Int
  lastLogin: String
  lastIP: String
  signedUp: String
  blocked: Boolean
  isDeleted: Boolean
  createdAt: String
  updatedAt: String
  newlyCreated: Boolean
  expiredAt: String
  directManagement: String
  mainDepartmentId: String
  mainDepartmentCode: String
  identities: [Identity]
  customData: [UserCustomData]
  roles(namespace: String): PaginatedRoles
  departments(orgId: String): PaginatedDepartments
  authorizedResources(namespace: String, resourceType: String): PaginatedAuthorizedResources
}

type Identity {
  openid: String
  userIdInIdp: String
  userInfoInIdp: String
  userId: String
  connectionId: String
  isSocial: Boolean
  provider: String
  type: String
  userPoolId: String
  extIdpId: String
  accessToken: String
  refreshToken: String
}

type UserCustomData { key: String!, value: String, label: String, dataType: UDFDataType! }

type PaginatedRoles { totalCount: Int!, list: [Role!]! }

type Role {
  id: String!
  code: String!
  namespace: String!
  arn: String!
  description: String
  isSystem: Boolean
  createdAt: String
  updatedAt: String
  parent: Role
}

type PaginatedDepartments { totalCount: Int!, list: [UserDepartment!]! }

type UserDepartment { department: Node!, isMainDepartment: Boolean!, joinedAt: String }

type Node {
  id: String!
  orgId: String
  name: String!
  nameI18n: String
  description: String
  descriptionI18n: String
  order: Int
  code: String
  root: Boolean
  depth: Int
  path: [String!]!
  codePath: [String]!
  namePath: [String!]!
  createdAt: String
  updatedAt: String
  children: [String!]
  isVirtualNode: Boolean
}

type PaginatedAuthorizedResources { totalCount: Int!, list: [AuthorizedResource!]! }

enum ResourceType { DATA API MENU UI BUTTON }

type AuthorizedResource { code: String!, type: ResourceType, actions: [String!], apiIdentifier: String }
`;

/** A registration cannot set these; an update can. */
const laterOnly = ['city', 'province'];

/** Inputs that carry profile fields. */
export const profileInputs = `
input UserDdfInput { key: String!, value: String! }

input RegisterProfile {
  ip: String
  phone: String
  email: String
  oauth: String
  username: String
  udf: [UserDdfInput!]
${lines(profileFields.filter((field) => !laterOnly.includes(field)))}
}

input UpdateUserInput {
  email: String
  unionid: String
  openid: String
  emailVerified: Boolean
  phone: String
  phoneVerified: Boolean
  username: String
  password: String
  oauth: String
  tokenExpiredAt: String
  loginsCount: Int
  lastLogin: String
  lastIP: String
  blocked: Boolean
  externalId: String
  phoneCountryCode: String
  mainDepartmentId: String
  mainDepartmentCode: String
  expiredAt: String
  directManagement: String
${lines(profileFields)}
}
`;
