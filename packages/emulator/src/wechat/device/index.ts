/** The device's half of the model of WeChat. Portable: runs in Node.js, in jsdom and in a browser. */
export { behaviourSince, isSupported, openTypeSince } from './base-library';
export { createDevice } from './device';
export type { Device, DeviceOptions, Sealing } from './device-types';
export type { Delay, DeviceLatency } from './latency';
export { UNANSWERED_SHEET_MS } from './person/open-sheets';
export type { FailureWording } from './failures/wording';
export { phoneNumberFailure, phoneNumberFailures, seenFailures, seenFailuresOf, seenRefusals } from './failures/seen-failures';
export type { FailureMeaning, PhoneNumberFailure, SeenFailure } from './failures/seen-failures';
export { NotModelledError } from './strict-object';
export { createDeviceMemory } from './memory';
export type { DeviceMemory, StoredValue } from './memory';
export type {
  AnswerFault,
  AsyncApi,
  AvatarFault,
  NicknameFault,
  NetworkFault,
  DeviceFaultMap,
  DeviceFaults,
  DeviceFaultTarget,
  StorageFault,
  UploadFault,
} from './device-faults';
export type { FaultQueue } from '../fault-queue';
export { createPerson } from './person/person';
export type { Decide, Decision, PersonControl, Sheet, SheetKind, PrivacyTick } from './person/person';
export type { GetUserInfoDetail, NativeButton, NativeButtonEvent, PhoneNumberDetail, Press } from './open-type/native-button';
export type { NativeInput, NativeInputEvent, Nicknames, Writing } from './input/native-input';
export { platformFacts, platforms } from './platform';
export type { Platform, PlatformFacts } from './platform';
export type { AppControl, AppShowOptions } from './app-lifecycle';
export type { NetworkControl, NetworkType } from './network/network';
export { fetchTransport } from './network/transport';
export type { FetchLike, Transport, TransportExchange, TransportRequest, TransportResponse } from './network/transport';
export { webSocketTransport } from './network/socket-transport';
export type { SocketConnection, SocketListener, SocketTransport } from './network/socket-transport';
export type { PrivacyControl } from './privacy';
export type { DeviceFiles } from './files/device-files';
export { sizedImages, unchangedImages } from './files/picture';
export type { ImageEditor, DevicePicture } from './files/picture';
export { drawPicture } from './files/draw-picture';
export type { ScreenRecord } from './screen';
export { createTimeline } from '../timeline';
export type { KeyRotationReason, Timeline, TimelineEntry, TimelineEvents, TimelineKind } from '../timeline';
export type {
  CloudGateway,
  GatewayFailure,
  GatewayReply,
  PhoneNumberPayload,
  UserInfo,
  UserInfoCall,
  UserInfoPayload,
} from '../gateway/gateway';
export { httpGateway } from '../gateway/http-gateway';
export { serveGateway } from '../gateway/serve-gateway';
