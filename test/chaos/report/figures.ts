import { isUndisturbed, isUntroubled, signInTaps } from '../invariants/first-tap';
import type { Attempt } from '../invariants/attempts';
import type { Schedule } from '../schedule/schedule';
import type { Trace } from '../simulation/trace';

/** How sign-in taps that the person said yes to ended. */
export interface Tally {
  taps: number;
  /** Signed in, or the phone number was told. */
  succeeded: number;
  /** Told that another tap's sign-in is still running. */
  busy: number;
  /** An error that says what happened, after which the tap can be repeated. */
  retryable: number;
  /** An error that says what happened, and that the same tap will not help. */
  final: number;
  /** An error without any reason, or a success without a user. */
  wrong: number;
  /** Nothing, a minute later. */
  hanging: number;
  /** Schedules that had such a tap, and in how many of them the first one succeeded. */
  first: number;
  firstSucceeded: number;
}

/** Tallies by what the schedules were like. */
export type Figures = Record<string, Tally>;

export const noTally = (): Tally => ({
  taps: 0,
  succeeded: 0,
  busy: 0,
  retryable: 0,
  final: 0,
  wrong: 0,
  hanging: 0,
  first: 0,
  firstSucceeded: 0,
});

/** Adds what one schedule came to. */
export function addToFigures(figures: Figures, trace: Trace, schedule: Schedule): void {
  const taps = signInTaps(trace);
  const untroubled = isUntroubled(schedule);
  addTaps(figures, untroubled ? rows.untroubled : rows.adverse, taps, trace, schedule);
  if (!untroubled) return;
  const phoneTaps = taps.filter(({ component }) => component === 'phone-button');
  addTaps(figures, `${rows.phone}${schedule.setting.rotation}`, phoneTaps, trace, schedule);
}

/** What a row of figures is about. */
const rows = { untroubled: 'nothing goes wrong', phone: '  phone-button, key renewed: ', adverse: 'anything goes wrong' };

function addTaps(figures: Figures, row: string, taps: readonly Attempt[], trace: Trace, schedule: Schedule): void {
  const tally = (figures[row] ??= noTally());
  for (const tap of taps) {
    tally.taps += 1;
    tally[endOf(tap)] += 1;
  }
  const [first] = taps;
  // On a day on which nothing goes wrong, the first tap counts when nothing came in between either.
  if (first === undefined || (isUntroubled(schedule) && !isUndisturbed(first, trace, schedule))) return;
  tally.first += 1;
  if (endOf(first) === 'succeeded') tally.firstSucceeded += 1;
}

export function addFigures(sum: Figures, more: Figures): void {
  for (const [row, tally] of Object.entries(more)) {
    const own = (sum[row] ??= noTally());
    for (const name of Object.keys(tally) as (keyof Tally)[]) own[name] += tally[name];
  }
}

function endOf({ outcome }: Attempt): 'succeeded' | 'busy' | 'retryable' | 'final' | 'wrong' | 'hanging' {
  if (outcome === undefined) return 'hanging';
  const detail = (outcome.detail ?? {}) as {
    user?: { id?: unknown };
    purePhoneNumber?: unknown;
    retryable?: unknown;
    reason?: unknown;
    error?: unknown;
  };
  if (outcome.name !== 'error')
    return typeof detail.user?.id === 'string' || typeof detail.purePhoneNumber === 'string' ? 'succeeded' : 'wrong';
  if (detail.reason === 'busy') return 'busy';
  if (typeof detail.retryable === 'boolean') return detail.retryable ? 'retryable' : 'final';
  // The predecessor does not say whether a second try helps: whatever carries any words is counted as if it did.
  return saysSomething(detail.error) ? 'retryable' : 'wrong';
}

function saysSomething(error: unknown): boolean {
  const { message, errMsg } = (typeof error === 'object' && error !== null ? error : {}) as { message?: unknown; errMsg?: unknown };
  return [message, errMsg].some((words) => typeof words === 'string' && words !== '' && words !== '{}');
}
