import { constants, createPublicKey, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { encryptRsa } from '../../../../lib/sdk/crypto/rsa';
import { installRandom, removeWx } from './wx-random';

const keys = new Map([1024, 2048, 3072, 4096].map((bits) => [bits, generateKeyPairSync('rsa', { modulusLength: bits })]));
const pemOf = (key: KeyObject, type: 'spki' | 'pkcs1' = 'spki'): string => key.export({ type, format: 'pem' }).toString();

/** The whole padded block, so that the test judges every byte of it. */
const block = (encrypted: string, key: KeyObject): Buffer =>
  privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, Buffer.from(encrypted, 'base64'));

function open(encrypted: string, key: KeyObject): string {
  const bytes = block(encrypted, key);
  const end = bytes.indexOf(0, 2);
  expect([bytes[0], bytes[1]]).toEqual([0, 2]);
  expect(end).toBeGreaterThanOrEqual(10);
  return bytes.subarray(end + 1).toString('utf8');
}

beforeEach(() => void installRandom());
afterEach(removeWx);

describe('encryptRsa', () => {
  for (const [bits, { publicKey, privateKey }] of keys) {
    it(`is opened by the private key, ${bits} bits`, async () => {
      const longest = bits / 8 - 11;
      const texts = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((text) => Buffer.byteLength(text) <= longest);
      await fc.assert(
        fc.asyncProperty(texts, async (text) => {
          const encrypted = await encryptRsa(text, pemOf(publicKey));
          expect(Buffer.from(encrypted, 'base64')).toHaveLength(bits / 8);
          expect(Buffer.from(encrypted, 'base64').toString('base64')).toBe(encrypted);
          expect(open(encrypted, privateKey)).toBe(text);
        }),
        { numRuns: bits > 2048 ? 15 : 60 },
      );
    });
  }

  it('reads SubjectPublicKeyInfo, PKCS#1, and the base64 alone with or without line breaks', async () => {
    const { publicKey, privateKey } = keys.get(1024)!;
    const spki = pemOf(publicKey);
    const bare = spki.replace(/-----[^-]+-----/g, '');
    for (const pem of [spki, pemOf(publicKey, 'pkcs1'), spki.replace(/\n/g, '\r\n'), bare, bare.replace(/\s/g, '')]) {
      expect(open(await encryptRsa('pässwörd', pem), privateKey)).toBe('pässwörd');
    }
  });

  it('takes any public exponent', async () => {
    for (const publicExponent of [3, 17, 257]) {
      const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024, publicExponent });
      expect(open(await encryptRsa('secret', pemOf(publicKey)), privateKey)).toBe('secret');
    }
  });

  it('takes a modulus whose length is no multiple of a limb', async () => {
    for (const modulusLength of [1032, 1040, 1048]) {
      const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength });
      expect(open(await encryptRsa('secret', pemOf(publicKey)), privateKey)).toBe('secret');
    }
  });

  it('fills the padding with what WeChat gave, without its zeros', async () => {
    const { publicKey, privateKey } = keys.get(1024)!;
    let next = 0;
    // 0, 1, 2 … 255, 0, 1 …: one zero in 256 bytes has to be skipped and made up for.
    installRandom((bytes) =>
      bytes.forEach((_, i) => {
        bytes[i] = next++ & 255;
      }),
    );
    const bytes = block(await encryptRsa('abc', pemOf(publicKey)), privateKey);
    expect([...bytes.subarray(2, 124)]).toEqual(Array.from({ length: 122 }, (_, i) => i + 1));
    expect(bytes.subarray(124).toString('latin1')).toBe('\0abc');
  });

  it('encrypts the same text differently each time', async () => {
    const pem = pemOf(keys.get(1024)!.publicKey);
    expect(new Set(await Promise.all(Array.from({ length: 20 }, () => encryptRsa('same', pem)))).size).toBe(20);
  });

  it('never uses Math.random', async () => {
    const random = jest.spyOn(Math, 'random');
    await encryptRsa('secret', pemOf(keys.get(2048)!.publicKey));
    expect(random).not.toHaveBeenCalled();
    random.mockRestore();
  });

  it('takes the longest text that fits, and refuses one byte more', async () => {
    const { publicKey, privateKey } = keys.get(1024)!;
    expect(open(await encryptRsa('x'.repeat(117), pemOf(publicKey)), privateKey)).toBe('x'.repeat(117));
    await expect(encryptRsa('x'.repeat(118), pemOf(publicKey))).rejects.toMatchObject({ name: 'AuthingError', reason: 'invalid_argument' });
  });

  it('refuses what is no RSA key', async () => {
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
    const cut = pemOf(keys.get(1024)!.publicKey)
      .replace(/-----[^-]+-----/g, '')
      .replace(/\s/g, '')
      .slice(0, 100);
    const secret = keys.get(1024)!.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    for (const pem of ['', 'no key', cut, pemOf(ec), secret]) {
      await expect(encryptRsa('secret', pem)).rejects.toMatchObject({ name: 'AuthingError', reason: 'invalid_argument' });
    }
  });

  /** A public key of any modulus and exponent, as Authing would publish it. */
  const keyOf = (modulus: string, exponent: string): string => {
    const jwk = { kty: 'RSA', n: Buffer.from(modulus, 'hex').toString('base64url'), e: Buffer.from(exponent, 'hex').toString('base64url') };
    return pemOf(createPublicKey({ key: jwk, format: 'jwk' }));
  };
  const jwk = (bits: number): { n: string; e: string } => {
    const { n = '', e = '' } = generateKeyPairSync('rsa', { modulusLength: bits }).publicKey.export({ format: 'jwk' });
    return { n: Buffer.from(n, 'base64url').toString('hex'), e: Buffer.from(e, 'base64url').toString('hex') };
  };
  const real = jwk(1024);

  it.each([
    ['a key', real.n, '010001', 'accepted'],
    ['the exponent 3', real.n, '03', 'accepted'],
    ['the exponent 1', real.n, '01', 'refused'],
    ['an even exponent', real.n, '010000', 'refused'],
    ['the exponent 2', real.n, '02', 'refused'],
    ['an even modulus', real.n.replace(/.$/, '4'), '010001', 'refused'],
    ['512 bits', jwk(512).n, '010001', 'refused'],
    ['1023 bits', `7f${real.n.slice(2)}`, '010001', 'refused'],
    ['16384 bits', 'f'.repeat(4096), '010001', 'accepted'],
    ['16392 bits', 'f'.repeat(4098), '010001', 'refused'],
    ['1016 bits', real.n.slice(2).replace(/^./, 'f'), '010001', 'refused'],
  ])('%s: %#', async (_, modulus, exponent, outcome) => {
    const random = installRandom();
    const encrypted = encryptRsa('secret', keyOf(modulus, exponent)).then(
      () => 'accepted',
      (error: { name: string; reason: string }) => {
        expect(error).toMatchObject({ name: 'AuthingError', reason: 'invalid_argument' });
        expect(random.given).toBe(0);
        return 'refused';
      },
    );
    expect(await encrypted).toBe(outcome);
  });

  it('refuses DER that is none: a negative number, padding, a third number, something behind the key', async () => {
    const integer = (hex: string): string => `02${length(hex)}${hex}`;
    const length = (hex: string): string => (hex.length / 2 > 127 ? '81' : '') + (hex.length / 2).toString(16).padStart(2, '0');
    const sequence = (hex: string): string => `30${length(hex)}${hex}`;
    const encrypt = (der: string): Promise<string> => encryptRsa('secret', Buffer.from(der, 'hex').toString('base64'));
    const modulus = integer(`00${real.n}`);
    const e = integer('010001');
    await expect(encrypt(sequence(modulus + e))).resolves.toMatch(/=$/);
    const malformed = [
      sequence(integer(real.n) + e),
      sequence(integer(`0000${real.n}`) + e),
      sequence(modulus + integer('00010001')),
      sequence(modulus + integer('ff01')),
      sequence(modulus + integer('')),
      sequence(modulus + e + e),
      sequence(modulus),
      sequence(''),
      `${sequence(modulus + e)}0500`,
      sequence(modulus + e).slice(0, -2),
      sequence(modulus + e).replace(/^30/, '31'),
    ];
    for (const der of malformed) {
      await expect(encrypt(der)).rejects.toMatchObject({ name: 'AuthingError', reason: 'invalid_argument' });
    }
    // Short enough to look like a long modulus once zeros are put in front.
    await expect(encrypt(sequence(integer(`000000${jwk(1016).n}`) + e))).rejects.toMatchObject({ reason: 'invalid_argument' });
  });

  it('fails clearly where WeChat has no secure randomness', async () => {
    (globalThis as { wx?: unknown }).wx = {};
    const pem = pemOf(keys.get(1024)!.publicKey);
    await expect(encryptRsa('secret', pem)).rejects.toMatchObject({ name: 'AuthingError', reason: 'unsupported' });
  });
});
