import type { Bytes } from './bytes';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 with padding. */
export function toBase64(bytes: ArrayLike<number>): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = (bytes[i]! << 16) | ((bytes[i + 1] || 0) << 8) | (bytes[i + 2] || 0);
    for (let j = 0; j < 4; j++) text += i + j > bytes.length ? '=' : ALPHABET.charAt((group >> (18 - 6 * j)) & 63);
  }
  return text;
}

/** Base64 as URLs and tokens carry it: `-` and `_`, no padding. */
export function toBase64Url(bytes: ArrayLike<number>): string {
  return toBase64(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}

/** Bytes of base64 or base64url; line breaks, padding and other strangers are skipped. */
export function fromBase64(text: string): Bytes {
  const bytes: Bytes = [];
  let held = 0;
  let bits = 0;
  for (let i = 0; i < text.length; i++) {
    const value = ALPHABET.indexOf(text.charAt(i).replace('-', '+').replace('_', '/'));
    if (value < 0) continue;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) bytes.push((held >> (bits -= 8)) & 255);
  }
  return bytes;
}
