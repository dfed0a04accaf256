import { appEventsApi } from './api/app-events';
import { base64Api } from './api/base64';
import { canIUse } from './api/can-i-use';
import { clipboardApi } from './api/clipboard';
import { deviceInfoApi } from './api/device-info';
import { fileSystemApi } from './api/file-system';
import { imageEditingApi } from './api/image-editing';
import { interactionApi } from './api/interaction';
import { loginApi } from './api/login';
import { mediaApi } from './api/media';
import { networkApi } from './api/network-api';
import { privacyApi } from './api/privacy-api';
import { randomValuesApi } from './api/random-values';
import { requestApi } from './api/request';
import { settingApi } from './api/setting';
import { socketApi } from './api/socket';
import { storageApi } from './api/storage';
import { uploadFileApi } from './api/upload-file';
import { userInfoApi } from './api/user-info';
import { ApiFailure } from './api-failure';
import { isSupported, memberSince } from './base-library';
import type { Callbacks } from './bridge';
import type { AsyncApi } from './device-faults';
import type { DeviceParts } from './parts';
import { platformFacts } from './platform';
import { strictObject } from './strict-object';

/** Puts the `wx` object together: one file per capability, gated by the base library, strict about everything else. */
export function createWx(parts: DeviceParts): WechatMiniprogram.Wx {
  const { settings, life } = parts;
  const { baseLibrary } = settings;
  const own: Record<string, unknown> = {
    ...appEventsApi(parts),
    ...base64Api(),
    ...clipboardApi(parts),
    ...deviceInfoApi(parts),
    ...fileSystemApi(parts),
    ...imageEditingApi(parts),
    ...interactionApi(parts),
    ...loginApi(parts),
    ...mediaApi(parts),
    ...networkApi(parts),
    ...privacyApi(parts),
    ...randomValuesApi(parts),
    ...requestApi(parts),
    ...settingApi(parts),
    ...socketApi(parts),
    ...storageApi(parts),
    ...uploadFileApi(parts),
    ...userInfoApi(parts),
    canIUse: canIUse(settings, () => Object.keys(members)),
    env: { USER_DATA_PATH: 'wxfile://usr' },
    // Not a call to WeChat: a later turn of the same JavaScript.
    nextTick: (run: () => void) => void setTimeout(() => (life.alive ? run() : undefined)),
  };
  const members: Record<string, unknown> = { ...mortal(parts, { ...own, ...failing(parts) }), ...settings.members };
  const provided = new Set(Object.keys(settings.members));
  const absent = (name: string): boolean => {
    const since = Object.hasOwn(memberSince, name) ? memberSince[name] : undefined;
    return since !== undefined && !provided.has(name) && !isSupported(baseLibrary, since);
  };
  // The members follow WeChat's documentation where the typings are looser; what is missing throws instead of being undefined.
  return strictObject('wx', members, absent) as unknown as WechatMiniprogram.Wx;
}

/** What this platform has and fails. The text was seen of `wx.cropImage`. */
function failing({ settings, bridge, faults }: DeviceParts): Record<string, unknown> {
  const { lacking = {} } = platformFacts(settings.platform);
  return Object.fromEntries(
    Object.entries(lacking).map(([api, style]) => {
      const run = (): Promise<object> => Promise.reject(new ApiFailure('fail:not supported'));
      return [api, (option?: Callbacks<object>) => bridge.call(api, option, style, run, faults.take(api as AsyncApi))];
    }),
  );
}

/** Members that hand a task back at once. */
const taskMembers = new Set(['request', 'uploadFile', 'connectSocket']);

/**
 * A killed mini program's code no longer runs. In a test it may (timers of the old module instance), and then what it calls has no effect
 * and never answers.
 */
function mortal({ life, timeline }: DeviceParts, members: Record<string, unknown>): Record<string, unknown> {
  const afterDeath = (api: string): unknown => {
    timeline.record('wx.unanswered', { call: 0, api, why: 'called after the mini program was killed' });
    if (taskMembers.has(api)) return new Proxy({}, { get: () => () => undefined });
    return api.endsWith('Sync') ? undefined : new Promise<never>(() => undefined);
  };
  return Object.fromEntries(
    Object.entries(members).map(([api, member]) => {
      if (typeof member !== 'function') return [api, member];
      const run = member as (...args: unknown[]) => unknown;
      return [api, (...args: unknown[]) => (life.alive ? run(...args) : afterDeath(api))];
    }),
  );
}
