import { createWeChatCloud } from './cloud/cloud';
import type { WeChatCloud, WeChatCloudOptions } from './cloud/cloud-types';
import { createDevice } from './device/device';
import type { Device, DeviceOptions } from './device/device-types';
import { createTimeline } from './timeline';
import type { Timeline } from './timeline';

export interface WeChatOptions {
  cloud?: WeChatCloudOptions;
  /** The first device. `openid` defaults to the cloud's first user. */
  device?: Partial<DeviceOptions>;
}

/** Cloud and device in one process, on one timeline. */
export interface WeChat {
  readonly cloud: WeChatCloud;
  readonly device: Device;
  readonly timeline: Timeline;
  /** A further device on the same cloud and timeline, e.g. another user's. */
  addDevice(options?: Partial<DeviceOptions>): Device;
}

/** The whole of WeChat in one process: what most tests want. */
export function createWeChat(options: WeChatOptions = {}): WeChat {
  const timeline = options.cloud?.timeline ?? options.device?.timeline ?? createTimeline();
  const cloud = createWeChatCloud({ ...options.cloud, timeline });
  const addDevice = (deviceOptions: Partial<DeviceOptions> = {}): Device => {
    const openid = deviceOptions.openid ?? cloud.users[0]?.openid;
    if (openid === undefined) throw new Error('There is no WeChat user: give createWeChat cloud.users, or the device an openid.');
    const nickname = cloud.users.find((user) => user.openid === openid)?.profile.nickName ?? '';
    return createDevice({ cloud: cloud.gateway, appId: cloud.appId, nickname, timeline, ...deviceOptions, openid });
  };
  return { cloud, device: addDevice(options.device), timeline, addDevice };
}
