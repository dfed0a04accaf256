import fc from 'fast-check';
import { combine, createField, multiply, power, toBytes, toElement } from '../../../../lib/sdk/crypto/montgomery';
import type { Bytes } from '../../../../lib/sdk/crypto/bytes';

const toBigInt = (bytes: readonly number[]): bigint => BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);
const ofBigInt = (value: bigint, length: number): Bytes => [...Buffer.from(value.toString(16).padStart(2 * length, '0'), 'hex')];
const modulo = (value: bigint, modulus: bigint): bigint => ((value % modulus) + modulus) % modulus;

/** Where limbs of 22 bits, pairs of them, and doubles of 53 bits end. */
const EDGES = [0, 1, 2, 21, 22, 23, 43, 44, 45, 52, 53, 54, 66, 88];

/** Numbers below a bound: any, and those beside both ends, beside powers of two, and made of the largest or smallest limbs. */
function below(bound: bigint): fc.Arbitrary<bigint> {
  const bits = bound.toString(2).length;
  const beside = fc.tuple(
    fc.oneof(
      fc.constant(0n),
      fc.constant(bound),
      fc.constantFrom(...EDGES).map((bit) => 1n << BigInt(bit)),
      fc.nat(bits).map((bit) => 1n << BigInt(bit)),
    ),
    fc.bigInt(-3n, 3n),
  );
  const repeated = fc.constantFrom('1', '10', '0111111111111111111111', '1000000000000000000000', '0'.repeat(22) + '1'.repeat(22));
  return fc.oneof(
    fc.bigInt(0n, bound - 1n),
    beside.map(([value, more]) => modulo(value + more, bound)),
    repeated.map((pattern) => modulo(BigInt(`0b${pattern.repeat(Math.ceil(bits / pattern.length))}`), bound)),
  );
}

/** Odd numbers of exactly so many bytes, the first of them not zero. */
const moduli = (length: number): fc.Arbitrary<bigint> => {
  const lowest = 1n << BigInt(8 * length - 8);
  return below((lowest << 8n) - lowest).map((value) => (value + lowest) | 1n);
};

const prime = BigInt('0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff');

// All lengths around 1024 bits meet every place where a modulus can end between two limbs.
const lengths = [...Array.from({ length: 13 }, (_, i) => 126 + i), 256, 384, 512];

describe.each([
  ['SM2', 32, fc.constant(prime)] as const,
  ...lengths.map((length) => [`${8 * length} bits`, length, moduli(length)] as const),
])('a field: %s', (_, length, fields) => {
  const cases = fields.chain((modulus) => fc.tuple(fc.constant(modulus), below(modulus), below(modulus)));
  const runs = { numRuns: length > 200 ? 40 : 100 };

  it('reads numbers, multiplies and writes them', () => {
    fc.assert(
      fc.property(cases, ([modulus, x, y]) => {
        const field = createField(ofBigInt(modulus, length));
        const a = toElement(field, ofBigInt(x, length));
        const b = toElement(field, ofBigInt(y, length));
        expect(toBigInt(toBytes(field, a, length))).toBe(x);
        expect(toBigInt(toBytes(field, multiply(field, a, b), length))).toBe((x * y) % modulus);
        expect(toBigInt(toBytes(field, multiply(field, a, a), length))).toBe((x * x) % modulus);
        expect(toBigInt(toBytes(field, multiply(field, combine(a, b, -1), b), length))).toBe(modulo((x - y) * y, modulus));
      }),
      runs,
    );
  });

  it('raises to a power', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 20 }), ([modulus, x], exponent) => {
        const field = createField(ofBigInt(modulus, length));
        const raised = power(field, toElement(field, ofBigInt(x, length)), [0, exponent]);
        expect(toBigInt(toBytes(field, raised, length))).toBe(x ** BigInt(exponent) % modulus);
      }),
      { ...runs, numRuns: runs.numRuns / 4 },
    );
  });
});

describe('limbs', () => {
  it('have a sign and 22 bits, whatever is multiplied: what a column can hold is counted on it', () => {
    fc.assert(
      fc.property(below(prime), below(prime), (x, y) => {
        const field = createField(ofBigInt(prime, 32));
        const a = toElement(field, ofBigInt(x, 32));
        const b = toElement(field, ofBigInt(y, 32));
        for (const element of [field.modulus, a, b, multiply(field, a, b)]) {
          expect(element).toHaveLength(12);
          expect(Math.max(...element.map(Math.abs))).toBeLessThanOrEqual(2 ** 21);
        }
      }),
    );
  });

  it('of sums up to ten times as large are multiplied exactly, as the formulas of SM2 ask', () => {
    const field = createField(ofBigInt(prime, 32));
    const extreme = fc.array(fc.constantFrom(-10 * 2 ** 21, 10 * 2 ** 21, 10 * 2 ** 21 - 1, 0), { minLength: 11, maxLength: 11 });
    const value = (limbs: readonly number[]): bigint => limbs.reduceRight((sum, limb) => (sum << 22n) + BigInt(limb), 0n);
    fc.assert(
      fc.property(extreme, extreme, (x, y) => {
        // The number itself stays small: its highest limb is.
        const a = [...x, 3];
        const b = [...y, -3];
        const product = toBigInt(toBytes(field, multiply(field, a, b), 32));
        // Two factors of 2^264 fewer: one by multiplying, one by leaving the field.
        expect((product << 528n) % prime).toBe(modulo(value(a) * value(b), prime));
      }),
    );
  });

  it('of the longest modulus fill a column and no more', () => {
    const modulus = BigInt(`0b${'10'.repeat(11).repeat(744).padEnd(16384, '1')}`) | 1n;
    const length = 2048;
    const field = createField(ofBigInt(modulus, length));
    const half = BigInt(`0b${'1000000000000000000000'.repeat(744)}`) % modulus;
    const other = BigInt(`0b${'0111111111111111111111'.repeat(744)}`) % modulus;
    const a = toElement(field, ofBigInt(half, length));
    for (const x of [half, other]) {
      const b = toElement(field, ofBigInt(x, length));
      expect(toBigInt(toBytes(field, multiply(field, a, b), length))).toBe((half * x) % modulus);
    }
    // Elements of nothing but the largest limbs, which no number of the field happens to have.
    const largest = field.modulus.map((limb, i) => (i < 743 ? 2 ** 21 : Math.min(limb, 0)));
    const value = largest.reduceRight((sum, limb) => (sum << 22n) + BigInt(limb), 0n);
    const product = toBigInt(toBytes(field, multiply(field, largest, largest), length));
    expect((product << BigInt(2 * 22 * 746)) % modulus).toBe(modulo(value * value, modulus));
  });
});
