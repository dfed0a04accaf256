import { BASE64_ALPHABET } from '../base64';
import { randomBytes } from '../wx/random';
import { sha256 } from './crypto/sha256';
import type { Bytes } from './crypto/bytes';

let seed: Bytes | undefined;

/**
 * WeChat gives randomness only asynchronously, but some of the SDK's methods answer at once. So a seed is fetched
 * beforehand, when a client is made, and what is needed later is derived from it.
 */
export function prepareRandomText(): void {
  if (seed) return;
  randomBytes(32).then(
    (bytes) => {
      seed = sha256(bytes);
    },
    () => {
      // No secure source in this base library: randomText says what it does then.
    },
  );
}

/**
 * `length` letters and digits: a SHA-256 chain over WeChat's cryptographic randomness. Only in the moment before that has
 * arrived, and below base library 2.17.3, which has none, they come from `Math.random`, as the SDK's always do.
 */
export function randomText(length: number): string {
  let text = '';
  while (text.length < length) {
    nextBytes().forEach((byte) => {
      // 248 = 4 · 62: the bytes above would make some characters likelier than others.
      if (byte < 248 && text.length < length) text += BASE64_ALPHABET.charAt(byte % 62);
    });
  }
  return text;
}

function nextBytes(): Bytes {
  if (!seed) return [Math.floor(Math.random() * 248)];
  const bytes = sha256(seed.concat(1));
  // The chain cannot be run backwards: an old text is not found out from a later seed.
  seed = sha256(seed.concat(0));
  return bytes;
}
