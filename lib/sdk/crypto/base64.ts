import { BASE64_ALPHABET } from '../../base64';

/** Base64 with padding. */
export function toBase64(bytes: ArrayLike<number>): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = (bytes[i]! << 16) | ((bytes[i + 1] || 0) << 8) | (bytes[i + 2] || 0);
    for (let j = 0; j < 4; j++) text += i + j > bytes.length ? '=' : BASE64_ALPHABET.charAt((group >> (18 - 6 * j)) & 63);
  }
  return text;
}

/** Base64 as URLs and tokens carry it: `-` and `_`, no padding. */
export function toBase64Url(bytes: ArrayLike<number>): string {
  return toBase64(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}
