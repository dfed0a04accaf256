import { ApiFailure, parameterError } from '../api-failure';
import type { Callbacks } from '../bridge';
import { base64Encode, binaryDecode, hexEncode, toArrayBuffer, utf8Decode } from '../bytes';
import { NotModelledError } from '../strict-object';
import type { DeviceParts } from '../parts';
import { strictObject } from '../strict-object';

const ERRNO_NO_SUCH_FILE = 1300002;
const ERRNO_INVALID_ARGUMENT = 1300022;
/** Regular file, readable and writable by its owner. */
const FILE_MODE = 0o100600;

/** `wx.getFileSystemManager()`: reading only. */
export function fileSystemApi(parts: DeviceParts): Record<string, unknown> {
  const manager = strictObject('FileSystemManager', { ...readingMembers(parts), ...lookingMembers(parts) });
  return { getFileSystemManager: () => manager };
}

type ReadOption = Callbacks<{ data: string | ArrayBuffer }> & { filePath?: unknown; encoding?: string; position?: number; length?: number };

function readingMembers(parts: DeviceParts): Record<string, unknown> {
  const { bridge, faults } = parts;
  // `void`: none of these members has promise style, so `call` returns nothing.
  const read = (path: unknown, encoding: string | undefined, position?: number, length?: number): string | ArrayBuffer => {
    const file = bytesAt(parts, path);
    // Documented ranges: 0 to the last byte, and 1 to the file's length. An Android phone was seen to fill up with zeros instead.
    if (!isWithin(position, 0, file.length - 1) || !isWithin(length, 1, file.length)) {
      throw new ApiFailure('fail Invalid argument', ERRNO_INVALID_ARGUMENT);
    }
    const bytes = file.subarray(position, length === undefined ? undefined : (position ?? 0) + length);
    return encoding === undefined ? toArrayBuffer(bytes) : decode(bytes, encoding);
  };
  return {
    readFile: (option: ReadOption = {}) => {
      const { filePath, encoding, position, length } = option;
      const run = () => ({ data: read(filePath, encoding, position, length) });
      void bridge.call('readFile', option, 'callback', run, faults.take('readFile'));
    },
    readFileSync: (path: unknown, encoding?: string, position?: number, length?: number) =>
      orThrow('readFileSync', () => read(path, encoding, position, length)),
  };
}

function lookingMembers(parts: DeviceParts): Record<string, unknown> {
  const { bridge, faults, files } = parts;
  const stats = (path: unknown): object => {
    const size = bytesAt(parts, path).length;
    const seconds = Math.floor((files.modified(String(path)) ?? 0) / 1000);
    const fixed = { mode: FILE_MODE, size, lastAccessedTime: seconds, lastModifiedTime: seconds };
    return strictObject('Stats', { ...fixed, isDirectory: () => false, isFile: () => true });
  };
  const recursive = (option: unknown): void => {
    if (option) throw new NotModelledError('FileSystemManager.stat({ recursive })');
  };
  return {
    access: (option: Callbacks<object> & { path?: unknown } = {}) => {
      const run = () => (bytesAt(parts, option.path), {});
      void bridge.call('access', option, 'callback', run, faults.take('access'));
    },
    accessSync: (path: unknown) => void orThrow('accessSync', () => bytesAt(parts, path)),
    stat: (option: Callbacks<{ stats: object }> & { path?: unknown; recursive?: boolean } = {}) => {
      recursive(option.recursive);
      void bridge.call('stat', option, 'callback', () => ({ stats: stats(option.path) }), faults.take('stat'));
    },
    statSync: (path: unknown, isRecursive?: boolean) => {
      recursive(isRecursive);
      return orThrow('statSync', () => stats(path));
    },
    getFileInfo: (option: Callbacks<{ size: number }> & { filePath?: unknown; digestAlgorithm?: string } = {}) => {
      if (option.digestAlgorithm !== undefined) throw new NotModelledError('FileSystemManager.getFileInfo({ digestAlgorithm })');
      const run = () => ({ size: bytesAt(parts, option.filePath).length });
      void bridge.call('getFileInfo', option, 'callback', run, faults.take('getFileInfo'));
    },
  };
}

const isWithin = (value: number | undefined, least: number, most: number): boolean =>
  value === undefined || (value >= least && value <= most);

function bytesAt({ files }: DeviceParts, path: unknown): Uint8Array {
  if (typeof path !== 'string') throw parameterError('filePath', 'String', path);
  const bytes = files.read(path);
  if (bytes === undefined) throw new ApiFailure(`fail no such file or directory "${path}"`, ERRNO_NO_SUCH_FILE);
  return bytes;
}

function decode(bytes: Uint8Array, encoding: string): string {
  switch (encoding.toLowerCase()) {
    case 'utf8':
    case 'utf-8':
      return utf8Decode(bytes);
    case 'base64':
      return base64Encode(bytes);
    case 'hex':
      return hexEncode(bytes);
    case 'binary':
    case 'latin1':
      return binaryDecode(bytes);
    default:
      throw new NotModelledError(`FileSystemManager encoding "${encoding}"`);
  }
}

/** The synchronous members throw what the asynchronous ones hand to `fail`. */
function orThrow<T>(api: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof ApiFailure) throw new Error(`${api}:${error.reason}`, { cause: error });
    throw error;
  }
}
