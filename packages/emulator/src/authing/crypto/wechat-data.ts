import { createDecipheriv } from 'node:crypto';
import { WeChatFailureError } from '../wechat-connection/failure';

/** What every payload of WeChat's open data carries. */
export interface Watermarked {
  watermark: { appid: string; timestamp: number };
}

const fail = (errmsg: string, kind: 'data' | 'watermark' = 'data'): never => {
  throw new WeChatFailureError({ kind, errmsg });
};

/**
 * Opens `encryptedData`: AES-128-CBC with PKCS#7 padding, key = base64(session_key), iv = base64(iv), then JSON with a watermark
 * that must name `appId`. Throws {@link WeChatFailureError} for anything else.
 */
export function openWeChatData<T extends object>(sessionKey: string, iv: string, encryptedData: string, appId: string): T & Watermarked {
  const key = Buffer.from(sessionKey, 'base64');
  const vector = Buffer.from(iv, 'base64');
  const cipher = Buffer.from(encryptedData, 'base64');
  if (vector.length !== 16) fail('illegal iv');
  if (cipher.length === 0 || cipher.length % 16 !== 0) fail('illegal buffer');
  const content = parse(decrypt(key, vector, cipher));
  if (typeof content !== 'object' || content === null) return fail('illegal buffer');
  const { watermark } = content as Partial<Watermarked>;
  if (watermark?.appid !== appId) return fail(`the data belongs to ${watermark?.appid ?? 'no app'}`, 'watermark');
  return content as T & Watermarked;
}

function decrypt(key: Buffer, vector: Buffer, cipher: Buffer): string {
  try {
    const decipher = createDecipheriv('aes-128-cbc', key, vector);
    return Buffer.concat([decipher.update(cipher), decipher.final()]).toString('utf8');
  } catch (error) {
    // A wrong key nearly always shows as wrong padding.
    return fail(`session_key does not fit (${(error as Error).message})`);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The one wrong key in 256 that happens to leave valid padding.
    return fail('session_key does not fit (no JSON)');
  }
}
