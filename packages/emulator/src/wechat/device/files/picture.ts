/** A picture on the phone. */
export interface PhonePicture {
  bytes: Uint8Array;
  /** px */
  width: number;
  /** px */
  height: number;
  type: 'png' | 'jpg' | 'gif' | 'webp';
}

/** How the phone edits pictures. A browser can give one that draws on a canvas. */
export interface ImageEditor {
  crop(picture: PhonePicture, option: { cropScale: string }): PhonePicture | Promise<PhonePicture>;
  /** `quality` 0 to 100; sizes in px, absent when not asked for. */
  compress(
    picture: PhonePicture,
    option: { quality: number; compressedWidth?: number; compressedHeight?: number },
  ): PhonePicture | Promise<PhonePicture>;
}

/** Hands the picture back unchanged: size and format stay, whatever was asked for. */
export const unchangedImages: ImageEditor = {
  crop: (picture) => picture,
  compress: (picture) => picture,
};
