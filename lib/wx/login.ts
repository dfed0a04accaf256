import { AuthingError } from '../errors/authing-error';
import { connectionReason } from './connection';
import type { NativeAnswer } from './refusal';

/**
 * One wx.login. Resolves with the code (valid 5 minutes, single use); rejects with reason `login_code`, retryable, whose `data.network`
 * says whether the connection was the cause: then the message says so, too.
 * WeChat's page on wx.login says that it has no promise style, so its callbacks are wrapped.
 * A call that WeChat never answers is given up after `timeout` ms.
 */
export function wxLogin(timeout: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (cause: NativeAnswer): void => {
      clearTimeout(timer);
      // A system error of a button is like a lost connection; here it can be told from one.
      const reason = /system|系统/i.test(cause.errMsg || '') ? undefined : connectionReason(cause);
      if (reason) return reject(loginCodeError(cause, reason));
      // WeChat's words do not tell: is there a connection at all?
      const tell = (networkType?: string): void => reject(loginCodeError(cause, networkType === 'none' ? 'network' : undefined));
      if (typeof wx.getNetworkType !== 'function') return tell();
      wx.getNetworkType({ success: (answer) => tell(answer.networkType), fail: () => tell() });
    };
    const timer = setTimeout(() => fail({ errMsg: `login:fail no answer in ${timeout} ms` }), timeout);
    try {
      wx.login({
        timeout,
        success: ({ code, errMsg }) => {
          if (!code) return fail({ errMsg });
          clearTimeout(timer);
          resolve(code);
        },
        fail,
      });
    } catch (error) {
      fail({ errMsg: String(error) });
    }
  });
}

function loginCodeError(cause: NativeAnswer, reason: 'network' | 'timeout' | undefined): AuthingError {
  return new AuthingError('login_code', {
    stage: 'login_code',
    cause,
    data: { network: !!reason, errMsg: cause.errMsg },
    // The words of that reason, which say what to do about it.
    ...(reason && { message: new AuthingError(reason, { stage: 'login_code' }).message }),
  });
}
