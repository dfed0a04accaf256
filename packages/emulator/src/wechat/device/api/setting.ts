import type { Callbacks } from '../bridge';
import { NotModelledError } from '../strict-object';
import { askCloud } from '../parts';
import type { DeviceParts } from '../parts';

/** `wx.getSetting`: which scopes the user granted. Rate-limited like `wx.login`. */
export function settingApi(parts: DeviceParts): Record<string, unknown> {
  const { bridge, faults, settings } = parts;
  return {
    getSetting: (option: Callbacks<{ authSetting: Record<string, boolean> }> & { withSubscriptions?: boolean } = {}) => {
      if (option.withSubscriptions) throw new NotModelledError('wx.getSetting({ withSubscriptions })');
      const run = () => askCloud(parts, (cloud) => cloud.getSetting({ openid: settings.openid }));
      return bridge.call('getSetting', option, 'promise', run, faults.take('getSetting'));
    },
  };
}
