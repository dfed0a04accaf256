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
  const files = wx.getFileSystemManager();
  const size = timeout<{ size: number }>(READING, 'timeout', ({ success, fail }) => files.getFileInfo({ filePath, success, fail }));
  const head = timeout<{ data: string | ArrayBuffer }>(READING, 'timeout', ({ success, fail }) =>
    files.readFile({ filePath, position: 0, length: 12, success, fail }),
  );
  return Promise.all([size, head])
    .then(([info, { data }]) => ({ size: info.size, head: latin1(data as ArrayBuffer) }))
    .catch(() => undefined);
}

const latin1 = (data: ArrayBuffer): string =>
  Array.prototype.map.call(new Uint8Array(data, 0, Math.min(12, data.byteLength)), (byte: number) => String.fromCharCode(byte)).join('');
