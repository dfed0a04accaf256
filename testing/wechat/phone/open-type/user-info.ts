import { ApiFailure, failureResult } from '../api-failure';
import { askCloud } from '../parts';
import { askPerson } from '../person/ask-person';
import { faulted } from './faulted';
import type { OpenTypeAction } from './press';

const refusal = { deny: 'fail auth deny', cancel: 'fail auth deny' };

/** `open-type="getUserInfo"`: an anonymous profile; credentials when a session has not run out. */
export const getUserInfo: OpenTypeAction = async (parts, button) => {
  const { openid } = parts.settings;
  const settled = await faulted('getUserInfo', parts.faults.take('button.getUserInfo'), async () => {
    await parts.privacy.require('getUserInfo', 'button.getUserInfo');
    await askPerson(parts, { kind: 'userInfo', referrer: 'button.getUserInfo' }, refusal);
    const { lang = 'en' } = button;
    return askCloud(parts, (cloud) => cloud.getUserInfo({ openid, api: 'getUserInfo', withCredentials: true, lang }));
  });
  if (settled === 'silence') return undefined;
  const { outcome, delay } = settled;
  const detail = outcome instanceof ApiFailure ? failureResult('getUserInfo', outcome) : { errMsg: 'getUserInfo:ok', ...outcome };
  return { event: { name: 'getuserinfo', detail }, delay };
};
