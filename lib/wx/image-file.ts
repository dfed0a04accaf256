import { timeout } from './timeout';

/** ms */
const READING = 5000;

/** What a file says of itself. */
export interface ImageFile {
  /** bytes */
  size: number;
  /** Its first bytes, as Latin-1. */
  head: string;
}

/**
 * Looks into a file. The beginning alone (base library 2.10.0; before it the whole file comes).
 * @returns undefined where it cannot be read: whoever uploads it says why
 */
export function readImageFile(filePath: string): Promise<ImageFile | undefined> {
  // Nothing beyond its end may be asked for: errno 1300022.
  const headOf = (size: number): Promise<{ data: string | ArrayBuffer }> =>
    timeout(READING, 'timeout', ({ success, fail }) =>
      wx.getFileSystemManager().readFile({ filePath, position: 0, length: Math.min(12, size), success, fail }),
    );
  return timeout<{ size: number }>(READING, 'timeout', ({ success, fail }) =>
    wx.getFileSystemManager().getFileInfo({ filePath, success, fail }),
  )
    .then(({ size }) => (size ? headOf(size).then(({ data }) => ({ size, head: latin1(data as ArrayBuffer) })) : { size, head: '' }))
    .catch(() => undefined);
}

const latin1 = (data: ArrayBuffer): string =>
  Array.prototype.map.call(new Uint8Array(data, 0, Math.min(12, data.byteLength)), (byte: number) => String.fromCharCode(byte)).join('');
