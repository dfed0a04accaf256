/**
 * Encrypts what the session keeps in WeChat Storage (option `storageCipher`). Synchronous, since the session is read synchronously.
 * The key is the app's to find and to keep.
 */
export interface StorageCipher {
  encrypt(text: string): string;
  /** May throw for what `encrypt` has not made, or with another key: then nobody is signed in. */
  decrypt(text: string): string;
}

/** @throws what `encrypt` throws, or TypeError when it makes no text */
export function sealed(cipher: StorageCipher, record: object): string {
  const text: unknown = cipher.encrypt(JSON.stringify(record));
  if (typeof text !== 'string') throw new TypeError('storageCipher.encrypt');
  return text;
}

/** What was sealed; undefined for what was not, or not with this key. */
export function opened(cipher: StorageCipher, text: string): unknown {
  try {
    return JSON.parse(cipher.decrypt(text)) as unknown;
  } catch {
    // A changed key, or a record that somebody has tampered with: no session.
    return undefined;
  }
}
