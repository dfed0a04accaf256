import { answerOf } from './answer-of';
import { refusalOf } from './refusal';
import { timeout } from './timeout';

/** ms. A large picture takes a slow phone a second or two. */
const COMPRESSING = 10_000;

/**
 * Lets the user cut a square out of a picture: wx.cropImage, base library 2.26.0.
 * @returns the path of the square; that of the whole picture where it cannot be cut (a PC, a GIF); null when the user closed the cropper.
 * Never settles where the cropper never answers.
 */
export function cropSquare(filePath: string): Promise<string | null> {
  return answerOf<{ tempFilePath: string }>((ending) => wx.cropImage({ src: filePath, cropScale: '1:1', ...ending })).then((answer) =>
    refusalOf(answer, 'choose') === 'cancelled' ? null : answer.tempFilePath || filePath,
  );
}

/**
 * A smaller copy: wx.compressImage, base library 2.4.0. `quality` counts for JPEG alone, `compressedWidth` from 2.26.0 on; iOS compresses
 * nothing but JPEG.
 * @returns its path; that of the picture itself where it cannot be compressed
 */
export function compressImage(filePath: string, quality: number, compressedWidth: number): Promise<string> {
  return timeout<{ tempFilePath: string }>(COMPRESSING, 'timeout', ({ success, fail }) => {
    wx.compressImage({ src: filePath, quality, compressedWidth, success, fail });
  }).then(
    ({ tempFilePath }) => tempFilePath || filePath,
    () => filePath,
  );
}
