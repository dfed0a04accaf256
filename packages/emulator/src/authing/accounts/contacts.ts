import { scenes } from '../outbox';
import { ApiError } from '../errors/api-error';
import type { Services } from '../services';
import type { User } from '../store/entities';
import { nowIso } from '../store/store';
import { otherLoginMethods } from './accounts';
import type { PhoneNumber } from './contact-format';
import { recipientOf } from './contact-format';

/** Binds a first phone number. Throws 2035 when it, or the account, is bound already. */
export function bindPhone(services: Services, user: User, number: PhoneNumber, code: string): void {
  if (user.phone !== null) throw new ApiError(2035);
  services.accounts.requireFreePhone(user.userPoolId, number, user);
  services.outbox.use('sms', recipientOf(number), code, scenes.bind);
  setPhone(user, number);
}

/** The number an account has now, and a code sent to it; or the address and a code. */
export interface Proof<T> {
  contact: T;
  code: string;
}

/** Replaces the phone number. An account that has one must prove that, too. Throws 2230, 2035, 2038, 2231, 2001, 2300. */
export function changePhone(services: Services, user: User, next: Proof<PhoneNumber>, current: Proof<PhoneNumber> | undefined): void {
  if (user.phone === next.contact.phone && user.phoneCountryCode === next.contact.countryCode) throw new ApiError(2230);
  services.accounts.requireFreePhone(user.userPoolId, next.contact, user);
  if (user.phone !== null) {
    if (current === undefined) throw new ApiError(2231, { about: 'oldPhone, oldPhoneCode' });
    if (current.contact.phone !== user.phone) throw new ApiError(2038);
    services.outbox.use('sms', recipientOf(current.contact), current.code, scenes.unbind);
  }
  services.outbox.use('sms', recipientOf(next.contact), next.code, scenes.bind);
  setPhone(user, next.contact);
}

/** Throws 2028 when there is none, 2217 when it is the last way to sign in. */
export function unbindPhone(user: User): void {
  if (user.phone === null) throw new ApiError(2028);
  if (otherLoginMethods(user, { phone: true }) === 0) throw new ApiError(2217);
  Object.assign(user, { phone: null, phoneCountryCode: null, phoneVerified: false, updatedAt: nowIso() });
}

/** Binds a first email address. Throws 2200 when it, or the account, is bound already. */
export function bindEmail(services: Services, user: User, email: string, code: string): void {
  if (user.email !== null) throw new ApiError(2200);
  services.accounts.requireFreeEmail(user.userPoolId, email, user);
  services.outbox.use('email', email, code, scenes.bind);
  setEmail(user, email);
}

/** Replaces the email address. An account that has one must prove that, too. Throws 2229, 2200, 2227, 2037, 2001, 2300. */
export function changeEmail(services: Services, user: User, next: Proof<string>, current: Proof<string> | undefined): void {
  if (user.email === next.contact) throw new ApiError(2229);
  services.accounts.requireFreeEmail(user.userPoolId, next.contact, user);
  if (user.email !== null) {
    if (current === undefined) throw new ApiError(2227);
    if (current.contact !== user.email) throw new ApiError(2037);
    services.outbox.use('email', current.contact, current.code, scenes.unbind);
  }
  services.outbox.use('email', next.contact, next.code, scenes.bind);
  setEmail(user, next.contact);
}

/** Throws 2219 when there is none, 2217 when it is the last way to sign in. */
export function unbindEmail(user: User): void {
  if (user.email === null) throw new ApiError(2219);
  if (otherLoginMethods(user, { email: true }) === 0) throw new ApiError(2217);
  Object.assign(user, { email: null, emailVerified: false, updatedAt: nowIso() });
}

function setPhone(user: User, { phone, countryCode }: PhoneNumber): void {
  Object.assign(user, { phone, phoneCountryCode: countryCode, phoneVerified: true, updatedAt: nowIso() });
}

function setEmail(user: User, email: string): void {
  Object.assign(user, { email, emailVerified: true, updatedAt: nowIso() });
}
