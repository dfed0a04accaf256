import { AuthingError } from '../errors/authing-error';

/** What a key reads as that nobody has written to. */
export const NEVER_WRITTEN = '';

/**
 * WeChat Storage, synchronous because the SDK reads its token provider synchronously.
 * @throws AuthingError reason `storage`: the quota (10 MB an app, 1 MB a key) is used up, or the disk failed
 */
export function readStorage(key: string): unknown {
  return attempt(() => wx.getStorageSync<unknown>(key));
}

/** @throws AuthingError reason `storage`, also when `make`, which makes the value, throws */
export function writeStorage(key: string, make: () => unknown): void {
  attempt(() => wx.setStorageSync(key, make()));
}

/** @throws AuthingError reason `storage` */
export function removeStorage(key: string): void {
  attempt(() => wx.removeStorageSync(key));
}

function attempt<T>(access: () => T): T {
  try {
    return access();
  } catch (cause) {
    throw new AuthingError('storage', { stage: 'session', cause });
  }
}
