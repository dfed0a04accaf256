import { appInfo } from './device';

/** What the components need: 99.93 % of WeChat's users have it (WeChat's own figures, 2025-12-01). */
export const OLDEST_BASE_LIBRARY = '2.24.4';

/** Of this phone; empty where nobody can tell. */
export function baseLibrary(): string {
  return String(appInfo().SDKVersion || '');
}

/**
 * Whether the base library is of this version or newer: for what wx.canIUse does not know, such as what an API does differently since.
 * False where nobody can tell.
 * @param version of three numbers, such as `2.28.1`
 */
export function baseLibraryIs(version: string): boolean {
  const own = baseLibrary().split('.');
  const differs = version
    .split('.')
    .map((part, at) => Number(own[at] || 0) - Number(part))
    .filter((difference) => difference)[0];
  return own.length > 1 && (differs === undefined || differs > 0);
}

let tooOld: boolean | undefined;

/** Older than the components support; asked once. Where nobody can tell (the mocks of somebody's tests, say), nothing is too old. */
export function isTooOld(): boolean {
  return (tooOld = tooOld === undefined ? !!baseLibrary() && !baseLibraryIs(OLDEST_BASE_LIBRARY) : tooOld);
}
