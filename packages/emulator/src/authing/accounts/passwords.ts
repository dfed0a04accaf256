import type { PasswordLevel } from '../crypto/password-strength';
import { passwordLevel, SHORTEST_PASSWORD } from '../crypto/password-strength';
import { decryptPassword } from '../crypto/password-encryption';
import { hashPassword, matchesHash } from '../crypto/password-hash';
import { ApiError } from '../errors/api-error';
import type { Services } from '../services';
import type { User } from '../store/entities';
import { nowIso } from '../store/store';

/** What an account stores of a password. */
export interface StoredPassword {
  passwordHash: string;
  passwordLevel: PasswordLevel;
}

/** Opens an encrypted password and prepares it for storage. Throws 2016 (unreadable) or 2029 (too short). */
export function storedPassword(services: Services, encrypted: string): StoredPassword {
  const password = decryptPassword(services.keys(), encrypted);
  if (password.length < SHORTEST_PASSWORD) throw new ApiError(2029);
  return { passwordHash: hashPassword(password, services.passwordCost), passwordLevel: passwordLevel(password) };
}

/** Gives an account a new password. */
export function setPassword(services: Services, user: User, encrypted: string): void {
  Object.assign(user, storedPassword(services, encrypted), { mustResetPassword: null, updatedAt: nowIso() });
}

/** Whether the encrypted password is the account's. False for accounts without one. Throws 2016 when it is unreadable. */
export function isPasswordOf(services: Services, user: User, encrypted: string): boolean {
  return isPlainPasswordOf(user, decryptPassword(services.keys(), encrypted));
}

/** Checks the password that is about to be replaced. Throws 2201 when there is none, 2203 when it is wrong, 2016 when it is unreadable. */
export function requireOldPassword(services: Services, user: User, encrypted: string | null | undefined): void {
  if (!encrypted) throw new ApiError(2201);
  if (!isPasswordOf(services, user, encrypted)) throw new ApiError(2203);
}

/**
 * Checks the password that somebody signs in with; `matches` compares it. Throws 2027 for an account that has none (it was made by a
 * social sign-in), and the server's number for a wrong one.
 */
export function requireRightPassword(services: Services, user: User, matches: () => boolean): void {
  if (user.passwordHash === null) throw new ApiError(2027);
  if (!matches()) throw new ApiError(services.wrongPassword);
}

/** Whether the password, in plain text, is the account's. */
export function isPlainPasswordOf(user: User, password: string): boolean {
  return user.passwordHash !== null && matchesHash(password, user.passwordHash);
}
