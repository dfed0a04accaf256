import { isUntroubled } from '../invariants/first-tap';
import type { Schedule } from '../schedule/schedule';
import type { Trace } from '../simulation/trace';
import { acceptedTaps, ways, whyNot } from './reachable';
import type { Way } from './reachable';

/** Taps of one kind on days on which anything goes wrong. */
export interface Share {
  taps: number;
  succeeded: number;
  /** Succeeded, or could have with another library. */
  reachable: number;
}

export type Shares = Record<Way, Share>;

export const noShares = (): Shares =>
  Object.fromEntries(ways.map((way) => [way, { taps: 0, succeeded: 0, reachable: 0 }])) as unknown as Shares;

/** Adds what one schedule came to, if anything could go wrong in it. */
export function addToShares(shares: Shares, trace: Trace, schedule: Schedule): void {
  if (isUntroubled(schedule)) return;
  for (const tap of acceptedTaps(trace)) {
    const share = shares[tap.way];
    share.taps += 1;
    if (tap.succeeded) share.succeeded += 1;
    if (tap.succeeded || whyNot(tap, trace, schedule) === undefined) share.reachable += 1;
  }
}

export function addShares(sum: Shares, more: Shares): void {
  for (const way of ways) {
    for (const name of ['taps', 'succeeded', 'reachable'] as const) sum[way][name] += more[way][name];
  }
}

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`);

/** A line for each way: ours, the predecessor's, and what any library could reach on the taps that ours had. */
export const shareTable = (ours: Shares, theirs: Shares): string[][] => [
  ['', 'taps', 'this package', 'at best', 'short of it', 'authing-wxapp-sdk'],
  ...ways.map((way) => {
    const { taps, succeeded, reachable } = ours[way];
    const { taps: theirTaps, succeeded: theirSucceeded } = theirs[way];
    return [
      way,
      String(taps),
      percent(succeeded, taps),
      percent(reachable, taps),
      percent(reachable - succeeded, taps),
      percent(theirSucceeded, theirTaps),
    ];
  }),
];
