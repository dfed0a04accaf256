/** Everything that happened, from three witnesses, in one order. */
import type { TimelineEntry } from 'authing-miniapp-emulator/wechat/device';
import type { Intervention, SeenRequest } from '../../../backend/protocol';

/** What is done on the phone and leaves no other trace. */
export type DeviceIntervention =
  /** A button without an open-type was tapped: WeChat has no part in it. */
  | { kind: 'tap' }
  /** Code outside the library called `wx.login`. */
  | { kind: 'host-login' };

/** One thing that happened. `at`: ms since 1970, by this computer's one clock. */
export type Occurrence =
  | { from: 'phone'; at: number; entry: TimelineEntry }
  | { from: 'you'; at: number; intervention: Intervention | DeviceIntervention }
  | { from: 'authing'; at: number; moment: 'received' | 'answered'; request: SeenRequest }
  | { from: 'wechat'; at: number; entry: TimelineEntry };

/** What each witness said, each in its own order. */
export interface Witnesses {
  phone: readonly TimelineEntry[];
  wechat: readonly TimelineEntry[];
  requests: readonly SeenRequest[];
  you: readonly { at: number; intervention: Intervention | DeviceIntervention }[];
}

/**
 * Merges them by time, keeping each witness's own order. Within one millisecond the phone comes first: nothing happens at WeChat or Authing
 * but because a phone asked, and what the phone does about an answer comes later, since answers take their time.
 */
export function inOrder({ phone, wechat, requests, you }: Witnesses): Occurrence[] {
  const received = requests.map((request): Occurrence => ({ from: 'authing', at: request.at, moment: 'received', request }));
  const answered = requests
    .filter(({ duration }) => duration !== undefined)
    .map((request): Occurrence => ({ from: 'authing', at: request.at + (request.duration ?? 0), moment: 'answered', request }))
    .sort((a, b) => a.at - b.at);
  const voices: Occurrence[][] = [
    you.map((said): Occurrence => ({ from: 'you', ...said })),
    phone.map((entry): Occurrence => ({ from: 'phone', at: entry.at, entry })),
    received,
    wechat.map((entry): Occurrence => ({ from: 'wechat', at: entry.at, entry })),
    answered,
  ];
  // Stable: within one millisecond the order of `voices`, and each voice's own, remain.
  return voices.flat().sort((a, b) => a.at - b.at);
}
