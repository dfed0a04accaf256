import { ApiFailure, parameterError } from '../api-failure';
import type { Callbacks } from '../bridge';
import type { DevicePicture } from '../files/picture';
import type { DeviceParts } from '../parts';
import { askPerson } from '../person/ask-person';

interface TempFile {
  tempFilePath: string;
}
type CropOption = Callbacks<TempFile> & { src?: unknown; cropScale?: string };
type CompressOption = Callbacks<TempFile> & { src?: unknown; quality?: number; compressedWidth?: number; compressedHeight?: number };

/** `wx.cropImage` (callbacks only) and `wx.compressImage`. Each makes a new temp file. */
export function imageEditingApi(parts: DeviceParts): Record<string, unknown> {
  const { bridge, faults, files, images } = parts;
  return {
    cropImage: (option: CropOption = {}) =>
      bridge.call(
        'cropImage',
        option,
        'callback',
        async () => {
          const picture = pictureAt(parts, option.src);
          const { cropScale = '1:1' } = option;
          const sheet = { kind: 'crop', src: String(option.src), cropScale } as const;
          await askPerson(parts, sheet, { deny: 'fail cancel', cancel: 'fail cancel' });
          return { tempFilePath: files.addPicture(await images.crop(picture, { cropScale })) };
        },
        faults.take('cropImage'),
      ),
    compressImage: (option: CompressOption = {}) =>
      bridge.call(
        'compressImage',
        option,
        'promise',
        async () => {
          const picture = pictureAt(parts, option.src);
          const { quality = 80, compressedWidth, compressedHeight } = option;
          const compressed = await images.compress(picture, {
            quality,
            ...(compressedWidth !== undefined && { compressedWidth }),
            ...(compressedHeight !== undefined && { compressedHeight }),
          });
          return { tempFilePath: files.addPicture(compressed) };
        },
        faults.take('compressImage'),
      ),
  };
}

function pictureAt({ files }: DeviceParts, src: unknown): DevicePicture {
  if (typeof src !== 'string') throw parameterError('src', 'String', src);
  const picture = files.picture(src);
  if (picture === undefined) throw new ApiFailure(`fail file doesn't exist ${src}`);
  return picture;
}
