import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

/**
 * Hashes passwords for storage: `scrypt$N$salt$hash`. Synchronous on purpose: work on the thread pool would not finish inside
 * virtual time.
 */
export function hashPassword(password: string, cost: number): string {
  const salt = randomBytes(16);
  return ['scrypt', cost, salt.toString('base64url'), derive(password, salt, cost).toString('base64url')].join('$');
}

/** Whether `password` is the one that `stored` was made from. */
export function matchesHash(password: string, stored: string): boolean {
  const [, cost, salt, hash] = stored.split('$');
  if (cost === undefined || salt === undefined || hash === undefined) throw new Error(`not a stored password: ${stored.slice(0, 8)}…`);
  return timingSafeEqual(derive(password, Buffer.from(salt, 'base64url'), Number(cost)), Buffer.from(hash, 'base64url'));
}

function derive(password: string, salt: Buffer, cost: number): Buffer {
  return scryptSync(password, salt, 32, { N: cost });
}
