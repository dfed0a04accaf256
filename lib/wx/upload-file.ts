import { AuthingError } from '../errors/authing-error';
import type { NativeAnswer } from './refusal';
import { connectionError, withoutPrototypes } from './request';
import type { WxResponse } from './request';

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
export function wxUploadFile({ url, filePath, name, header, timeout, onProgress }: WxUpload): Promise<WxResponse> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout>;
    let settled = false;
    const settle = (): void => {
      settled = true;
      clearTimeout(timer);
    };
    const fail = (cause: NativeAnswer): void => {
      settle();
      reject(
        /file|exist|ENOENT|path|文件/i.test((cause.errMsg || '').replace(/^uploadFile:/, ''))
          ? new AuthingError('file', { stage: 'upload', cause })
          : connectionError(cause),
      );
    };
    const wait = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (task) task.abort();
        fail({ errMsg: 'timeout' });
      }, timeout);
    };
    let task: WechatMiniprogram.UploadTask | undefined;
    wait();
    try {
      task = wx.uploadFile({
        url,
        filePath,
        name,
        header,
        timeout: LONGEST,
        success: ({ statusCode, data }) => {
          settle();
          resolve({ status: statusCode, data: parsed(data) });
        },
        fail,
      });
      if (task && task.onProgressUpdate) {
        task.onProgressUpdate(({ progress, totalBytesSent, totalBytesExpectedToSend }) => {
          if (settled) return;
          wait();
          if (onProgress) onProgress({ percent: progress, sent: totalBytesSent, total: totalBytesExpectedToSend });
        });
      }
    } catch (error) {
      fail(error instanceof Error ? { errMsg: error.message } : {});
    }
  });
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
