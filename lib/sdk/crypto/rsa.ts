import { randomBytes } from '../../wx/random';
import { fromBase64 } from '../../base64';
import { toBase64 } from './base64';
import { utf8 } from './bytes';
import type { Bytes } from './bytes';
import { createField, MAX_MODULUS_BYTES, power, toBytes, toElement } from './montgomery';
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
 * @throws AuthingError reason `invalid_argument`: no RSA key, or none that keeps a secret (RFC 8017, 3.1: a modulus of 1024 to 16384 bits,
 *   an odd exponent from 3 on), or a text longer than the key takes (its bytes less 11);
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
  let values = readSequence(fromBase64(String(pem).replace(/-----[^-]+-----/g, '')));
  // An algorithm in front: the key is inside the bit string behind it, after one byte that counts unused bits.
  if (values.length === 2 && values[0]!.tag === 0x30 && values[1]!.tag === 3) values = readSequence(values[1]!.content.slice(1));
  const [modulus = [], exponent = []] = values.map(readInteger);
  // Under an even modulus there is no arithmetic, under a short one no secret; the exponent 1 leaves the text as it is, and under an
  // even one nobody can read it, or anybody can take the root.
  const secret = modulus.length > 128 || (modulus[0]! >= 128 && modulus.length === 128);
  const permutes = exponent.length > 1 || exponent[0]! > 1;
  if (values.length !== 2 || !secret || !permutes || modulus.length > MAX_MODULUS_BYTES || !isOdd(modulus) || !isOdd(exponent))
    throw invalidArgument('publicKey: no RSA key');
  return { modulus, exponent };
}

function isOdd(bytes: Bytes): number {
  return bytes[bytes.length - 1]! & 1;
}

interface DerValue {
  tag: number;
  content: Bytes;
}

/** What a DER SEQUENCE holds; nothing when the bytes are none, are cut short, or go on behind it. */
function readSequence(bytes: Bytes): DerValue[] {
  const values = readValues(bytes);
  return values.length === 1 && values[0]!.tag === 0x30 ? readValues(values[0]!.content) : [];
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

/** A positive INTEGER; nothing for what is none, or is not written as DER asks: a zero in front only of what would be negative. */
function readInteger({ tag, content }: DerValue): Bytes {
  const zero = content[0] === 0;
  return tag === 2 && (zero ? content[1]! > 127 : content[0]! < 128) ? content.slice(zero ? 1 : 0) : [];
}
