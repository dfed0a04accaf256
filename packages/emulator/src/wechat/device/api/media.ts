import type { Callbacks } from '../bridge';
import type { DevicePicture } from '../files/picture';
import type { DeviceParts } from '../parts';
import { askPerson } from '../person/ask-person';

/** WeChat's default for both APIs. */
const DEFAULT_COUNT = 9;
const cancelled = { deny: 'fail auth deny', cancel: 'fail cancel' };

interface ChooseOption {
  count?: number;
  sourceType?: readonly string[];
}

/** `wx.chooseMedia` (pictures only: this device's album holds no video) and its unmaintained forerunner `wx.chooseImage`. */
export function mediaApi(parts: DeviceParts): Record<string, unknown> {
  const { bridge, faults, files } = parts;
  return {
    chooseMedia: (option: ChooseOption & Callbacks<{ type: string; tempFiles: object[] }> = {}) =>
      bridge.call(
        'chooseMedia',
        option,
        'promise',
        async () => {
          const chosen = await choose(parts, 'chooseMedia', option);
          const tempFiles = chosen.map((picture) => ({
            tempFilePath: files.addPicture(picture),
            size: picture.bytes.length,
            fileType: 'image',
            width: picture.width,
            height: picture.height,
          }));
          return { type: 'image', tempFiles };
        },
        faults.take('chooseMedia'),
      ),
    chooseImage: (option: ChooseOption & Callbacks<{ tempFilePaths: string[]; tempFiles: object[] }> = {}) =>
      bridge.call(
        'chooseImage',
        option,
        'promise',
        async () => {
          const chosen = await choose(parts, 'chooseImage', option);
          const tempFiles = chosen.map((picture) => ({ path: files.addPicture(picture), size: picture.bytes.length }));
          return { tempFilePaths: tempFiles.map(({ path }) => path), tempFiles };
        },
        faults.take('chooseImage'),
      ),
  };
}

async function choose(parts: DeviceParts, api: 'chooseMedia' | 'chooseImage', option: ChooseOption): Promise<readonly DevicePicture[]> {
  await parts.privacy.require(api, api);
  const { count = DEFAULT_COUNT, sourceType = ['album', 'camera'] } = option;
  const { pictures = parts.album.slice(0, 1) } = await askPerson(parts, { kind: 'media', api, count, sourceType }, cancelled);
  return pictures.slice(0, count);
}
