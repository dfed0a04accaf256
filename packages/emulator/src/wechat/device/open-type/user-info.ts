import { ApiFailure } from '../api-failure';
import { askCloud } from '../parts';
import { faulted } from '../faulted';
import type { OpenTypeAction } from './action';

/**
 * `open-type="getUserInfo"`: an anonymous profile; credentials when a session has not run out. Nobody is asked since 2021-04: WeChat
 * encrypts as soon as it hears of the tap, once there is consent to the privacy guide.
 */
export const getUserInfo: OpenTypeAction = async (parts, button) => {
  const { openid } = parts.settings;
  const settled = await faulted('getUserInfo', parts.faults.take('button.getUserInfo'), async () => {
    await parts.privacy.require('getUserInfo', 'button.getUserInfo');
    const { lang = 'en' } = button;
    return askCloud(parts, (cloud) => cloud.getUserInfo({ openid, api: 'getUserInfo', withCredentials: true, lang }));
  });
  if (settled === 'silence') return undefined;
  const { outcome, delay } = settled;
  const detail = outcome instanceof ApiFailure ? parts.bridge.failure('getUserInfo', outcome) : { errMsg: 'getUserInfo:ok', ...outcome };
  return { event: { name: 'getuserinfo', detail }, delay };
};
