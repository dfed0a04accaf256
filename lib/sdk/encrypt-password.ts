import { encryptRsa } from './crypto/rsa';
import { encryptSm2 } from './crypto/sm2';
import type { Encryption } from './authing-js-sdk';
import { invalidArgument } from './invalid-argument';

/**
 * The SDK's `encryptFunction`: RSA under Authing's published key, or SM2 where the client was given `encryption`.
 * @throws AuthingError reason `invalid_argument`: no text, or no key; `unsupported`: no secure randomness on this phone
 */
export async function encryptPassword(password: string, publicKey: string, encryption?: Encryption): Promise<string> {
  if (typeof password !== 'string') throw invalidArgument('password: string');
  return encryption && encryption.type === 'sm2' ? encryptSm2(password, encryption.publicKey || '') : encryptRsa(password, publicKey);
}
