import { table, verdict } from '../tools/size/report';
import type { EvaluatedRow, SizeReport } from '../tools/size/measure';
import type { GrowthResult } from './growth';
import type { MountResult } from './mount';
import type { RoundTripResult } from './round-trips';

/** Mounting takes at most this share of a peer's time; half of it is the goal. */
export const mountBudget = { gate: 1, goal: 0.5 };

const bytes = (value: number): string => value.toLocaleString('en-US');

export function describeSizes({ rows }: SizeReport): string {
  return table([
    ['bytes added to an empty app', 'bytes', 'ratio', 'gate', 'goal', ''],
    ...rows.map(({ title, bytes: added, ratio, budget }) => [
      title,
      bytes(added),
      ratio.toFixed(3),
      budget?.gate.toFixed(2) ?? '',
      budget?.goal.toFixed(2) ?? '',
      verdict(ratio, budget),
    ]),
  ]);
}

export function describeEvaluated(rows: readonly (Omit<EvaluatedRow, 'components'> & { readonly title: string })[]): string {
  return table([
    ['JavaScript evaluated before the first tap', 'bytes', 'modules', 'gate', 'goal', ''],
    ...rows.map(({ title, bytes: evaluated, files, budget }) => [
      title,
      bytes(evaluated),
      String(files.length),
      budget ? bytes(budget.gate) : '',
      budget ? bytes(budget.goal) : '',
      verdict(evaluated, budget),
    ]),
  ]);
}

export function describeMounting(results: readonly MountResult[]): string {
  return table([
    ['mounting one button (glass-easel)', 'median µs', 'p90 µs', 'ours / this', 'gate', 'goal', ''],
    ...results.map(({ id, medianMicroseconds, p90Microseconds, oursToThis }, index) => [
      id,
      medianMicroseconds.toFixed(0),
      p90Microseconds.toFixed(0),
      oursToThis.toFixed(2),
      ...(index === 0 ? ['', '', ''] : [mountBudget.gate.toFixed(2), mountBudget.goal.toFixed(2), verdict(oursToThis, mountBudget)]),
    ]),
  ]);
}

export function describeGrowth(results: readonly GrowthResult[]): string {
  return table([
    ['growth', 'buttons', 'wx.login', 'Storage reads', 'requests', 'setData a button'],
    ...results.map(({ component, signedIn, buttons, logins, storageReads, requests, setDataPerButton }) => [
      `${component}${signedIn ? ', signed in' : ''}`,
      ...[buttons, logins, storageReads, requests, setDataPerButton].map(String),
    ]),
  ]);
}

export function describeRoundTrips(results: readonly RoundTripResult[]): string {
  return table([
    ['from tap to event', 'to Authing', 'wx.login', 'gate', 'outcome of the first tap'],
    ...results.map(({ flow, authing, logins, gate, outcome }) => [flow, String(authing), String(logins), gate?.toString() ?? '', outcome]),
  ]);
}
