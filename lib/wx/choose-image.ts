import { AuthingError } from '../errors/authing-error';
import { answerOf } from './answer-of';
import { refusalOf } from './refusal';
import type { CancelReason } from './refusal';

export type ChosenImage = { filePath: string } | { cancelled: CancelReason };

/** Of either. */
interface Chosen {
  tempFiles?: { tempFilePath?: string; path?: string }[];
  /** Of wx.chooseImage. */
  tempFilePaths?: string[];
}

/**
 * One picture from the album or the camera: wx.chooseMedia (base library 2.10.0), below that wx.chooseImage.
 * @throws AuthingError reason `privacy`, `denied`, `unsupported` …
 */
export function chooseImage(): Promise<ChosenImage> {
  return answerOf<Chosen>((ending) => {
    const options = { count: 1, sizeType: ['compressed' as const], ...ending };
    if (typeof wx.chooseMedia === 'function') void wx.chooseMedia({ ...options, mediaType: ['image'] });
    else void wx.chooseImage(options);
  }).then((answer) => {
    const refusal = refusalOf(answer, 'choose');
    if (typeof refusal === 'string') return { cancelled: refusal };
    const { tempFiles = [], tempFilePaths } = answer;
    const filePath = tempFilePaths ? tempFilePaths[0] : tempFiles[0] && tempFiles[0].tempFilePath;
    if (refusal || !filePath) throw refusal || new AuthingError('no_data', { stage: 'choose' });
    return { filePath };
  });
}
