import { AuthingError } from '../errors/authing-error';
import { connectionReason } from './connection';
import type { NativeAnswer } from './refusal';

/** ms that WeChat has to say whether there is a connection. */
const ASKING_TAKES = 300;

/**
 * One wx.login. Resolves with the code (valid 5 minutes, single use); rejects with reason `login_code`, retryable, whose `data.network`
 * says whether the connection was the cause: then the message says so, too.
 * WeChat's page on wx.login says that it has no promise style, so its callbacks are wrapped.
 * @param timeout ms; a call without an answer is given up then
 * @param late called when such a call is answered with a code all the same: it may have renewed the session key
 */
export function wxLogin(timeout: number, late: () => void): Promise<string> {
  return new Promise((resolve, reject) => {
    let givenUp = false;
    const fail = (cause: NativeAnswer): void => {
      if (givenUp) return;
      givenUp = true;
      clearTimeout(timer);
      // A system error of a button is like a lost connection; here it can be told from one.
      const reason = /system|系统/i.test(cause.errMsg || '') ? undefined : connectionReason(cause);
      if (reason) reject(loginCodeError(cause, reason));
      else whetherOffline((offline) => reject(loginCodeError(cause, offline ? 'network' : undefined)));
    };
    const timer = setTimeout(() => fail({ errMsg: `login:fail no answer in ${timeout} ms` }), timeout);
    try {
      wx.login({
        timeout,
        success: ({ code, errMsg }) => {
          if (!code) return fail({ errMsg });
          if (givenUp) return late();
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

/** Asks WeChat where its words do not tell. No answer means no. */
function whetherOffline(tell: (offline: boolean) => void): void {
  const timer = setTimeout(() => tell(false), ASKING_TAKES);
  const answered = (networkType?: string): void => {
    clearTimeout(timer);
    tell(networkType === 'none');
  };
  try {
    wx.getNetworkType({ success: (answer) => answered(answer.networkType), fail: () => answered() });
  } catch {
    // Some hosts of mini programs have no such interface.
    answered();
  }
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
