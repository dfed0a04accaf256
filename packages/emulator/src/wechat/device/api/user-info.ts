import { ApiFailure, parameterError } from '../api-failure';
import type { Callbacks } from '../bridge';
import type { UserInfoPayload } from '../../gateway/gateway';
import { askCloud } from '../parts';
import type { DeviceParts } from '../parts';
import { askPerson } from '../person/ask-person';

/** How long a tap allows what insists on one (ms). */
const GESTURE_MS = 1000;
const DESC_LIMIT = 30;

type UserInfoOption = Callbacks<UserInfoPayload> & { withCredentials?: boolean; lang?: string; desc?: unknown };

/** `wx.getUserInfo` and `wx.getUserProfile`: anonymous profiles; credentials need a session that has not run out. */
export function userInfoApi(parts: DeviceParts): Record<string, unknown> {
  const { bridge, faults, settings, privacy } = parts;
  const { openid } = settings;
  return {
    getUserInfo: (option: UserInfoOption = {}) =>
      bridge.call(
        'getUserInfo',
        option,
        'promise',
        async () => {
          await privacy.require('getUserInfo', 'getUserInfo');
          const { withCredentials = false, lang = 'en' } = option;
          return askCloud(parts, (cloud) => cloud.getUserInfo({ openid, api: 'getUserInfo', withCredentials, lang }));
        },
        faults.take('getUserInfo'),
      ),
    getUserProfile: (option: UserInfoOption = {}) => {
      const tapped = Date.now() - parts.lastGesture < GESTURE_MS;
      return bridge.call(
        'getUserProfile',
        option,
        'promise',
        async () => {
          checkDescription(option.desc);
          if (settings.requireTapGesture && !tapped) throw new ApiFailure('fail can only be invoked by user TAP gesture.');
          await privacy.require('getUserProfile', 'getUserProfile');
          const sheet = { kind: 'userInfo', referrer: 'getUserProfile' } as const;
          await askPerson(parts, sheet, { deny: 'fail auth deny', cancel: 'fail auth deny' });
          const { lang = 'en' } = option;
          return askCloud(parts, (cloud) => cloud.getUserInfo({ openid, api: 'getUserProfile', withCredentials: true, lang }));
        },
        faults.take('getUserProfile'),
      );
    },
  };
}

function checkDescription(desc: unknown): void {
  if (typeof desc !== 'string') throw parameterError('desc', 'String', desc);
  if (desc.length > DESC_LIMIT) throw new ApiFailure('fail desc length does not meet the requirements');
}
