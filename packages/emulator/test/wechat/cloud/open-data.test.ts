import fc from 'fast-check';
import { openSealed, sealData, signRawData } from '../../../src/wechat/cloud/open-data';
import vectors from '../../fixtures/wechat-crypto.json';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const sixteenBytes = fc.uint8Array({ minLength: 16, maxLength: 16 }).map(base64);

describe("WeChat's published vectors", () => {
  const { userInfo, signature } = vectors;

  test('the plain object encrypts to the published text, byte for byte', () => {
    expect(sealData(userInfo.plain, userInfo.sessionKey, userInfo.iv)).toBe(userInfo.encryptedData);
  });

  test('the published text decrypts to the plain object', () => {
    expect(openSealed(userInfo.encryptedData, userInfo.sessionKey, userInfo.iv)).toEqual(userInfo.plain);
  });

  test('the signature is the published one', () => {
    expect(signRawData(signature.rawData, signature.sessionKey)).toBe(signature.signature);
  });
});

test('what is sealed opens with the same key and iv, whatever it is', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), sixteenBytes, sixteenBytes, (plain, key, iv) => {
      const sealed = sealData(plain, key, iv);
      expect(Buffer.from(sealed, 'base64').length % 16).toBe(0);
      expect(openSealed(sealed, key, iv)).toEqual(JSON.parse(JSON.stringify(plain)));
    }),
  );
});

test('another key never yields the object', () => {
  fc.assert(
    fc.property(sixteenBytes, sixteenBytes, sixteenBytes, (key, other, iv) => {
      fc.pre(key !== other);
      const plain = { phoneNumber: '10000000001', watermark: { appid: 'wx0000000000000000' } };
      const sealed = sealData(plain, key, iv);
      expect(() => expect(openSealed(sealed, other, iv)).toEqual(plain)).toThrow();
    }),
  );
});

test('keys and ivs of the wrong length are refused', () => {
  const good = base64(new Uint8Array(16));
  expect(() => sealData({}, base64(new Uint8Array(15)), good)).toThrow('session_key must be base64 of 16 bytes, not of 15');
  expect(() => sealData({}, good, base64(new Uint8Array(17)))).toThrow('iv must be base64 of 16 bytes, not of 17');
});
