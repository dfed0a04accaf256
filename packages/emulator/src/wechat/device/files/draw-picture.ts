import { concatBytes, utf8Encode } from '../bytes';
import type { DevicePicture } from './picture';

/**
 * A real PNG of one colour, drawn without a codec: pixels in stored (uncompressed) deflate blocks.
 * @param width px
 * @param height px
 * @param colour 0xRRGGBB
 */
export function drawPicture(width: number, height: number, colour: number): DevicePicture {
  const pixel = [(colour >> 16) & 0xff, (colour >> 8) & 0xff, colour & 0xff];
  const row = [0, ...Array.from({ length: width }, () => pixel).flat()];
  const pixels = Uint8Array.from(Array.from({ length: height }, () => row).flat());
  const header = concatBytes([uint32(width), uint32(height), Uint8Array.of(8, 2, 0, 0, 0)]);
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  const bytes = concatBytes([signature, chunk('IHDR', header), chunk('IDAT', zlibStored(pixels)), chunk('IEND', new Uint8Array())]);
  return { bytes, width, height, type: 'png' };
}

const uint32 = (value: number): Uint8Array => Uint8Array.of(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);

function chunk(type: string, data: Uint8Array): Uint8Array {
  const typed = concatBytes([utf8Encode(type), data]);
  return concatBytes([uint32(data.length), typed, uint32(crc32(typed))]);
}

/** zlib (RFC 1950) around stored blocks (RFC 1951, 3.2.4) of at most 65,535 bytes. */
function zlibStored(data: Uint8Array): Uint8Array {
  const blocks: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
  for (let at = 0; at < data.length; at += 0xffff) {
    const block = data.subarray(at, at + 0xffff);
    const last = at + block.length === data.length ? 1 : 0;
    const { length } = block;
    blocks.push(Uint8Array.of(last, length & 0xff, length >> 8, ~length & 0xff, (~length >> 8) & 0xff), block);
  }
  return concatBytes([...blocks, uint32(adler32(data))]);
}

function adler32(data: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of data) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
}

function crc32(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
