import { AuthingError } from '../errors/authing-error';

/**
 * Cryptographically secure random bytes from WeChat: wx.getRandomValues (base library 2.19.0), else the user crypto manager
 * (2.17.3). Never `Math.random`.
 * @param length bytes, 1 … 1048576
 * @throws AuthingError reason `unsupported`: this base library has neither, or WeChat had no bytes to give
 */
export function randomBytes(length: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const fail = (cause?: unknown): void =>
      reject(
        new AuthingError('unsupported', {
          stage: 'request',
          message: 'wx.getRandomValues: base library >= 2.19.0',
          cause,
        }),
      );
    const source =
      typeof wx.getRandomValues === 'function' ? wx : typeof wx.getUserCryptoManager === 'function' ? wx.getUserCryptoManager() : undefined;
    if (!source) return fail();
    source.getRandomValues({
      length,
      success: ({ randomValues }) => {
        const bytes = new Uint8Array(randomValues);
        if (bytes.length === length) resolve(bytes);
        else fail();
      },
      fail,
    });
  });
}
