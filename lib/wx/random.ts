import { AuthingError } from '../errors/authing-error';
import { answerOf } from './answer-of';

/**
 * Cryptographically secure random bytes from WeChat: wx.getRandomValues (base library 2.19.0), else the user crypto manager
 * (2.17.3). Never `Math.random`.
 * @param length bytes, 1 … 1048576
 * @throws AuthingError reason `unsupported`: this base library has neither, or WeChat had no bytes to give
 */
export function randomBytes(length: number): Promise<Uint8Array> {
  return answerOf<{ randomValues: ArrayBuffer }>((ending) => {
    const source = typeof wx.getRandomValues === 'function' ? wx : wx.getUserCryptoManager();
    source.getRandomValues({ length, ...ending });
  }).then((answer) => {
    const bytes = new Uint8Array(answer.randomValues || []);
    if (bytes.length === length) return bytes;
    throw new AuthingError('unsupported', { stage: 'request', message: 'wx.getRandomValues: base library >= 2.19.0', cause: answer });
  });
}
