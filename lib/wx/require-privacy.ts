import { answerOf } from './answer-of';
import type { NativeAnswer } from './connection';

/**
 * Asks for consent to the privacy agreement, where WeChat has that (base library 2.32.3) and the user has not given it yet: by the app's
 * own dialog, else by WeChat's.
 * @returns undefined with consent; else WeChat's answer. Never settles where the app's dialog is never answered.
 */
export function requirePrivacy(): Promise<NativeAnswer | undefined> {
  if (typeof wx.requirePrivacyAuthorize !== 'function') return Promise.resolve(undefined);
  let given = false;
  return answerOf(({ success, fail }) =>
    wx.requirePrivacyAuthorize({
      success: () => {
        given = true;
        success({});
      },
      fail,
    }),
  ).then((answer) => (given ? undefined : answer));
}
