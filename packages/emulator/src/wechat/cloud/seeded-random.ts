import { createHash } from 'node:crypto';

/** Randomness that a seed repeats exactly. Good enough to be unpredictable to the code under test; not a source of secrets. */
export interface SeededRandom {
  bytes(length: number): Buffer;
  /** Evenly from 0 (included) to 1 (excluded). */
  fraction(): number;
  /** Letters, digits, `-` and `_`, as in codes and openids. */
  token(length: number): string;
}

export function createSeededRandom(seed: number): SeededRandom {
  let drawn = 0;
  const block = (): Buffer => {
    drawn += 1;
    return createHash('sha256').update(`${seed}:${drawn}`).digest();
  };
  const bytes = (length: number): Buffer => {
    const blocks: Buffer[] = [];
    for (let have = 0; have < length; have += 32) blocks.push(block());
    return Buffer.concat(blocks).subarray(0, length);
  };
  return {
    bytes,
    fraction: () => block().readUInt32BE(0) / 2 ** 32,
    token: (length) =>
      bytes(Math.ceil((length * 3) / 4))
        .toString('base64url')
        .slice(0, length),
  };
}
