import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sm3 as reference } from 'sm-crypto';
import { fromBase64 } from '../../../../lib/base64';
import { toBase64, toBase64Url } from '../../../../lib/sdk/crypto/base64';
import { fromHex, textOf, toHex, utf8 } from '../../../../lib/sdk/crypto/bytes';
import { sha256 } from '../../../../lib/sdk/crypto/sha256';
import { sm3 } from '../../../../lib/sdk/crypto/sm3';

const bytes = fc.uint8Array({ maxLength: 300 });

describe('hashes', () => {
  it('SHA-256 is that of Node, at every length around a block', () => {
    for (let length = 0; length < 200; length++) {
      const message = Buffer.alloc(length, length);
      expect(toHex(sha256(message))).toBe(createHash('sha256').update(message).digest('hex'));
    }
    fc.assert(fc.property(bytes, (message) => toHex(sha256(message)) === createHash('sha256').update(message).digest('hex')));
  });

  it('SM3 is that of sm-crypto, at every length around a block', () => {
    for (let length = 0; length < 200; length++) {
      const message = Array.from({ length }, (_, i) => (i * 7 + length) & 255);
      expect(toHex(sm3(message))).toBe(reference(message));
    }
    fc.assert(fc.property(bytes, (message) => toHex(sm3(message)) === reference([...message])));
  });

  it('SM3 matches the example of its standard', () => {
    expect(toHex(sm3(utf8('abc')))).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  });
});

describe('encodings', () => {
  it('are those of Node', () => {
    fc.assert(
      fc.property(bytes, (data) => {
        expect(toBase64(data)).toBe(Buffer.from(data).toString('base64'));
        expect(toBase64Url(data)).toBe(Buffer.from(data).toString('base64url'));
        expect(fromBase64(toBase64(data))).toEqual([...data]);
        expect(fromBase64(toBase64Url(data))).toEqual([...data]);
        expect(toHex(data)).toBe(Buffer.from(data).toString('hex'));
        expect(fromHex(toHex(data))).toEqual([...data]);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8(text)).toEqual([...Buffer.from(text)]);
        expect(textOf(utf8(text))).toBe(text);
      }),
    );
  });
});
