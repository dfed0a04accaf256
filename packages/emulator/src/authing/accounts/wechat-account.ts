/**
 * Which account a WeChat user gets.
 *
 * A WeChat *subject* is known by its unionid, or by its openid where there is none. The rules of Authing's documents:
 *
 * - Signing in by code returns the account that is bound to the subject, or creates one.
 * - Signing in by phone: an unknown number is bound to the subject's account (created if need be); a known number returns its account
 *   and binds the subject to it.
 *
 * What they leave open, decided here:
 *
 * - The number's account is bound to another subject: 2213. A second WeChat user does not take over somebody's account.
 * - The subject has an account already, and it is not the number's. If that account was only made by signing in by code (nothing but
 *   the WeChat identity leads to it), it is merged into the number's account and closed. If it can be signed in to in another way
 *   (a number, address or username of its own), the subject stays where it is: 2215.
 * - The subject's account has another number, and the new one is unknown: the new number replaces it, since WeChat has just verified
 *   that it is the user's.
 */
import { ApiError } from '../errors/api-error';
import type { Caller, Services } from '../services';
import type { Identity, User } from '../store/entities';
import { newId, nowIso } from '../store/store';
import type { WeChatSession } from '../wechat-connection/exchange-code';
import { otherLoginMethods } from './accounts';
import type { PhoneNumber } from './contact-format';

/** An account, and whether this call created it. */
export interface FoundAccount {
  user: User;
  created: boolean;
}

type Subject = Pick<WeChatSession, 'openid' | 'unionid'>;

const isWeChat = (identity: Identity): boolean => identity.provider === 'wechat';

/** The account bound to a subject, if there is one. The unionid decides where openid and unionid disagree. */
export function accountOfSubject(services: Services, caller: Caller, subject: Subject): User | undefined {
  const pool = caller.app.userPoolId;
  const byUnionid = subject.unionid === undefined ? undefined : services.accounts.byIdentity(pool, 'wechat', 'unionid', subject.unionid);
  return byUnionid ?? services.accounts.byIdentity(pool, 'wechat', 'openid', subject.openid);
}

/** Signing in by code: the subject's account, created if need be. Throws 1640, 1641 or 2031 when it may not be. */
export function accountByCode(services: Services, caller: Caller, subject: Subject, profile?: Record<string, unknown>): FoundAccount {
  const existing = accountOfSubject(services, caller, subject);
  if (existing !== undefined) {
    bind(existing, subject, caller);
    return { user: existing, created: false };
  }
  return { user: create(services, caller, subject, profile), created: true };
}

/** Signing in by phone: see the rules above. Throws 2213 or 2215, and 1640, 1641 or 2031 when no account may be created. */
export function accountByPhone(services: Services, caller: Caller, subject: Subject, number: PhoneNumber): FoundAccount {
  const ofSubject = accountOfSubject(services, caller, subject);
  const ofNumber = services.accounts.byPhone(caller.app.userPoolId, number);
  if (ofNumber === undefined) {
    const user = ofSubject ?? create(services, caller, subject);
    Object.assign(user, { phone: number.phone, phoneCountryCode: number.countryCode, phoneVerified: true, updatedAt: nowIso() });
    bind(user, subject, caller);
    return { user, created: ofSubject === undefined };
  }
  if (ofSubject !== undefined && ofSubject !== ofNumber) merge(services, ofSubject, ofNumber);
  else if (ofSubject === undefined && ofNumber.identities.some(isWeChat)) throw new ApiError(2213);
  ofNumber.phoneVerified = true;
  bind(ofNumber, subject, caller);
  return { user: ofNumber, created: false };
}

/** Ways to show that an existing account is one's own, as an answer of 1640 or 1641 lists them. */
const bindingMethods = ['email', 'email-code', 'phone', 'phone-code', 'username'];

/** Throws 1640 or 1641 where the connection asks which account to bind, 2031 where no accounts are made. */
function create(services: Services, caller: Caller, subject: Subject, profile?: Record<string, unknown>): User {
  const ask = caller.app.wechat?.askForBinding;
  if (ask !== undefined) throw new ApiError(ask === 'existing' ? 1640 : 1641, { data: { methods: bindingMethods } });
  if (caller.app.registrationDisabled === true) throw new ApiError(2031);
  const user = services.accounts.create(caller.app.userPoolId, {
    registerSource: ['social:wechat:miniprogram:default'],
    oauth: profile === undefined ? null : JSON.stringify(profile),
  });
  bind(user, subject, caller);
  return user;
}

/** Closes an account that only the code sign-in had made; its WeChat identities move on. */
function merge(services: Services, from: User, into: User): void {
  if (into.identities.some(isWeChat)) throw new ApiError(2213);
  if (otherLoginMethods(from, { identities: from.identities.filter(isWeChat) }) > 0) throw new ApiError(2215);
  into.identities.push(...from.identities);
  for (const [field, value] of Object.entries(from.profile)) into.profile[field as keyof User['profile']] ??= value;
  from.identities = [];
  from.isDeleted = true;
  services.tokens.revokeAll(from.id);
}

/** Makes the account known under the subject's openid and unionid; each mini program has an openid of its own. */
function bind(user: User, subject: Subject, caller: Caller): void {
  const connectionId = caller.app.wechat?.appId ?? '';
  for (const type of ['openid', 'unionid'] as const) {
    const userIdInIdp = subject[type];
    if (userIdInIdp === undefined) continue;
    if (user.identities.some((identity) => isWeChat(identity) && identity.type === type && identity.userIdInIdp === userIdInIdp)) continue;
    user.identities.push({
      identityId: newId(),
      extIdpId: `wechat-${user.userPoolId}`,
      provider: 'wechat',
      type,
      userIdInIdp,
      connectionId,
      userInfoInIdp: {},
    });
  }
}
