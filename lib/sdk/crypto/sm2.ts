import { randomBytes } from '../../wx/random';
import { fromHex, toHex, utf8 } from './bytes';
import type { Bytes } from './bytes';
import { combine, createField, multiply, power, toBytes, toElement } from './montgomery';
import type { Element, Field } from './montgomery';
import { sm3 } from './sm3';
import { invalidArgument } from '../invalid-argument';

/** The recommended curve of GB/T 32918.5-2017: y² = x³ - 3x + b. Its b follows from the generator. */
const PRIME = 'fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff';
const ORDER = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123';
const GENERATOR =
  '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7' + 'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0';

/** Jacobian coordinates: the point (x/z², y/z³). */
interface Point {
  readonly x: Element;
  readonly y: Element;
  readonly z: Element;
}

/**
 * SM2 encryption as Authing takes passwords: `sm2:` and C1 (without its leading 04), C3, C2 in hexadecimal.
 * @param publicKey a point in hexadecimal, `04…` (or its 128 digits alone)
 * @throws AuthingError reason `invalid_argument`: no point of the curve; `unsupported`: no secure randomness on this phone
 */
export async function encryptSm2(text: string, publicKey: string): Promise<string> {
  const field = createField(fromHex(PRIME));
  const hex = publicKey.toLowerCase().replace(/^04(?=.{128}$)/, '');
  const points = [hex, GENERATOR].map((point) => readPoint(field, point));
  // The generator is on the curve, so whatever has its b is too.
  const difference = combine(constantOf(field, points[0]!), constantOf(field, points[1]!), -1);
  if (
    !/^[0-9a-f]{128}$/.test(hex) ||
    hex.slice(0, 64) >= PRIME ||
    hex.slice(64) >= PRIME ||
    toBytes(field, difference, 32).some((byte) => byte)
  ) {
    throw invalidArgument('encryption.publicKey: no SM2 key');
  }
  return encryptTo(field, points, utf8(text));
}

async function encryptTo(field: Field, points: readonly Point[], message: Bytes): Promise<string> {
  const scalar = await randomBytes(32);
  const digits = toHex(scalar);
  // Numbers of equal length compare like their digits. Anything outside 1…order-1 is drawn again, which keeps all equally likely.
  if (!/[^0]/.test(digits) || digits >= ORDER) return encryptTo(field, points, message);
  const shared = await multiplyPoint(field, points[0]!, scalar);
  const mask = deriveKey(shared, message.length);
  // The standard asks for another scalar when the mask is all zeros (an empty message has no mask).
  if (message.length && !mask.some((byte) => byte)) return encryptTo(field, points, message);
  const ephemeral = await multiplyPoint(field, points[1]!, scalar);
  const check = sm3(shared.slice(0, 32).concat(message, shared.slice(32)));
  return `sm2:${toHex(
    ephemeral.concat(
      check,
      message.map((byte, i) => byte ^ mask[i]!),
    ),
  )}`;
}

/** GB/T 32918.4-2016, 5.4.3. */
function deriveKey(seed: Bytes, length: number): Bytes {
  let key: Bytes = [];
  // The counter has 32 bits; a password does not reach its third byte.
  for (let count = 1; key.length < length; count++) key = key.concat(sm3(seed.concat(0, 0, count >> 8, count & 255)));
  return key.slice(0, length);
}

function readPoint(field: Field, hex: string): Point {
  const coordinate = (start: number): Element => toElement(field, fromHex(hex.substr(start, 64)));
  return { x: coordinate(0), y: coordinate(64), z: toElement(field, [1]) };
}

/** The b of the curve with a = -3 that a point with z = 1 is on. */
function constantOf(field: Field, { x, y }: Point): Element {
  return combine(combine(multiply(field, y, y), multiply(field, multiply(field, x, x), x), -1), x, 3);
}

/**
 * scalar · point, as the 64 bytes of its coordinates; `scalar` is not zero and below the order, so it is never the point at infinity.
 * In four slices, between which the page has the thread: without JIT, a point takes as long as five RSA encryptions under 2048 bits.
 */
async function multiplyPoint(field: Field, point: Point, scalar: ArrayLike<number>, start = 0, high?: Point): Promise<Bytes> {
  await new Promise((resolve) => setTimeout(resolve));
  let sum = high;
  for (let i = start; i < start + 64; i++) {
    if (sum) sum = doublePoint(field, sum);
    if ((scalar[i >> 3]! >> (7 - (i & 7))) & 1) sum = sum ? addPoints(field, sum, point) : point;
  }
  if (start < 192) return multiplyPoint(field, point, scalar, start + 64, sum);
  const { x, y, z } = sum!;
  // Fermat: the inverse of z is z to the power of the prime less 2.
  const inverse = power(field, z, fromHex(PRIME.replace(/f$/, 'd')));
  const square = multiply(field, inverse, inverse);
  return toBytes(field, multiply(field, x, square), 32).concat(toBytes(field, multiply(field, y, multiply(field, square, inverse)), 32));
}

/** "dbl-2001-b" of the Explicit-Formulas Database, for curves with a = -3. */
function doublePoint(field: Field, { x, y, z }: Point): Point {
  const delta = multiply(field, z, z);
  const gamma = multiply(field, y, y);
  const beta = multiply(field, x, gamma);
  const third = multiply(field, combine(x, delta, -1), combine(x, delta, 1));
  const alpha = combine(third, third, 2);
  const x3 = combine(multiply(field, alpha, alpha), beta, -8);
  const yz = multiply(field, y, z);
  // Both y and z have the other sign than there: the same point, with fewer kinds of sums.
  return {
    x: x3,
    y: combine(multiply(field, alpha, combine(x3, beta, -4)), multiply(field, gamma, gamma), 8),
    z: combine(yz, yz, -3),
  };
}

/**
 * Addition of a point with z = 1. The two are never the same and never opposite here: that would take a scalar whose leading
 * bits are the point's own multiple modulo the order, and those stay below it.
 */
function addPoints(field: Field, { x: x1, y: y1, z: z1 }: Point, { x: x2, y: y2 }: Point): Point {
  const square = multiply(field, z1, z1);
  const h = combine(multiply(field, x2, square), x1, -1);
  const r = combine(multiply(field, y2, multiply(field, square, z1)), y1, -1);
  const h2 = multiply(field, h, h);
  const h3 = multiply(field, h2, h);
  const v = multiply(field, x1, h2);
  const x3 = combine(combine(multiply(field, r, r), h3, -1), v, -2);
  return { x: x3, y: combine(multiply(field, r, combine(v, x3, -1)), multiply(field, y1, h3), -1), z: multiply(field, z1, h) };
}
