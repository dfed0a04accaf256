import { randomBytes } from '../../wx/random';
import { fromBase64, toBase64 } from './base64';
import { utf8 } from './bytes';
import type { Bytes } from './bytes';
import { createField, power, toBytes, toElement } from './montgomery';
import { invalidArgument } from '../invalid-argument';

interface PublicKey {
  /** Big-endian, without leading zeros. */
  modulus: Bytes;
  exponent: Bytes;
}

/**
 * RSA encryption as Authing takes passwords: PKCS#1 v1.5 (RFC 8017, 7.2.1) of the UTF-8 text, in base64.
 * The padding comes from WeChat's cryptographic randomness.
 * @param publicKey PEM (or its base64 alone), `PUBLIC KEY` or `RSA PUBLIC KEY`
 * @throws AuthingError reason `invalid_argument`: no RSA key, or a text longer than the key takes (its bytes less 11);
 *   `unsupported`: no secure randomness on this phone
 */
export async function encryptRsa(text: string, publicKey: string): Promise<string> {
  const { modulus, exponent } = parsePublicKey(publicKey);
  const message = utf8(text);
  const padding = await nonZeroBytes(modulus.length - 3 - message.length);
  const field = createField(modulus);
  const padded = toElement(field, [0, 2].concat(padding, 0, message));
  return toBase64(toBytes(field, power(field, padded, exponent), modulus.length));
}

/** The padding ends at its first zero, so it must not hold one. */
async function nonZeroBytes(length: number): Promise<Bytes> {
  if (length < 8) throw invalidArgument('password: too long for the RSA key');
  // One byte in 256 is dropped: a few more than needed are asked for, so that once is nearly always enough.
  const random = await randomBytes(length + 8);
  const bytes = Array.prototype.filter.call(random, (byte: number) => byte !== 0) as Bytes;
  return bytes.length < length ? nonZeroBytes(length) : bytes.slice(0, length);
}

/** DER: RSAPublicKey (RFC 8017, A.1.1), or SubjectPublicKeyInfo (RFC 5280, 4.1) that holds one. */
function parsePublicKey(pem: string): PublicKey {
  let values = readSequence(fromBase64(pem.replace(/-----[^-]+-----/g, '')));
  // An algorithm in front: the key is inside the bit string behind it, after one byte that counts unused bits.
  if (values[0] && values[0].tag === 0x30 && values[1]) values = readSequence(values[1].content.slice(1));
  const modulus = values[0];
  const exponent = values[1];
  if (!modulus || !exponent || modulus.tag !== 2 || exponent.tag !== 2 || !(modulus.content[modulus.content.length - 1]! & 1)) {
    throw invalidArgument('publicKey: no RSA key');
  }
  return { modulus: unsigned(modulus.content), exponent: unsigned(exponent.content) };
}

interface DerValue {
  tag: number;
  content: Bytes;
}

/** What a DER SEQUENCE holds; nothing when the bytes are none, or cut short. */
function readSequence(bytes: Bytes): DerValue[] {
  const sequence = readValues(bytes)[0];
  return sequence && sequence.tag === 0x30 ? readValues(sequence.content) : [];
}

function readValues(bytes: Bytes): DerValue[] {
  const values: DerValue[] = [];
  for (let start = 0; start < bytes.length;) {
    const tag = bytes[start]!;
    let length = bytes[start + 1]!;
    start += 2;
    // 0x80 and above: the number of bytes that hold the length.
    if (length > 127) {
      const size = length - 128;
      length = bytes.slice(start, start + size).reduce((sum, byte) => sum * 256 + byte, 0);
      start += size;
    }
    if (!(start + length <= bytes.length)) return [];
    values.push({ tag, content: bytes.slice(start, start + length) });
    start += length;
  }
  return values;
}

function unsigned(bytes: Bytes): Bytes {
  return bytes[0] ? bytes : bytes.slice(1);
}
