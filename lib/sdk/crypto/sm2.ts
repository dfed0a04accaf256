import { randomBytes } from '../../wx/random';
import { fromHex, toHex, utf8 } from './bytes';
import type { Bytes } from './bytes';
import { add, createField, multiply, power, subtract, toBytes, toElement } from './montgomery';
import type { Element, Field } from './montgomery';
import { sm3 } from './sm3';
import { invalidArgument } from '../invalid-argument';

/** The recommended curve of GB/T 32918.5-2017: y² = x³ - 3x + b. */
const PRIME = 'fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff';
const ORDER = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123';
const CONSTANT_B = '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93';
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
  const target = readPoint(field, publicKey.toLowerCase().replace(/^04(?=.{128}$)/, ''));
  return encryptTo(field, target, utf8(text));
}

async function encryptTo(field: Field, target: Point, message: Bytes): Promise<string> {
  const scalar = await randomBytes(32);
  const digits = toHex(scalar);
  // Numbers of equal length compare like their digits. Anything outside 1…order-1 is drawn again, which keeps all equally likely.
  if (!/[^0]/.test(digits) || digits >= ORDER) return encryptTo(field, target, message);
  const shared = multiplyPoint(field, target, scalar);
  const mask = deriveKey(shared, message.length);
  // The standard asks for another scalar when the mask is all zeros (an empty message has no mask).
  if (message.length && !mask.some((byte) => byte)) return encryptTo(field, target, message);
  const ephemeral = multiplyPoint(field, readPoint(field, GENERATOR), scalar);
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
  if (!/^[0-9a-f]{128}$/.test(hex) || hex.slice(0, 64) >= PRIME || hex.slice(64) >= PRIME) throw notOnCurve();
  const x = toElement(field, fromHex(hex.slice(0, 64)));
  const y = toElement(field, fromHex(hex.slice(64)));
  const cube = multiply(field, multiply(field, x, x), x);
  const right = subtract(field, add(field, cube, toElement(field, fromHex(CONSTANT_B))), triple(field, x));
  if (multiply(field, y, y).join() !== right.join()) throw notOnCurve();
  return { x, y, z: toElement(field, [1]) };
}

function notOnCurve(): Error {
  return invalidArgument('encryption.publicKey: no SM2 key');
}

const triple = (field: Field, a: Element): Element => add(field, add(field, a, a), a);

/** scalar · point, as the 64 bytes of its coordinates; `scalar` is not zero and below the order, so it is never the point at infinity. */
function multiplyPoint(field: Field, point: Point, scalar: ArrayLike<number>): Bytes {
  let sum: Point | undefined;
  for (let i = 0; i < 256; i++) {
    if (sum) sum = doublePoint(field, sum);
    if ((scalar[i >> 3]! >> (7 - (i & 7))) & 1) sum = sum ? addPoints(field, sum, point) : point;
  }
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
  const alpha = triple(field, multiply(field, subtract(field, x, delta), add(field, x, delta)));
  const beta4 = times4(field, multiply(field, x, gamma));
  const x3 = subtract(field, multiply(field, alpha, alpha), add(field, beta4, beta4));
  const yz = multiply(field, y, z);
  const gamma8 = times4(field, multiply(field, gamma, add(field, gamma, gamma)));
  return { x: x3, y: subtract(field, multiply(field, alpha, subtract(field, beta4, x3)), gamma8), z: add(field, yz, yz) };
}

const times4 = (field: Field, a: Element): Element => add(field, add(field, a, a), add(field, a, a));

/**
 * Addition of a point with z = 1. The two are never the same and never opposite here: that would take a scalar whose leading
 * bits are the point's own multiple modulo the order, and those stay below it.
 */
function addPoints(field: Field, { x: x1, y: y1, z: z1 }: Point, { x: x2, y: y2 }: Point): Point {
  const square = multiply(field, z1, z1);
  const h = subtract(field, multiply(field, x2, square), x1);
  const r = subtract(field, multiply(field, y2, multiply(field, square, z1)), y1);
  const h2 = multiply(field, h, h);
  const h3 = multiply(field, h2, h);
  const v = multiply(field, x1, h2);
  const x3 = subtract(field, subtract(field, multiply(field, r, r), h3), add(field, v, v));
  return { x: x3, y: subtract(field, multiply(field, r, subtract(field, v, x3)), multiply(field, y1, h3)), z: multiply(field, z1, h) };
}
