import type { NativeAnswer } from './connection';

/** `tapIndex`: which item; where it was closed, `errMsg` says so. */
export function wxShowActionSheet(alertText: string, itemList: string[]): Promise<NativeAnswer & { tapIndex?: number }> {
  return new Promise((resolve) => wx.showActionSheet({ alertText, itemList, success: resolve, fail: resolve }));
}
