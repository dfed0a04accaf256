import { answerOf } from './answer-of';
import type { NativeAnswer } from './connection';

/** What the button of open-type getUserInfo hands over, without that button: since 2021-04 WeChat asks nobody in either. */
export function wxGetUserInfo(lang: string): Promise<NativeAnswer & { iv?: string; encryptedData?: string; rawData?: string }> {
  // The property may hold anything.
  return answerOf((ending) => wx.getUserInfo({ withCredentials: true, lang: lang as 'en', ...ending }));
}
