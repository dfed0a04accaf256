/** Also the letters and digits, in its first 62 characters. */
export const BASE64_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes of base64 or base64url; line breaks, padding and other strangers are skipped. */
export function fromBase64(text: string): number[] {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (let i = 0; i < text.length; i++) {
    const value = BASE64_ALPHABET.indexOf(text.charAt(i).replace('-', '+').replace('_', '/'));
    if (value < 0) continue;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) bytes.push((held >> (bits -= 8)) & 255);
  }
  return bytes;
}
