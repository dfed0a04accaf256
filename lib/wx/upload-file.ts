import { AuthingError } from '../errors/authing-error';
import type { NativeAnswer } from './connection';
import { connectionError, withoutPrototypes } from './request';
import type { WxResponse } from './request';
import { timeout } from './timeout';

/** How far an upload is. */
export interface UploadProgress {
  /** 0 to 100. */
  percent: number;
  /** bytes */
  sent: number;
  /** bytes */
  total: number;
}

export interface WxUpload {
  url: string;
  filePath: string;
  /** The form field. */
  name: string;
  header: Record<string, string>;
  /** ms without an answer, counted anew from each progress: a large picture on a slow line is no failure. */
  timeout: number;
  onProgress?: ((progress: UploadProgress) => void) | undefined;
}

/** wx.uploadFile gives up by itself after 60 s unless told otherwise; ours is the only clock. */
const LONGEST = 600_000;

/** One wx.uploadFile. Any HTTP status resolves; rejects with reason `network`, `timeout` or `file`. */
export function wxUploadFile({ url, filePath, name, header, timeout: ms, onProgress }: WxUpload): Promise<WxResponse> {
  return timeout<{ statusCode: number; data: string }>(ms, 'timeout', ({ success, fail, goesOn }) => {
    const task = wx.uploadFile({ url, filePath, name, header, timeout: LONGEST, success, fail });
    if (task && task.onProgressUpdate) {
      task.onProgressUpdate(({ progress, totalBytesSent, totalBytesExpectedToSend }) => {
        if (goesOn() && onProgress) onProgress({ percent: progress, sent: totalBytesSent, total: totalBytesExpectedToSend });
      });
    }
    return task;
  }).then(
    ({ statusCode, data }) => ({ status: statusCode, data: parsed(data) }),
    (cause: NativeAnswer) => {
      throw /file|exist|ENOENT|path|文件/i.test((cause.errMsg || '').replace(/^(uploadFile:|wx.uploadFile is)/, ''))
        ? new AuthingError('file', { stage: 'upload', cause })
        : connectionError(cause, url);
    },
  );
}

/** wx.uploadFile hands over the answer as text. */
function parsed(text: string): unknown {
  try {
    return withoutPrototypes(JSON.parse(text));
  } catch {
    // Not JSON: a proxy's page. Whoever reads the answer says so.
    return text;
  }
}
