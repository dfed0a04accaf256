import type { Callbacks } from '../bridge';
import { behaviourSince } from '../base-library';
import { ApiFailure } from '../api-failure';
import { askCloud } from '../parts';
import type { DeviceParts } from '../parts';

/** `wx.login` (callbacks only unless the device says otherwise) and `wx.checkSession`. */
export function loginApi(parts: DeviceParts): Record<string, unknown> {
  const { bridge, faults, settings } = parts;
  const { openid } = settings;
  return {
    login: (option?: Callbacks<{ code: string }>) =>
      bridge.call(
        'login',
        option,
        settings.loginPromise ? 'promise' : 'callback',
        () =>
          withErrno(
            parts,
            askCloud(parts, (cloud) => cloud.login({ openid })),
          ),
        faults.take('login'),
      ),
    checkSession: (option?: Callbacks<object>) =>
      bridge.call(
        'checkSession',
        option,
        'promise',
        () => askCloud(parts, (cloud) => cloud.checkSession({ openid })),
        faults.take('checkSession'),
      ),
  };
}

/** Failures of `wx.login` carry `errno` since 2.24.0 only. */
async function withErrno<T>(parts: DeviceParts, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiFailure && !parts.supports(behaviourSince.errno)) throw new ApiFailure(error.reason, undefined, error.verbatim);
    throw error;
  }
}
