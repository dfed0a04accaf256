import type { Bytes } from './bytes';

/**
 * A number below a field's modulus: limbs of 24 bits, least significant first, in Montgomery form (times 2^(24·limbs)).
 * 24 bits, because a product of two limbs plus carries stays below 2^53, where JavaScript's numbers are exact.
 */
export type Element = readonly number[];

const BASE = 0x1000000;

/**
 * Arithmetic modulo one odd number, for RSA and for the field of an elliptic curve. Multiplication is Montgomery's
 * (word by word, "CIOS"): no division, and small in code. It does not run in constant time, which JavaScript cannot promise.
 */
export interface Field {
  readonly modulus: readonly number[];
  /** -modulus⁻¹ modulo 2^24. */
  readonly inverse: number;
  /** 2^(48·limbs) modulo the modulus: multiplying by it leads into Montgomery form. */
  readonly entry: Element;
}

/** @param bytes of the modulus, odd, big-endian */
export function createField(bytes: ArrayLike<number>): Field {
  const modulus = toLimbs(bytes, Math.ceil(bytes.length / 3));
  let inverse = 1;
  // Newton's iteration doubles the number of right bits each time: 1, 2, 4, 8, 16, 32.
  for (let i = 0; i < 5; i++) inverse = lowProduct(inverse, (2 + BASE - lowProduct(modulus[0]!, inverse)) % BASE);
  const field = { modulus, inverse: BASE - inverse, entry: toLimbs([1], modulus.length) as Element };
  for (let i = 0; i < 48 * modulus.length; i++) field.entry = add(field, field.entry, field.entry);
  return field;
}

/** @param bytes big-endian, below the modulus */
export function toElement(field: Field, bytes: ArrayLike<number>): Element {
  return multiply(field, toLimbs(bytes, field.modulus.length), field.entry);
}

/** Big-endian, `length` bytes. */
export function toBytes(field: Field, element: Element, length: number): Bytes {
  const limbs = multiply(field, element, toLimbs([1], element.length));
  const bytes: Bytes = [];
  for (let i = length - 1; i >= 0; i--) bytes.push(((limbs[Math.floor(i / 3)] || 0) >> (8 * (i % 3))) & 255);
  return bytes;
}

export function add(field: Field, a: Element, b: Element): Element {
  let carry = 0;
  const sum = a.map((limb, i) => {
    const value = limb + b[i]! + carry;
    carry = value >= BASE ? 1 : 0;
    return value % BASE;
  });
  return reduced(field, sum, carry);
}

export function subtract(field: Field, a: Element, b: Element): Element {
  // a - b = a + (modulus - b)
  return add(field, a, minus(field.modulus, b));
}

export function multiply(field: Field, a: Element, b: Element): Element {
  const { modulus, inverse } = field;
  let sum = a.map(() => 0);
  let top = 0;
  for (let i = 0; i < a.length; i++) {
    const factor = lowProduct((sum[0]! + lowProduct(a[i]!, b[0]!)) % BASE, inverse);
    let carry = 0;
    const next: number[] = [];
    for (let j = 0; j < a.length; j++) {
      const value = sum[j]! + a[i]! * b[j]! + factor * modulus[j]! + carry;
      carry = Math.floor(value / BASE);
      if (j > 0) next.push(value % BASE);
    }
    next.push((top + carry) % BASE);
    top = Math.floor((top + carry) / BASE);
    sum = next;
  }
  return reduced(field, sum, top);
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

/** `limbs` plus `carry` times 2^(24·limbs), which is below twice the modulus. */
function reduced({ modulus }: Field, limbs: number[], carry: number): Element {
  let i = limbs.length - 1;
  while (i > 0 && limbs[i] === modulus[i]) i--;
  return carry || limbs[i]! >= modulus[i]! ? minus(limbs, modulus) : limbs;
}

/** The low limb of a product of two limbs. */
function lowProduct(a: number, b: number): number {
  return (a * b) % BASE;
}

function minus(a: Element, b: Element): number[] {
  let borrow = 0;
  return a.map((limb, i) => {
    const value = limb - b[i]! - borrow;
    borrow = value < 0 ? 1 : 0;
    return value + borrow * BASE;
  });
}

function toLimbs(bytes: ArrayLike<number>, size: number): number[] {
  const limbs: number[] = [];
  for (let i = 0; i < size; i++) {
    let limb = 0;
    for (let j = 2; j >= 0; j--) limb = limb * 256 + (bytes[bytes.length - 1 - 3 * i - j] || 0);
    limbs.push(limb);
  }
  return limbs;
}
