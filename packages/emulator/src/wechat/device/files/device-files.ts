import type { DevicePicture } from './picture';

/** Files the mini program can reach: temp files of this launch. */
export interface DeviceFiles {
  /** Keeps bytes as a new temp file and returns its path, e.g. `wxfile://tmp_0001.png`. */
  add(bytes: Uint8Array, extension: string): string;
  /** Keeps a picture as a new temp file and returns its path. */
  addPicture(picture: DevicePicture): string;
  /** The file's bytes; `undefined` when there is no such file. */
  read(path: string): Uint8Array | undefined;
  /** The picture in the file, when it was added as one. */
  picture(path: string): DevicePicture | undefined;
  /** When the file was written (ms since 1970); `undefined` when there is no such file. */
  modified(path: string): number | undefined;
  remove(path: string): void;
  readonly paths: readonly string[];
}

interface StoredFile {
  bytes: Uint8Array;
  modified: number;
  picture: DevicePicture | undefined;
}

export function createDeviceFiles(): DeviceFiles {
  const files = new Map<string, StoredFile>();
  let last = 0;
  const keep = (bytes: Uint8Array, extension: string, picture: DevicePicture | undefined): string => {
    last += 1;
    const path = `wxfile://tmp_${String(last).padStart(4, '0')}.${extension}`;
    files.set(path, { bytes: bytes.slice(), modified: Date.now(), picture });
    return path;
  };
  return {
    add: (bytes, extension) => keep(bytes, extension, undefined),
    addPicture: (picture) => keep(picture.bytes, picture.type, picture),
    read: (path) => files.get(path)?.bytes.slice(),
    picture: (path) => files.get(path)?.picture,
    modified: (path) => files.get(path)?.modified,
    remove: (path) => {
      files.delete(path);
    },
    get paths() {
      return [...files.keys()];
    },
  };
}
