import type { Identity, User } from '../store/entities';
import { profileFields } from '../store/entities';
import { arnOf, wechatIdOf } from '../tokens';

/** What differs between two answers about the same account. */
export interface WireUserExtras {
  token?: string | null;
  /** ISO 8601. */
  tokenExpiredAt?: string | null;
  newlyCreated?: boolean;
}

/** An account's scalar fields as the protocol shows them; the same in REST and GraphQL. The password never leaves the server. */
export function wireUser(user: User, extras: WireUserExtras = {}) {
  const profile = Object.fromEntries(profileFields.map((field) => [field, user.profile[field] ?? null]));
  return {
    id: user.id,
    arn: arnOf(user),
    userPoolId: user.userPoolId,
    status: user.blocked ? 'Suspended' : 'Activated',
    username: user.username,
    email: user.email,
    emailVerified: user.emailVerified,
    phone: user.phone,
    phoneCountryCode: user.phoneCountryCode,
    phoneVerified: user.phoneVerified,
    unionid: wechatIdOf(user, 'unionid'),
    openid: wechatIdOf(user, 'openid'),
    externalId: user.externalId,
    ...profile,
    registerSource: user.registerSource,
    password: null,
    oauth: user.oauth,
    token: extras.token ?? null,
    tokenExpiredAt: extras.tokenExpiredAt ?? null,
    loginsCount: user.loginsCount,
    lastLogin: user.lastLogin,
    lastIP: user.lastIP,
    signedUp: user.signedUp,
    blocked: user.blocked,
    isDeleted: user.isDeleted,
    createdAt: user.signedUp,
    updatedAt: user.updatedAt,
    newlyCreated: extras.newlyCreated ?? null,
    expiredAt: null,
    directManagement: null,
    mainDepartmentId: null,
    mainDepartmentCode: null,
  };
}

/** An identity as GraphQL and `get-identities` show it. */
export function wireIdentity(user: User, identity: Identity) {
  return {
    identityId: identity.identityId,
    extIdpId: identity.extIdpId,
    provider: identity.provider,
    type: identity.type,
    userIdInIdp: identity.userIdInIdp,
    openid: identity.type === 'openid' ? identity.userIdInIdp : null,
    userId: user.id,
    userPoolId: user.userPoolId,
    connectionId: identity.connectionId,
    originConnIds: [identity.connectionId],
    isSocial: identity.provider === 'wechat',
    accessToken: null,
    refreshToken: null,
  };
}
