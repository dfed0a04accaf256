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
