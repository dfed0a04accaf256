import { digest, rotateLeft } from './merkle-damgard';
import type { Bytes } from './bytes';

/** FIPS 180-4, 4.2.2 and 5.3.3: fractions of the cube and square roots of the first primes. */
const rounds: number[] = [];
const initial: number[] = [];
for (let candidate = 2; rounds.length < 64; candidate++) {
  let divisor = 2;
  while (candidate % divisor) divisor++;
  if (divisor < candidate) continue;
  if (initial.length < 8) initial.push(fraction(Math.pow(candidate, 1 / 2)));
  rounds.push(fraction(Math.pow(candidate, 1 / 3)));
}

function fraction(root: number): number {
  return ((root % 1) * 0x100000000) | 0;
}

const sigma = (x: number, a: number, b: number, c: number): number => rotateLeft(x, -a) ^ rotateLeft(x, -b) ^ c;

/** SHA-256 (FIPS 180-4), 32 bytes. */
export function sha256(message: ArrayLike<number>): Bytes {
  return digest(message, initial, (state, block) => {
    const words = block.slice();
    // The eight working variables a…h, shifted by one each round.
    let v = state;
    for (let i = 0; i < 64; i++) {
      if (i > 15) {
        const early = words[i - 15]!;
        const late = words[i - 2]!;
        words.push((words[i - 16]! + sigma(early, 7, 18, early >>> 3) + words[i - 7]! + sigma(late, 17, 19, late >>> 10)) | 0);
      }
      const a = v[0]!;
      const e = v[4]!;
      const t1 = v[7]! + sigma(e, 6, 11, rotateLeft(e, -25)) + ((e & v[5]!) ^ (~e & v[6]!)) + rounds[i]! + words[i]!;
      const t2 = sigma(a, 2, 13, rotateLeft(a, -22)) + ((a & v[1]!) ^ (a & v[2]!) ^ (v[1]! & v[2]!));
      v = [(t1 + t2) | 0, a, v[1]!, v[2]!, (v[3]! + t1) | 0, e, v[5]!, v[6]!];
    }
    return v.map((word, i) => (word + state[i]!) | 0);
  });
}
