import { base64Decode, base64Encode, toArrayBuffer } from '../bytes';

/** `wx.arrayBufferToBase64`, `wx.base64ToArrayBuffer` (deprecated since 2.4.0, and what everybody uses). */
export function base64Api(): Record<string, unknown> {
  return {
    arrayBufferToBase64: (buffer: ArrayBuffer) => base64Encode(new Uint8Array(buffer)),
    base64ToArrayBuffer: (base64: string) => toArrayBuffer(base64Decode(base64)),
  };
}
