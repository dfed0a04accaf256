import { createCipheriv, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { openWeChatData } from '../../src/authing/crypto/wechat-data';
import { WeChatFailureError } from '../../src/authing/wechat-connection/failure';
import vectors from '../fixtures/wechat-crypto.json';

const APP = 'wx0123456789abcdef';

function sealed(key: Buffer, content: object): { iv: string; encryptedData: string } {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-128-cbc', key, iv);
  const encrypted = Buffer.concat([cipher.update(JSON.stringify(content)), cipher.final()]);
  return { iv: iv.toString('base64'), encryptedData: encrypted.toString('base64') };
}

test("WeChat's own published example opens to the published content", () => {
  const { appId, sessionKey, iv, encryptedData, plain } = vectors.userInfo;
  expect(openWeChatData(sessionKey, iv, encryptedData, appId)).toEqual(plain);
  expect(() => openWeChatData(sessionKey, iv, encryptedData, APP)).toThrow(WeChatFailureError);
  expect(() => openWeChatData(vectors.signature.sessionKey, iv, encryptedData, appId)).toThrow(WeChatFailureError);
});

const key = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes));
const content = fc
  .dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean()))
  .map((fields) => ({ ...fields, watermark: { appid: APP, timestamp: 1 } }));

test('whatever was sealed opens with its key, and with no other', () => {
  fc.assert(
    fc.property(key, key, content, (right, wrong, plain) => {
      const { iv, encryptedData } = sealed(right, plain);
      expect(openWeChatData(right.toString('base64'), iv, encryptedData, APP)).toEqual(JSON.parse(JSON.stringify(plain)));
      if (right.equals(wrong)) return;
      expect(() => openWeChatData(wrong.toString('base64'), iv, encryptedData, APP)).toThrow(WeChatFailureError);
    }),
  );
});

test('arbitrary text in place of key, iv and data never opens, and always fails in the same way', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (sessionKey, iv, encryptedData) => {
      expect(() => openWeChatData(sessionKey, iv, encryptedData, APP)).toThrow(WeChatFailureError);
    }),
  );
});
