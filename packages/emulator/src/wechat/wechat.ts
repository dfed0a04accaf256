import { createWeChatCloud } from './cloud/cloud';
import type { WeChatCloud, WeChatCloudOptions } from './cloud/cloud-types';
import { createPhone } from './device/phone';
import type { Phone, PhoneOptions } from './device/phone-types';
import { createTimeline } from './timeline';
import type { Timeline } from './timeline';

export interface WeChatOptions {
  cloud?: WeChatCloudOptions;
  /** The first phone. `openid` defaults to the cloud's first user. */
  phone?: Partial<PhoneOptions>;
}

/** Cloud and phone in one process, on one timeline. */
export interface WeChat {
  readonly cloud: WeChatCloud;
  readonly phone: Phone;
  readonly timeline: Timeline;
  /** A further phone on the same cloud and timeline, e.g. another user's. */
  addPhone(options?: Partial<PhoneOptions>): Phone;
}

/** The whole of WeChat in one process: what most tests want. */
export function createWeChat(options: WeChatOptions = {}): WeChat {
  const timeline = options.cloud?.timeline ?? options.phone?.timeline ?? createTimeline();
  const cloud = createWeChatCloud({ ...options.cloud, timeline });
  const addPhone = (phoneOptions: Partial<PhoneOptions> = {}): Phone => {
    const openid = phoneOptions.openid ?? cloud.users[0]?.openid;
    if (openid === undefined) throw new Error('There is no WeChat user: give createWeChat cloud.users, or the phone an openid.');
    return createPhone({ cloud: cloud.gateway, appId: cloud.appId, timeline, ...phoneOptions, openid });
  };
  return { cloud, phone: addPhone(options.phone), timeline, addPhone };
}
