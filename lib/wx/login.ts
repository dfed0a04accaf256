import { AuthingError } from '../errors/authing-error';
import { connectionReason } from './connection';
import type { NativeAnswer } from './connection';
import { timeout } from './timeout';

/** ms that WeChat has to say whether there is a connection. */
const ASKING_TAKES = 300;

/**
 * One wx.login. Resolves with the code (valid 5 minutes, single use); rejects with reason `login_code`, retryable, whose `data.network`
 * says whether the connection was the cause: then the message says so, too.
 * WeChat's page on wx.login says that it has no promise style, so its callbacks are wrapped.
 * @param ms without an answer, after which the call is given up
 * @param late called when such a call is answered with a code all the same: it may have renewed the session key
 */
export function wxLogin(ms: number, late: () => void): Promise<string> {
  return timeout<string>(
    ms,
    `login:fail no answer in ${ms} ms`,
    ({ success, fail }) => wx.login({ timeout: ms, success: ({ code, errMsg }) => (code ? success(code) : fail({ errMsg })), fail }),
    late,
  ).catch((cause: NativeAnswer) => {
    // A system error of a button is like a lost connection; here it can be told from one.
    const reason = /system|系统/i.test(cause.errMsg || '') ? undefined : connectionReason(cause);
    if (reason) throw loginCodeError(cause, reason);
    return isOffline().then((offline) => {
      throw loginCodeError(cause, offline ? 'network' : undefined);
    });
  });
}

/** Asks WeChat where its words do not tell. No answer means no. */
function isOffline(): Promise<boolean> {
  return timeout<{ networkType: string }>(ASKING_TAKES, '', ({ success, fail }) => wx.getNetworkType({ success, fail })).then(
    ({ networkType }) => networkType === 'none',
    // Some hosts of mini programs have no such interface.
    () => false,
  );
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
