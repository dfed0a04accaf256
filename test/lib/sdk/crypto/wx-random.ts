import { randomFillSync } from 'node:crypto';

/** A `wx` that has nothing but randomness, and counts the bytes it gave. */
export function installRandom(fill: (bytes: Uint8Array) => void = (bytes) => void randomFillSync(bytes)): { given: number } {
  const count = { given: 0 };
  (globalThis as { wx?: unknown }).wx = {
    getRandomValues({ length, success }: { length: number; success(result: { randomValues: ArrayBuffer }): void }) {
      const bytes = new Uint8Array(length);
      fill(bytes);
      count.given += length;
      setTimeout(() => success({ randomValues: bytes.buffer }));
    },
  };
  return count;
}

export function removeWx(): void {
  delete (globalThis as { wx?: unknown }).wx;
}
