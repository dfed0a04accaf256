/** Bytes are plain arrays of 0…255: phones have no Buffer, no TextEncoder, and these arrays are short. */
export type Bytes = number[];

/** UTF-8 of a text. @throws URIError when the text holds half a surrogate pair */
export function utf8(text: string): Bytes {
  const encoded = encodeURIComponent(text);
  const bytes: Bytes = [];
  for (let i = 0; i < encoded.length; i++) {
    bytes.push(encoded.charAt(i) === '%' ? parseInt(encoded.substr((i += 2) - 1, 2), 16) : encoded.charCodeAt(i));
  }
  return bytes;
}

/** Lower-case hexadecimal, two digits a byte. */
export function toHex(bytes: ArrayLike<number>): string {
  let hex = '';
  for (let i = 0; i < bytes.length; i++) hex += (256 + bytes[i]!).toString(16).slice(1);
  return hex;
}

/** Bytes of an even number of hexadecimal digits. */
export function fromHex(hex: string): Bytes {
  const bytes: Bytes = [];
  for (let i = 0; i < hex.length; i += 2) bytes.push(parseInt(hex.substr(i, 2), 16));
  return bytes;
}

/** Text of UTF-8 bytes. @throws URIError when they are no UTF-8 */
export function textOf(bytes: ArrayLike<number>): string {
  return decodeURIComponent(toHex(bytes).replace(/../g, '%$&'));
}
