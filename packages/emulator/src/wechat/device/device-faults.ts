import type { FaultKinds, FaultQueue } from '../fault-queue';
import { createFaultQueue } from '../fault-queue';
import type { Timeline } from '../timeline';

/** What can go wrong with any asynchronous answer. */
export type AnswerFault =
  /** Calls `fail`. `errMsg` in full, e.g. `login:fail system error`; by default the API's name and `:fail system error`. */
  | { kind: 'fail'; errMsg?: string; errno?: number; afterMs?: number }
  /** Takes effect at once (a key is rotated, the server receives); the answer comes this many ms late. */
  | { kind: 'slow'; ms: number }
  /** Takes effect only after this many ms, and answers then. */
  | { kind: 'late'; ms: number }
  /** Neither `success` nor `fail` nor `complete` is ever called. */
  | { kind: 'never' };

/** What can go wrong on the way to a server. */
export type NetworkFault =
  | AnswerFault
  /** No connection: nothing reaches the server. */
  | { kind: 'offline' }
  /** Nothing reaches the server; the call fails when its time-out has passed. */
  | { kind: 'timeout' }
  /** The server receives and answers, but the answer is lost; the call fails when its time-out has passed. */
  | { kind: 'lost-answer' }
  /** Something between answers instead of the server (a gateway's 502 page); nothing reaches the server. */
  | { kind: 'respond'; statusCode: number; body?: string; header?: Record<string, string> }
  /** The server's answer arrives cut off after this many bytes, as a success, as some proxies make it. */
  | { kind: 'truncated'; bytes: number };

/** Upload only: the connection breaks after this share (0 to 1) of the bytes; nothing reaches the server. */
export type UploadFault = NetworkFault | { kind: 'interrupted'; at: number };

export type StorageFault =
  /** The device has no room left: the write fails and the old value stays. */
  { kind: 'full' } | { kind: 'fail'; errMsg: string };

/** From base library 2.24.4 an avatar that fails WeChat's safety check fires no event at all. */
export type AvatarFault = AnswerFault | { kind: 'review-failed' };

/** What becomes of a nickname when the input loses the focus (from 2.24.4): it fails the safety check, or that comes late, or never. */
export type NicknameFault = { kind: 'review-failed' } | { kind: 'review-timeout' } | { kind: 'slow'; ms: number };

/** `wx` members whose answer can be faulted. */
const asyncApis = [
  'login',
  'checkSession',
  'getSetting',
  'getUserInfo',
  'getUserProfile',
  'getNetworkType',
  'getPrivacySetting',
  'requirePrivacyAuthorize',
  'openPrivacyContract',
  'chooseMedia',
  'chooseImage',
  'cropImage',
  'compressImage',
  'getRandomValues',
  'setClipboardData',
  'getClipboardData',
  'setStorage',
  'getStorage',
  'removeStorage',
  'clearStorage',
  'getStorageInfo',
  'showModal',
  'showActionSheet',
  'showToast',
  'hideToast',
  'showLoading',
  'hideLoading',
  'readFile',
  'access',
  'stat',
  'getFileInfo',
  'connectSocket',
] as const;
export type AsyncApi = (typeof asyncApis)[number];

export type DeviceFaultMap = Record<AsyncApi, AnswerFault> &
  Record<'button.getPhoneNumber' | 'button.getRealtimePhoneNumber' | 'button.getUserInfo', AnswerFault> & {
    /** `when` receives the URL. */
    request: NetworkFault;
    /** `when` receives the URL. */
    uploadFile: UploadFault;
    /** setStorage and setStorageSync; `when` receives the key. */
    'storage.write': StorageFault;
    /** getStorage and getStorageSync; `when` receives the key. */
    'storage.read': { kind: 'fail'; errMsg: string };
    'button.chooseAvatar': AvatarFault;
    'input.nickname': NicknameFault;
  };

export type DeviceFaultTarget = keyof DeviceFaultMap;

export type DeviceFaults = FaultQueue<DeviceFaultMap>;

const answer = ['fail', 'slow', 'late', 'never'] as const;
const network = [...answer, 'offline', 'timeout', 'lost-answer', 'respond', 'truncated'] as const;

const kinds: FaultKinds<DeviceFaultMap> = {
  ...(Object.fromEntries(asyncApis.map((name) => [name, answer])) as Record<AsyncApi, typeof answer>),
  request: network,
  uploadFile: [...network, 'interrupted'],
  'storage.write': ['full', 'fail'],
  'storage.read': ['fail'],
  'button.getPhoneNumber': answer,
  'button.getRealtimePhoneNumber': answer,
  'button.getUserInfo': answer,
  'button.chooseAvatar': [...answer, 'review-failed'],
  'input.nickname': ['review-failed', 'review-timeout', 'slow'],
};

export function createDeviceFaults(timeline: Timeline): DeviceFaults {
  return createFaultQueue<DeviceFaultMap>(kinds, (target, fault) => timeline.record('fault.applied', { target, kind: fault.kind }));
}
