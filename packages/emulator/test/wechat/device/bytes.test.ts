import fc from 'fast-check';
import {
  base64Decode,
  base64Encode,
  binaryDecode,
  concatBytes,
  hexEncode,
  utf8Decode,
  utf8Encode,
  utf8Length,
} from '../../../src/wechat/device/bytes';

// Node.js is the yardstick.
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
);

test('text to UTF-8, lone surrogates included', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect([...utf8Encode(text)]).toEqual([...Buffer.from(text, 'utf8')]);
      expect(utf8Length(text)).toBe(Buffer.byteLength(text));
    }),
    { numRuns: 1000 },
  );
});

test('UTF-8 to text: what is well-formed comes back, what is not never throws', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect(utf8Decode(utf8Encode(text))).toBe(text)));
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
      const valid = Buffer.from(Buffer.from(bytes).toString('utf8')).equals(Buffer.from(bytes));
      if (valid) expect(utf8Decode(bytes)).toBe(strict.decode(bytes));
      else expect(utf8Decode(bytes)).toContain('\ufffd');
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['overlong', [0xc0, 0x80]],
  ['overlong in three', [0xe0, 0x80, 0x80]],
  ['a surrogate', [0xed, 0xa0, 0x80]],
  ['beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
  ['cut off', [0xe5, 0xbe]],
])('%s is malformed', (_name, bytes) => {
  expect(utf8Decode(Uint8Array.from(bytes))).toMatch(/^\ufffd+$/);
});

test('base64, hex, one character a byte, and joining', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (bytes, more) => {
      expect(base64Encode(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect([...base64Decode(base64Encode(bytes))]).toEqual([...bytes]);
      expect(hexEncode(bytes)).toBe(Buffer.from(bytes).toString('hex'));
      expect(binaryDecode(bytes)).toBe(Buffer.from(bytes).toString('latin1'));
      expect([...concatBytes([bytes, more])]).toEqual([...bytes, ...more]);
    }),
  );
});
