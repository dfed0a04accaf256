/** What every native event and failed call says of itself. */
export interface NativeAnswer {
  errMsg?: string;
  /** Since base library 2.24.0, not everywhere. */
  errno?: number;
}

/** No answer came in time; errno 5 stands for it in every API. */
const TIMED_OUT = /timed?[ _-]?out|超时/i;
/** The line, or WeChat at its other end: nobody refused anything, and the same try can succeed a moment later. */
const CUT_OFF = /net(work|::)|网络|connect|连接|interrupt|中断|offline|(system|internal) (error|busy)|系统(错误|异常|繁忙)/i;

/**
 * `network` or `timeout` where a call or a sheet of WeChat's failed for the connection's sake, in Chinese or in English; undefined
 * where it says something else. System errors count as `network`: WeChat could not be reached behind its own interface.
 * errno 600000 to 600999 are WeChat's for "network" (https://developers.weixin.qq.com/miniprogram/dev/framework/usability/PublicErrno.html).
 */
export function connectionReason({ errMsg = '', errno = 0 }: NativeAnswer): 'network' | 'timeout' | undefined {
  if (errno === 5 || TIMED_OUT.test(errMsg)) return 'timeout';
  return (errno >= 600_000 && errno < 601_000) || CUT_OFF.test(errMsg) ? 'network' : undefined;
}

/**
 * Calls `online` once, when the phone has a connection again; not after the returned function was called.
 * wx.offNetworkStatusChange needs base library 2.9.3: below it nothing is listened to, since a listener could not be taken back.
 */
export function onceOnline(online: () => void): () => void {
  const never = (): void => undefined;
  if (typeof wx.offNetworkStatusChange !== 'function') return never;
  const heard = ({ isConnected }: WechatMiniprogram.OnNetworkStatusChangeListenerResult): void => {
    if (!isConnected) return;
    stop();
    online();
  };
  // The typings give the listener that is taken back another type.
  const stop = (): void => wx.offNetworkStatusChange(heard as unknown as WechatMiniprogram.OffNetworkStatusChangeCallback);
  try {
    wx.onNetworkStatusChange(heard);
    return stop;
  } catch {
    // Whoever waits has a timer, too.
    return never;
  }
}
