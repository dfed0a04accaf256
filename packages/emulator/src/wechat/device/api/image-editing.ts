import { ApiFailure, parameterError } from '../api-failure';
import { behaviourSince } from '../base-library';
import type { Callbacks } from '../bridge';
import type { DevicePicture } from '../files/picture';
import type { DeviceParts } from '../parts';
import { askPerson } from '../person/ask-person';

interface TempFile {
  tempFilePath: string;
}
type CropOption = Callbacks<TempFile> & { src?: unknown; cropScale?: unknown };
type CompressOption = Callbacks<TempFile> & { src?: unknown; quality?: number; compressedWidth?: number; compressedHeight?: number };

/** All that there are. */
const cropScales = ['1:1', '16:9', '9:16', '4:3', '3:4', '5:4', '4:5'];

/** `wx.cropImage` (callbacks only) and `wx.compressImage`. Each makes a new temp file. */
export function imageEditingApi(parts: DeviceParts): Record<string, unknown> {
  const { bridge, faults, files, images, settings } = parts;
  return {
    cropImage: (option: CropOption = {}) =>
      bridge.call(
        'cropImage',
        option,
        'callback',
        async () => {
          const picture = pictureAt(parts, option.src);
          const { cropScale } = option;
          if (typeof cropScale !== 'string') throw parameterError('cropScale', 'String', cropScale);
          if (!cropScales.includes(cropScale)) throw new ApiFailure(`fail invalid cropScale ${cropScale}`);
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
          const { quality = 80 } = option;
          // "iOS 仅支持压缩 JPG 格式图片": that other formats fail there is assumed.
          if (settings.platform === 'ios' && picture.type !== 'jpg') throw new ApiFailure('fail only jpg can be compressed');
          // Options that an older base library does not know are not looked at.
          const { compressedWidth, compressedHeight } = parts.supports(behaviourSince.compressedSize) ? option : {};
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
