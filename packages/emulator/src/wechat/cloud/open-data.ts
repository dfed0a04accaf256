/**
 * WeChat's open-data cryptography: AES-128-CBC with PKCS#7 padding under the session key, and the sha1 signature of `rawData`.
 * Reproduces the vectors of WeChat's own documentation.
 */
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

/**
 * Encrypts a plain object as WeChat does.
 * @param sessionKey base64 of 16 bytes
 * @param iv base64 of 16 bytes
 * @returns base64
 */
export function sealData(plain: object, sessionKey: string, iv: string): string {
  const cipher = createCipheriv('aes-128-cbc', sixteenBytes('session_key', sessionKey), sixteenBytes('iv', iv));
  return Buffer.concat([cipher.update(JSON.stringify(plain), 'utf8'), cipher.final()]).toString('base64');
}

/**
 * Decrypts what `sealData` made.
 * @throws when key, iv and data do not belong together: the padding is wrong or what comes out is no JSON
 */
export function openSealed(encryptedData: string, sessionKey: string, iv: string): unknown {
  const decipher = createDecipheriv('aes-128-cbc', sixteenBytes('session_key', sessionKey), sixteenBytes('iv', iv));
  const plain = Buffer.concat([decipher.update(Buffer.from(encryptedData, 'base64')), decipher.final()]);
  return JSON.parse(plain.toString('utf8'));
}

/** `signature` of the user-info event: sha1 over `rawData` followed by the session key, hex. */
export function signRawData(rawData: string, sessionKey: string): string {
  return createHash('sha1')
    .update(rawData + sessionKey, 'utf8')
    .digest('hex');
}

function sixteenBytes(name: string, base64: string): Buffer {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length !== 16) throw new RangeError(`${name} must be base64 of 16 bytes, not of ${bytes.length}`);
  return bytes;
}
