import fc from 'fast-check';
import { sm2 } from 'sm-crypto';
import { encryptSm2 } from '../../../../lib/sdk/crypto/sm2';
import { installRandom, removeWx } from './wx-random';

beforeEach(() => void installRandom());
afterEach(removeWx);

const body = (encrypted: string): string => encrypted.replace(/^sm2:/, '');

describe('encryptSm2', () => {
  it('is opened by the private key', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), async (text) => {
        const { publicKey, privateKey } = sm2.generateKeyPairHex();
        const encrypted = await encryptSm2(text, publicKey);
        expect(encrypted).toMatch(/^sm2:[0-9a-f]+$/);
        expect(body(encrypted)).toHaveLength(2 * (64 + 32 + Buffer.byteLength(text)));
        expect(sm2.doDecrypt(body(encrypted), privateKey, 1)).toBe(text);
      }),
      { numRuns: 20 },
    );
  });

  it('takes the key with and without its leading 04, in either case of letters', async () => {
    const { publicKey, privateKey } = sm2.generateKeyPairHex();
    for (const key of [publicKey, publicKey.slice(2), publicKey.toUpperCase()]) {
      expect(sm2.doDecrypt(body(await encryptSm2('密码', key)), privateKey, 1)).toBe('密码');
    }
  });

  it('takes texts longer than one block of the key derivation', async () => {
    const { publicKey, privateKey } = sm2.generateKeyPairHex();
    for (const length of [31, 32, 33, 64, 65, 8200]) {
      expect(sm2.doDecrypt(body(await encryptSm2('x'.repeat(length), publicKey)), privateKey, 1)).toBe('x'.repeat(length));
    }
  });

  it('draws another scalar when WeChat gives zero, the order, or more', async () => {
    const { publicKey, privateKey } = sm2.generateKeyPairHex();
    const order = Buffer.from('fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123', 'hex');
    const draws = [Buffer.alloc(32), order, Buffer.alloc(32, 255), Buffer.from('1'.padStart(64, '0'), 'hex')];
    const count = installRandom((bytes) => bytes.set(draws.shift()!));
    const encrypted = body(await encryptSm2('a secret of some length', publicKey));
    expect(count.given).toBe(4 * 32);
    // The scalar 1 leaves the generator itself.
    expect(encrypted.slice(0, 64)).toBe('32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7');
    expect(sm2.doDecrypt(encrypted, privateKey, 1)).toBe('a secret of some length');
  });

  it('takes the smallest and the largest scalars', async () => {
    const { publicKey, privateKey } = sm2.generateKeyPairHex();
    const order = BigInt('0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123');
    for (const scalar of [1, 2, 3, 4, 5].flatMap((near) => [near.toString(16), (order - BigInt(near)).toString(16)])) {
      installRandom((bytes) => bytes.set(Buffer.from(scalar.padStart(64, '0'), 'hex')));
      expect(sm2.doDecrypt(body(await encryptSm2('secret', publicKey)), privateKey, 1)).toBe('secret');
    }
  });

  it('leaves the thread to the page every 64 bits of the scalar', async () => {
    const { publicKey } = sm2.generateKeyPairHex();
    let turns = 0;
    let timer = setTimeout(function turn() {
      turns++;
      timer = setTimeout(turn);
    });
    await encryptSm2('secret', publicKey);
    clearTimeout(timer);
    // Two points, four slices each, and WeChat's randomness: the page's timer is due between any two.
    expect(turns).toBeGreaterThanOrEqual(9);
  });

  it('never uses Math.random', async () => {
    const { publicKey } = sm2.generateKeyPairHex();
    const random = jest.spyOn(Math, 'random');
    await encryptSm2('secret', publicKey);
    expect(random).not.toHaveBeenCalled();
    random.mockRestore();
  });

  it('refuses what is no point of the curve', async () => {
    const { publicKey } = sm2.generateKeyPairHex();
    const off = publicKey.slice(0, -1) + (publicKey.endsWith('0') ? '1' : '0');
    for (const key of ['', '04', off, 'f'.repeat(128), publicKey.slice(0, 100), `zz${publicKey.slice(2)}`]) {
      await expect(encryptSm2('secret', key)).rejects.toMatchObject({ name: 'AuthingError', reason: 'invalid_argument' });
    }
  });

  it('refuses a point of the curve whose x is written as that of another would be, the prime added', async () => {
    const prime = BigInt('0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff');
    const hex = (value: bigint): string => value.toString(16).padStart(64, '0');
    const power = (base: bigint, exponent: bigint): bigint => {
      let result = 1n;
      for (const bit of exponent.toString(2)) result = (((result * result) % prime) * (bit === '1' ? base : 1n)) % prime;
      return result;
    };
    const b = BigInt('0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93');
    let x = 1n;
    let y: bigint;
    // The prime is 3 modulo 4: a square's root is its power of (prime + 1) / 4.
    for (; ; x++) {
      const square = (x ** 3n + 3n * (prime - x) + b) % prime;
      y = power(square, (prime + 1n) / 4n);
      if ((y * y) % prime === square) break;
    }
    await expect(encryptSm2('secret', hex(x) + hex(y))).resolves.toMatch(/^sm2:/);
    await expect(encryptSm2('secret', hex(x + prime) + hex(y))).rejects.toMatchObject({ reason: 'invalid_argument' });
  });

  it('fails clearly where WeChat has no secure randomness', async () => {
    (globalThis as { wx?: unknown }).wx = {};
    const { publicKey } = sm2.generateKeyPairHex();
    await expect(encryptSm2('secret', publicKey)).rejects.toMatchObject({ name: 'AuthingError', reason: 'unsupported' });
  });
});
