import qrcode from 'qrcode-generator';

/** A QR code that says `text`, as a GIF data URL. */
export function qrDataUrl(text: string): string {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  return code.createDataURL(4);
}

/** The same as the bytes of a GIF. */
export function qrGif(text: string): Uint8Array<ArrayBuffer> {
  return Buffer.from(qrDataUrl(text).replace(/^data:image\/gif;base64,/, ''), 'base64');
}
