import type { NativeAnswer } from './connection';

/**
 * Asks for consent to the privacy agreement, where WeChat has that (base library 2.32.3) and the user has not given it yet: by the app's
 * own dialog, else by WeChat's.
 * @returns undefined with consent; else WeChat's answer. Never settles where the app's dialog is never answered.
 */
export function requirePrivacy(): Promise<NativeAnswer | undefined> {
  return new Promise((resolve) => {
    if (typeof wx.requirePrivacyAuthorize !== 'function') return resolve(undefined);
    wx.requirePrivacyAuthorize({ success: () => resolve(undefined), fail: resolve });
  });
}
