import type { Bytes } from './bytes';

/**
 * A number modulo a field's modulus: limbs of 22 bits, least significant first, in Montgomery form (times 2^(22·limbs)).
 * A limb has a sign, -2^21 … 2^21, and so has the number: nothing has to be reduced after a product, whose number is below the
 * modulus. All are doubles, exact below 2^53, which is room for a whole column of a product: nothing is carried inside the loops.
 */
export type Element = readonly number[];

const BASE = 0x400000;

/**
 * x + ROUND - ROUND is the multiple of BASE nearest to x: up there doubles are BASE apart.
 * With Math.round in its place SM2 takes 1.25 times as long in an engine without JIT.
 */
const ROUND = 1.5 * Math.pow(2, 74);

/** Up to here, columns of a product stay below 2^53: 2 · 746 limbs · 2^42. OpenSSL takes no longer RSA keys either. */
export const MAX_MODULUS_BYTES = 2048;

/**
 * Arithmetic modulo one odd number, for RSA and for the field of an elliptic curve. Multiplication is Montgomery's: no division,
 * and small in code. It does not run in constant time, which JavaScript cannot promise.
 */
export interface Field {
  readonly modulus: readonly number[];
  /** -modulus⁻¹ modulo 2^22. */
  readonly inverse: number;
}

/** @param bytes of the modulus, odd, big-endian, 16 … MAX_MODULUS_BYTES */
export function createField(bytes: ArrayLike<number>): Field {
  // An even number of limbs, as `multiply` asks, and two bits above the modulus, as the bounds of an element ask.
  const modulus = toLimbs(bytes, 2 * Math.ceil((8 * bytes.length + 2) / 44));
  let inverse = -modulus[0]!;
  // Newton's iteration doubles the number of right bits each time: 3, 6, 12, 24.
  for (let i = 0; i < 3; i++) inverse = low(inverse * (2 + low(modulus[0]! * inverse)));
  return { modulus, inverse };
}

/** @param bytes big-endian, below the modulus */
export function toElement({ modulus }: Field, bytes: ArrayLike<number>): Element {
  const limbs = toLimbs(bytes, modulus.length);
  const divisor = leading(modulus) / BASE;
  // Long division: a limb to the left, less the nearest multiple of the modulus, as often as there are limbs.
  for (let round = 0; round < limbs.length; round++) {
    const quotient = Math.round(leading(limbs) / divisor);
    let sum = 0;
    let right = 0;
    for (let i = 0; i < limbs.length; i++) {
      sum += right - quotient * modulus[i]!;
      right = limbs[i]!;
      const upper = sum + ROUND - ROUND;
      limbs[i] = sum - upper;
      sum = upper / BASE;
    }
  }
  return limbs;
}

/** Big-endian, `length` bytes. */
export function toBytes(field: Field, element: Element, length: number): Bytes {
  let limbs = multiply(field, element, toLimbs([1], element.length));
  if (limbs.reduceRight((highest, limb) => highest || limb) < 0) limbs = combine(limbs, field.modulus, 1);
  const bytes: Bytes = [];
  let held = 0;
  let bits = 0;
  for (let next = 0; bytes.length < length; bits -= 8) {
    if (bits < 8) {
      held += limbs[next++]! << bits;
      bits += 22;
    }
    bytes.push(held & 255);
    held >>= 8;
  }
  return bytes.reverse();
}

/**
 * a + b · times, limb by limb: neither carried nor reduced, so the result is multiplied before much is added to it.
 * For SM2, limbs may grow to ten times their size: 12 columns of (10 · 2^21)² are below 2^53.
 */
export function combine(a: Element, b: Element, times: number): Element {
  const sum: number[] = [];
  for (let i = 0; i < a.length; i++) sum[i] = a[i]! + b[i]! * times;
  return sum;
}

/**
 * The product, column by column ("product scanning"), together with the multiple of the modulus that makes its lower half zero.
 * Two columns at a time, because they share what they read: 0.5 (with JIT) to 0.75 (without) of the time of one at a time.
 */
export function multiply({ modulus, inverse }: Field, a: Element, b: Element): Element {
  const size = modulus.length;
  const factors: number[] = [];
  const product: number[] = [];
  let sum = 0;
  for (let k = 0; k < 2 * size; k += 2) {
    const lower = k < size;
    const end = lower ? k : size;
    let next = 0;
    let bAbove = lower ? b[k + 1]! : 0;
    let modulusAbove = lower ? modulus[k + 1]! : 0;
    for (let i = lower ? 0 : k - size + 1; i < end; i++) {
      const aLimb = a[i]!;
      const bLimb = b[k - i]!;
      const factor = factors[i]!;
      const modulusLimb = modulus[k - i]!;
      sum += aLimb * bLimb + factor * modulusLimb;
      next += aLimb * bAbove + factor * modulusAbove;
      bAbove = bLimb;
      modulusAbove = modulusLimb;
    }
    if (lower) {
      sum += a[k]! * b[0]!;
      next += a[k]! * bAbove + a[k + 1]! * b[0]!;
    }
    for (let i = 0; i < 2; i++) {
      if (lower) {
        let factor = (sum - (sum + ROUND - ROUND)) * inverse;
        factor -= factor + ROUND - ROUND;
        factors.push(factor);
        sum += factor * modulus[0]!;
        next += factor * modulusAbove;
        modulusAbove = 0;
      }
      const upper = sum + ROUND - ROUND;
      if (!lower) product.push(sum - upper);
      sum = upper / BASE + next;
      next = 0;
    }
  }
  return product;
}

/** @param exponent big-endian bytes, not zero */
export function power(field: Field, base: Element, exponent: ArrayLike<number>): Element {
  let result: Element | undefined;
  for (let i = 0; i < 8 * exponent.length; i++) {
    if (result) result = multiply(field, result, result);
    if ((exponent[i >> 3]! >> (7 - (i & 7))) & 1) result = result ? multiply(field, result, base) : base;
  }
  return result!;
}

/** What is left of a multiple of BASE. */
function low(value: number): number {
  return value - (value + ROUND - ROUND);
}

/** The highest limbs, as one number: enough to tell how often one number of so many limbs goes into another. */
function leading(limbs: Element): number {
  return limbs.slice(-5).reduceRight((sum, limb) => sum * BASE + limb);
}

function toLimbs(bytes: ArrayLike<number>, size: number): number[] {
  const limbs: number[] = [];
  let held = 0;
  let bits = 0;
  for (let next = bytes.length; limbs.length < size; bits -= 22) {
    for (; bits < 22; bits += 8) held += (bytes[--next] || 0) << bits;
    const limb = low(held);
    limbs.push(limb);
    held = (held - limb) / BASE;
  }
  return limbs;
}
