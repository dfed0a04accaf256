/** A picture on the device. */
export interface DevicePicture {
  bytes: Uint8Array;
  /** px */
  width: number;
  /** px */
  height: number;
  type: 'png' | 'jpg' | 'gif' | 'webp';
}

/** How the device edits pictures. A browser can give one that draws on a canvas. */
export interface ImageEditor {
  crop(picture: DevicePicture, option: { cropScale: string }): DevicePicture | Promise<DevicePicture>;
  /** `quality` 0 to 100; sizes in px, absent when not asked for. */
  compress(
    picture: DevicePicture,
    option: { quality: number; compressedWidth?: number; compressedHeight?: number },
  ): DevicePicture | Promise<DevicePicture>;
}

/** Hands the picture back unchanged: size and format stay, whatever was asked for. */
export const unchangedImages: ImageEditor = {
  crop: (picture) => picture,
  compress: (picture) => picture,
};

/** Of pictures that were compressed: their bytes before, and the least quality so far. */
const compressed = new WeakMap<DevicePicture, { bytes: Uint8Array; quality: number }>();

/**
 * Sizes as WeChat's, without looking at a pixel: bytes are cut off in proportion, so what is cropped or made smaller is no readable picture
 * any more. `quality` is for JPEG alone, as documented; compressing again at the same quality brings nothing, as developers have seen.
 */
export const sizedImages: ImageEditor = {
  crop(picture, { cropScale }) {
    const [across = 1, down = 1] = cropScale.split(':').map(Number);
    const width = Math.round(Math.min(picture.width, (picture.height * across) / down));
    const height = Math.round(Math.min(picture.height, (picture.width * down) / across));
    return sized(picture, width, height);
  },
  compress(picture, { quality, compressedWidth, compressedHeight }) {
    const ratio = picture.height / picture.width;
    const width = compressedWidth ?? (compressedHeight === undefined ? picture.width : Math.round(compressedHeight / ratio));
    const height = compressedHeight ?? (compressedWidth === undefined ? picture.height : Math.round(compressedWidth * ratio));
    const small = sized(picture, width, height);
    if (small.type !== 'jpg') return small;
    const before = compressed.get(picture) ?? { bytes: picture.bytes, quality: 100 };
    const least = Math.min(quality, before.quality);
    const length = Math.ceil((before.bytes.length * least * area(small)) / (100 * area(picture)));
    const result = { ...small, bytes: before.bytes.slice(0, Math.min(length, picture.bytes.length)) };
    compressed.set(result, { bytes: before.bytes, quality: least });
    return result;
  },
};

const area = ({ width, height }: DevicePicture): number => width * height;

/** The same picture at another size; nothing is ever made larger. */
function sized(picture: DevicePicture, width: number, height: number): DevicePicture {
  if (width >= picture.width && height >= picture.height) return picture;
  const length = Math.ceil((picture.bytes.length * width * height) / area(picture));
  return { ...picture, width, height, bytes: picture.bytes.slice(0, length) };
}
