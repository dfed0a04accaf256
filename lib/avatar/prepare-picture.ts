import { AuthingError } from '../errors/authing-error';
import { say } from '../errors/say';
import { compressImage } from '../wx/edit-image';
import { readImageFile } from '../wx/image-file';

/** Quality (0 to 100, JPEG alone) and width (px), one after the other until the picture is small enough: an avatar needs no more. */
const STEPS: readonly (readonly [quality: number, width: number])[] = [
  [80, 1080],
  [60, 720],
  [40, 400],
];

/** What files begin with that a chooser may hand over, and that are no pictures everybody can see. */
const OTHERS: readonly (readonly [type: string, beginning: RegExp])[] = [
  ['heic', /^[^]{4}ftyp(hei|hev|mif1|msf1)/],
  ['avif', /^[^]{4}ftypavi/],
  ['video', /^[^]{4}ftyp/],
  ['tiff', /^(II\*\0|MM\0\*)/],
  ['pdf', /^%PDF/],
];

/**
 * Looks at a picture before it is uploaded, and makes it smaller where it is larger than the page wants.
 * @param limit kB of 1,000 bytes; 0 for any size
 * @returns the path of what is to be uploaded
 * @throws AuthingError reason `file`; `data.problem` is `empty`, `type` (with `type`) or `size` (with `size` and `maxSize`, bytes)
 */
export function preparePicture(filePath: string, limit: number): Promise<string> {
  return readImageFile(filePath).then((file) => {
    // Not readable: the upload says why.
    if (!file) return filePath;
    const { size, head } = file;
    if (size === 0) throw fileError({ problem: 'empty' });
    const other = OTHERS.filter(([, beginning]) => beginning.test(head))[0];
    if (other) throw fileError({ problem: 'type', type: other[0] });
    const maxSize = limit > 0 ? limit * 1000 : Infinity;
    return size <= maxSize ? filePath : smaller(filePath, maxSize, size, 0);
  });
}

/** The first copy that is small enough. */
function smaller(filePath: string, maxSize: number, least: number, step: number): Promise<string> {
  const attempt = STEPS[step];
  if (!attempt) return Promise.reject(fileError({ problem: 'size', size: least, maxSize }));
  return compressImage(filePath, attempt[0], attempt[1]).then((path) =>
    // The same path: this phone compresses no such picture.
    path === filePath
      ? smaller(filePath, maxSize, least, STEPS.length)
      : readImageFile(path).then((file) => {
          // A copy with nothing in it is none.
          const size = (file && file.size) || Infinity;
          return size <= maxSize ? path : smaller(filePath, maxSize, Math.min(size, least), step + 1);
        }),
  );
}

function fileError(
  data: { problem: 'empty' } | { problem: 'type'; type: string } | { problem: 'size'; size: number; maxSize: number },
): AuthingError {
  const message =
    data.problem === 'type'
      ? say(`不支持此类图片（${data.type}），请换一张`, `This kind of picture (${data.type}) cannot be used. Choose another`)
      : data.problem === 'size'
        ? say(
            `图片过大，最大 ${data.maxSize / 1000} kB，请换一张`,
            `The picture is too large: at most ${data.maxSize / 1000} kB. Choose another`,
          )
        : '';
  return new AuthingError('file', { stage: 'choose', message, data });
}
