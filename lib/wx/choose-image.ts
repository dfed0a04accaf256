import { AuthingError } from '../errors/authing-error';
import type { NativeAnswer } from './connection';
import { refusalOf } from './refusal';
import type { CancelReason } from './refusal';

export type ChosenImage = { filePath: string } | { cancelled: CancelReason };

/**
 * One picture from the album or the camera: wx.chooseMedia (base library 2.10.0), below that wx.chooseImage.
 * @throws AuthingError reason `privacy`, `denied` or `unsupported`
 */
export function chooseImage(): Promise<ChosenImage> {
  return new Promise((resolve, reject) => {
    const fail = (answer: NativeAnswer): void => {
      const refusal = refusalOf(answer, 'choose') || new AuthingError('denied', { stage: 'choose', cause: answer });
      if (typeof refusal === 'string') resolve({ cancelled: refusal });
      else reject(refusal);
    };
    const chosen = (filePath: string | undefined): void => {
      if (filePath) resolve({ filePath });
      else reject(new AuthingError('no_data', { stage: 'choose' }));
    };
    if (typeof wx.chooseMedia === 'function') {
      wx.chooseMedia({
        count: 1,
        mediaType: ['image'],
        sizeType: ['compressed'],
        success: ({ tempFiles }) => chosen(tempFiles[0] && tempFiles[0].tempFilePath),
        fail,
      });
    } else if (typeof wx.chooseImage === 'function') {
      wx.chooseImage({ count: 1, sizeType: ['compressed'], success: ({ tempFilePaths }) => chosen(tempFilePaths[0]), fail });
    } else {
      reject(new AuthingError('unsupported', { stage: 'choose' }));
    }
  });
}
