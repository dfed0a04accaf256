import type { Bytes } from './bytes';

/** Mixes one block (its sixteen words) into the eight words of the state. */
export type Compress = (state: readonly number[], block: readonly number[]) => number[];

/** The frame that SHA-256 and SM3 share: blocks of 64 bytes, a 1 bit and the length behind the message, 256 bits out. */
export function digest(message: ArrayLike<number>, initial: readonly number[], compress: Compress): Bytes {
  const words: number[] = [];
  for (let i = 0; i < message.length; i++) words[i >> 2] = words[i >> 2]! | (message[i]! << (24 - 8 * (i & 3)));
  words[message.length >> 2] = words[message.length >> 2]! | (0x80 << (24 - 8 * (message.length & 3)));
  // The length is the last word of the last block; messages here are far below 2^32 bits.
  const length = ((message.length + 72) >> 6) << 4;
  words[length - 1] = message.length * 8;
  let state = initial;
  for (let i = 0; i < length; i++) words[i] = words[i]! | 0;
  for (let i = 0; i < length; i += 16) state = compress(state, words.slice(i, i + 16));
  const bytes: Bytes = [];
  state.forEach((word) => bytes.push((word >> 24) & 255, (word >> 16) & 255, (word >> 8) & 255, word & 255));
  return bytes;
}

export function rotateLeft(word: number, bits: number): number {
  return (word << (bits & 31)) | (word >>> (-bits & 31));
}
