import { answerOf } from './answer-of';
import type { NativeAnswer } from './connection';

/** `tapIndex`: which item; where it was closed, or could not open, `errMsg` says so. */
export function wxShowActionSheet(alertText: string, itemList: string[]): Promise<NativeAnswer & { tapIndex?: number }> {
  return answerOf((ending) => wx.showActionSheet({ alertText, itemList, ...ending }));
}
