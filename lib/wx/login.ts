import { AuthingError } from '../errors/authing-error';

/**
 * One wx.login. Resolves with the code (valid 5 minutes, single use); rejects with reason `login_code`.
 * WeChat's page on wx.login says that it has no promise style, so its callbacks are wrapped.
 * A call that WeChat never answers is given up after `timeout` ms.
 */
export function wxLogin(timeout: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown): void => {
      clearTimeout(timer);
      reject(new AuthingError('login_code', { stage: 'login_code', cause }));
    };
    const timer = setTimeout(() => fail(new Error(`wx.login: no answer in ${timeout} ms`)), timeout);
    try {
      wx.login({
        timeout,
        success: ({ code, errMsg }) => {
          if (!code) return fail(new Error(errMsg));
          clearTimeout(timer);
          resolve(code);
        },
        fail,
      });
    } catch (error) {
      fail(error);
    }
  });
}
