import { digest, rotateLeft } from './merkle-damgard';
import type { Bytes } from './bytes';

const initial = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];

/** SM3 (GB/T 32905-2016), 32 bytes. */
export function sm3(message: ArrayLike<number>): Bytes {
  return digest(message, initial, (state, block) => {
    const words = block.slice();
    for (let i = 16; i < 68; i++) {
      const mixed = words[i - 16]! ^ words[i - 9]! ^ rotateLeft(words[i - 3]!, 15);
      words.push(mixed ^ rotateLeft(mixed, 15) ^ rotateLeft(mixed, 23) ^ rotateLeft(words[i - 13]!, 7) ^ words[i - 6]!);
    }
    // The eight working variables A…H.
    let v = state;
    for (let i = 0; i < 64; i++) {
      const early = i < 16;
      const a = v[0]!,
        b = v[1]!,
        c = v[2]!,
        e = v[4]!,
        f = v[5]!,
        g = v[6]!;
      const turned = rotateLeft(a, 12);
      const ss1 = rotateLeft((turned + e + rotateLeft(early ? 0x79cc4519 : 0x7a879d8a, i)) | 0, 7);
      const tt1 = (early ? a ^ b ^ c : (a & b) | (a & c) | (b & c)) + v[3]! + (ss1 ^ turned) + (words[i]! ^ words[i + 4]!);
      const tt2 = (early ? e ^ f ^ g : (e & f) | (~e & g)) + v[7]! + ss1 + words[i]!;
      v = [tt1 | 0, a, rotateLeft(b, 9), c, tt2 ^ rotateLeft(tt2, 9) ^ rotateLeft(tt2, 17), e, rotateLeft(f, 19), g];
    }
    return v.map((word, i) => word ^ state[i]!);
  });
}
