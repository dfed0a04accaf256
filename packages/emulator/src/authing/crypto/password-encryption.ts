import { constants, privateDecrypt } from 'node:crypto';
import { sm2 } from 'sm-crypto';
import { ApiError } from '../errors/api-error';
import type { KeyRing } from './keys';

const SM2_PREFIX = 'sm2:';

/**
 * Opens a password as the SDK sends it: base64 of RSA PKCS#1 v1.5 under the published key, or `sm2:` and the hex of an SM2
 * ciphertext (C1C3C2). Everything else is refused with 2016: a password that cannot be read is never stored.
 */
export function decryptPassword(keys: KeyRing, encrypted: string): string {
  const plain = encrypted.startsWith(SM2_PREFIX) ? openSm2(keys, encrypted.slice(SM2_PREFIX.length)) : openRsa(keys, encrypted);
  if (plain === undefined || plain === '') throw new ApiError(2016);
  return plain;
}

function openSm2(keys: KeyRing, hex: string): string | undefined {
  if (!/^[0-9a-f]{194,}$/i.test(hex)) return undefined;
  // Checks the ciphertext's hash and yields '' when it does not hold.
  return sm2.doDecrypt(hex, keys.sm2.privateKey);
}

/**
 * Node refuses PKCS#1 v1.5 decryption (CVE-2023-46809) or, with newer OpenSSL, answers wrong padding with random bytes, which would
 * then be stored as somebody's password. So the padding is taken off, and checked, here: 00 02, at least eight non-zero bytes, 00.
 */
function openRsa(keys: KeyRing, base64: string): string | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  const sent = Buffer.from(base64, 'base64');
  const modulusBytes = (keys.passwordPrivate.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
  if (sent.length > modulusBytes) return undefined;
  // The SDK's jsencrypt drops leading zero bytes: one ciphertext in 256 is short. OpenSSL takes those, so must this server.
  const cipher = Buffer.concat([Buffer.alloc(modulusBytes - sent.length), sent]);
  let block: Buffer;
  try {
    block = privateDecrypt({ key: keys.passwordPrivate, padding: constants.RSA_NO_PADDING }, cipher);
  } catch {
    // The number is not below the modulus: no ciphertext of this key.
    return undefined;
  }
  const end = block.indexOf(0, 2);
  if (block[0] !== 0 || block[1] !== 2 || end < 10) return undefined;
  return block.subarray(end + 1).toString('utf8');
}
