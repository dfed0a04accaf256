import { ApiFailure, parameterError } from '../api-failure';
import type { Callbacks } from '../bridge';
import { utf8Length } from '../bytes';
import type { StoredValue } from '../memory';
import { NotModelledError } from '../strict-object';
import type { DeviceParts } from '../parts';
import { deserialise, serialise } from '../storage-values';

const KEY_LIMIT_BYTES = 1024 * 1024;
const TOTAL_LIMIT_BYTES = 10 * 1024 * 1024;

interface Store {
  set(key: unknown, data: unknown): void;
  /** `undefined` when there is nothing under this key. */
  get(key: unknown): StoredValue | undefined;
  remove(key: unknown): void;
  clear(): void;
  info(): { keys: string[]; currentSize: number; limitSize: number };
}

type StorageApi = 'setStorage' | 'getStorage' | 'removeStorage' | 'clearStorage' | 'getStorageInfo';
type KeyOption<R> = Callbacks<R> & { key?: string; data?: unknown; encrypt?: boolean };

/** WeChat Storage, synchronous and asynchronous: 1 MB a key, 10 MB in all, counted in UTF-8 bytes of key and value. */
export function storageApi(parts: DeviceParts): Record<string, unknown> {
  const store = createStore(parts);
  const { bridge, faults } = parts;
  const sync =
    <A extends unknown[], R>(api: string, run: (...args: A) => R) =>
    (...args: A): R => {
      try {
        return run(...args);
      } catch (error) {
        if (error instanceof ApiFailure) throw new Error(`${api}:${error.reason}`, { cause: error });
        throw error;
      }
    };
  const async =
    <R extends object>(api: StorageApi, run: (option: KeyOption<R>) => R) =>
    (option: KeyOption<R> = {}) => {
      if (option.encrypt) throw new NotModelledError(`wx.${api}({ encrypt })`);
      return bridge.call(api, option, 'promise', () => run(option), faults.take(api));
    };
  const done = (change: (option: KeyOption<object>) => void) => (option: KeyOption<object>) => {
    change(option);
    return {};
  };
  return {
    setStorageSync: sync('setStorageSync', (key: unknown, data: unknown) => store.set(key, data)),
    getStorageSync: sync('getStorageSync', (key: unknown) => {
      const stored = store.get(key);
      return stored === undefined ? '' : deserialise(stored);
    }),
    removeStorageSync: sync('removeStorageSync', (key: unknown) => store.remove(key)),
    clearStorageSync: sync('clearStorageSync', () => store.clear()),
    getStorageInfoSync: sync('getStorageInfoSync', () => store.info()),
    setStorage: async(
      'setStorage',
      done((option) => store.set(option.key, option.data)),
    ),
    getStorage: async<{ data: unknown }>('getStorage', (option) => {
      const stored = store.get(option.key);
      if (stored === undefined) throw new ApiFailure('fail data not found');
      return { data: deserialise(stored) };
    }),
    removeStorage: async(
      'removeStorage',
      done((option) => store.remove(option.key)),
    ),
    clearStorage: async(
      'clearStorage',
      done(() => store.clear()),
    ),
    getStorageInfo: async('getStorageInfo', () => store.info()),
  };
}

function createStore({ memory, timeline, faults }: DeviceParts): Store {
  const size = (key: string, { data }: StoredValue): number => utf8Length(key) + utf8Length(data);
  const total = (): number => Object.entries(memory.storage).reduce((sum, [key, value]) => sum + size(key, value), 0);
  return {
    set(key, data) {
      const name = checkKey(key);
      const fault = faults.take('storage.write', name);
      if (fault?.kind === 'fail') throw new ApiFailure(withoutApi(fault.errMsg));
      const value = serialise(data);
      const bytes = size(name, value);
      if (bytes > KEY_LIMIT_BYTES) throw new ApiFailure('fail:entry size limit reached');
      const before = Object.hasOwn(memory.storage, name) ? memory.storage[name] : undefined;
      const others = total() - (before === undefined ? 0 : size(name, before));
      if (fault?.kind === 'full' || others + bytes > TOTAL_LIMIT_BYTES) throw new ApiFailure('fail exceed storage max size 10Mb');
      // Not an assignment: a key may be called __proto__.
      Object.defineProperty(memory.storage, name, { value, enumerable: true, configurable: true, writable: true });
      timeline.record('storage.changed', { key: name, bytes });
    },
    get(key) {
      const name = checkKey(key);
      const fault = faults.take('storage.read', name);
      if (fault !== undefined) throw new ApiFailure(withoutApi(fault.errMsg));
      return Object.hasOwn(memory.storage, name) ? memory.storage[name] : undefined;
    },
    remove(key) {
      const name = checkKey(key);
      if (!Object.hasOwn(memory.storage, name)) return;
      delete memory.storage[name];
      timeline.record('storage.changed', { key: name, bytes: 0 });
    },
    clear() {
      for (const key of Object.keys(memory.storage)) delete memory.storage[key];
      timeline.record('storage.changed', { key: undefined, bytes: 0 });
    },
    info: () => ({
      keys: Object.keys(memory.storage),
      currentSize: Math.ceil(total() / 1024),
      limitSize: TOTAL_LIMIT_BYTES / 1024,
    }),
  };
}

function checkKey(key: unknown): string {
  if (typeof key !== 'string') throw parameterError('key', 'String', key);
  if (key === '') throw new ApiFailure('fail parameter error: parameter.key should not be empty;');
  return key;
}

/** Sync and async APIs put their own name in front. */
const withoutApi = (errMsg: string): string => errMsg.replace(/^\w+:/, '');
