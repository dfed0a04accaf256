/** Bytes and text without Buffer, TextEncoder or Blob, none of which jsdom has. */

/** How many bytes `utf8Encode` makes, without making them. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x80) length += 1;
    // Two units of a pair make four bytes, any other unit from here on three.
    if (unit >= 0x800 && !isPaired(text, at)) length += 1;
  }
  return length;
}

/** UTF-8. Lone surrogates become U+FFFD. */
export function utf8Encode(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8Length(text));
  let at = 0;
  for (let unit = 0; unit < text.length; unit += 1) {
    const paired = isPaired(text, unit);
    const code = codeAt(text, unit, paired);
    if (paired) unit += 1;
    at = put(bytes, at, code);
  }
  return bytes;
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** Whether the unit is one half of a surrogate pair. */
function isPaired(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return isHigh(unit) ? isLow(text.charCodeAt(at + 1)) : isLow(unit) && isHigh(text.charCodeAt(at - 1));
}

function codeAt(text: string, at: number, paired: boolean): number {
  const unit = text.charCodeAt(at);
  if (paired) return text.codePointAt(at) ?? 0xfffd;
  return isHigh(unit) || isLow(unit) ? 0xfffd : unit;
}

/** Writes one code point; returns where the next begins. */
function put(bytes: Uint8Array, at: number, code: number): number {
  if (code < 0x80) {
    bytes[at] = code;
    return at + 1;
  }
  const length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  for (let n = length - 1; n > 0; n -= 1) bytes[at + n] = 0x80 | ((code >> (6 * (length - 1 - n))) & 0x3f);
  bytes[at] = ((0xf00 >> length) & 0xff) | (code >> (6 * (length - 1)));
  return at + length;
}

/** UTF-8. What is malformed becomes U+FFFD, one for each byte that leads nowhere. */
export function utf8Decode(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const { point, length } = decodeAt(bytes, at);
    text += String.fromCodePoint(point);
    at += length;
  }
  return text;
}

function decodeAt(bytes: Uint8Array, at: number): { point: number; length: number } {
  const lead = bytes[at] ?? 0;
  const malformed = { point: 0xfffd, length: 1 };
  if (lead < 0x80) return { point: lead, length: 1 };
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4) return malformed;
  let point = lead & (0x7f >> length);
  for (let n = 1; n < length; n += 1) {
    const next = bytes[at + n];
    if (next === undefined || (next & 0xc0) !== 0x80) return malformed;
    point = (point << 6) | (next & 0x3f);
  }
  const smallest = [0, 0, 0x80, 0x800, 0x10000][length] ?? 0;
  const surrogate = point >= 0xd800 && point <= 0xdfff;
  return point < smallest || point > 0x10ffff || surrogate ? malformed : { point, length };
}

/** One character per byte. */
export function binaryDecode(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

export function hexEncode(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function base64Encode(bytes: Uint8Array): string {
  return btoa(binaryDecode(bytes));
}

/** @throws DOMException for what is not base64 */
export function base64Decode(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The bytes as an ArrayBuffer of their own. */
export function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  const buffer = new ArrayBuffer(bytes.length);
  new Uint8Array(buffer).set(bytes);
  return buffer;
}

/** By its tag, not `instanceof`: jsdom's and Node.js's ArrayBuffer are two. */
export function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]';
}
