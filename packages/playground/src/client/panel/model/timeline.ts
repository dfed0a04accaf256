/** Everything that happened, as device, WeChat, Authing and the person at the panel recorded it, on one timeline. */
import type { TimelineEntry } from 'authing-miniapp-emulator/wechat/device';
import type { Intervention, SeenRequest } from '../../../backend/protocol';

/** What is done on the device and leaves no other trace, or none that tells who did it. */
export type DeviceIntervention =
  /** A button without an open-type was tapped: WeChat has no part in it. */
  | { kind: 'tap' }
  /** Code outside the library called `wx.login`. */
  | { kind: 'host-login' }
  /** The mini program was compiled again, and restarts because of that. */
  | { kind: 'reload' };

/** One event. `source`: who recorded it. `at`: ms since 1970, by this computer's one clock. */
export type TimelineEvent =
  | { source: 'device'; at: number; entry: TimelineEntry }
  | { source: 'you'; at: number; intervention: Intervention | DeviceIntervention }
  | { source: 'authing'; at: number; moment: 'received' | 'answered'; request: SeenRequest }
  | { source: 'wechat'; at: number; entry: TimelineEntry };

/** The records of each source, each in its own order. */
export interface Records {
  device: readonly TimelineEntry[];
  wechat: readonly TimelineEntry[];
  requests: readonly SeenRequest[];
  you: readonly { at: number; intervention: Intervention | DeviceIntervention }[];
}

/**
 * Merges them by time, keeping each source's own order. Within one millisecond the device comes first: nothing happens at WeChat or
 * Authing but because a device asked, and what the device does about an answer comes later, since answers take their time.
 */
export function mergeByTime({ device, wechat, requests, you }: Records): TimelineEvent[] {
  const received = requests.map((request): TimelineEvent => ({ source: 'authing', at: request.at, moment: 'received', request }));
  const answered = requests
    .filter(({ duration }) => duration !== undefined)
    .map((request): TimelineEvent => ({ source: 'authing', at: request.at + (request.duration ?? 0), moment: 'answered', request }))
    .sort((a, b) => a.at - b.at);
  const sources: TimelineEvent[][] = [
    you.map((intervention): TimelineEvent => ({ source: 'you', ...intervention })),
    device.map((entry): TimelineEvent => ({ source: 'device', at: entry.at, entry })),
    received,
    wechat.map((entry): TimelineEvent => ({ source: 'wechat', at: entry.at, entry })),
    answered,
  ];
  // Stable: within one millisecond the order of `sources`, and each source's own, remain.
  return sources.flat().sort((a, b) => a.at - b.at);
}
