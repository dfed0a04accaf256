import type { NativeAnswer } from './connection';

/** What the button of open-type getUserInfo hands over, without that button: since 2021-04 WeChat asks nobody in either. */
export function wxGetUserInfo(lang: string): Promise<NativeAnswer & { iv?: string; encryptedData?: string; rawData?: string }> {
  return new Promise((resolve) => {
    // The property may hold anything.
    wx.getUserInfo({ withCredentials: true, lang: lang as 'en', success: resolve, fail: resolve });
  });
}
