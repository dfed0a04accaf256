/// <reference types="node" preserve="true" />
/**
 * A model of WeChat: what happens around a mini program when a person signs in, shares a phone number or picks an avatar.
 *
 * Two parts, as in reality. The **cloud** knows users, issues codes, rotates session keys, encrypts, signs, counts. The **device** runs the
 * mini program: the `wx` object, native buttons, the person who holds it. They talk through {@link CloudGateway}, which also travels over
 * HTTP, so that the device can live in a browser (import `packages/emulator/src/wechat/device` there: nothing in it needs Node.js).
 *
 * ```ts
 * const { cloud, device } = createWeChat();
 * globalThis.wx = device.wx;
 * device.person.next('phoneNumber', { answer: 'deny' });
 * device.press({ openType: 'getPhoneNumber' }, (event) => component.dispatchEvent(event.name, { detail: event.detail }));
 * await cloud.exchangeCode(code); // as the developer's server does
 * ```
 *
 * The model is as strict as WeChat may be, by default the worst case: every `wx.login` rotates the session key; codes live 5 minutes and
 * once; callbacks are never synchronous; time is read from the global clock at each use, so fake timers control it.
 */
export { createWeChat } from './wechat';
export type { WeChat, WeChatOptions } from './wechat';

// The cloud (Node.js)
export { createWeChatCloud } from './cloud/cloud';
export { openSealed, sealData, signRawData } from './cloud/open-data';
export type {
  CloudRefusal,
  ExchangeCode,
  ExchangePhoneCode,
  PhoneNumberExchange,
  RotationPolicy,
  SessionKeyExchange,
  SupersededCode,
  UserProfile,
  WeChatCloud,
  WeChatCloudOptions,
  WeChatUser,
  WeChatUserSeed,
} from './cloud/cloud-types';
export type { CloudFault, CloudFaults, CloudFaultTarget } from './cloud/cloud-faults';
export { nodeTransport } from './node-transport';

// The device and everything it is made of (portable)
export * from './device/index';
