/**
 * Whether the base library is of this version or newer: for what wx.canIUse does not know, such as what an API does differently since.
 * False where nobody can tell (base library below 2.20.1).
 * @param version of three numbers, such as `2.28.1`
 */
export function baseLibraryIs(version: string): boolean {
  const info = typeof wx !== 'undefined' && typeof wx.getAppBaseInfo === 'function' ? wx.getAppBaseInfo() : undefined;
  const own = String((info && info.SDKVersion) || '').split('.');
  const asked = version.split('.');
  const differs = asked.map((part, at) => Number(own[at] || 0) - Number(part)).filter((difference) => difference !== 0)[0];
  return own.length > 1 && (differs === undefined || differs > 0);
}
