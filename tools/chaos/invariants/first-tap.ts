import type { Schedule, Step } from '../schedule/schedule';
import type { RunRecord } from '../world/record';
import type { Invariant } from './invariant';
import { widgetLives } from './taps';
import type { Due } from './taps';

/** What a schedule may hold for the first tap to be bound to succeed: nobody but the library calls wx.login, and the network is up. */
const harmless: readonly Step['do'][] = [
  'tap',
  'touch',
  'open',
  'back',
  'attach',
  'detach',
  'change',
  'background',
  'foreground',
  'restart',
];
/** ms: when sheets stay open longer than this (the privacy pop-up may come before WeChat's own), they can outlive any code. */
const PATIENT = 80_000;

export const isUntroubled = ({ setting, steps }: Schedule): boolean =>
  setting.configured &&
  setting.sheetsCover &&
  steps.every(
    (step) => harmless.includes(step.do) && (step.do !== 'tap' || (step.touch && step.again === null && step.person.afterMs <= PATIENT)),
  );

export const firstTap: Invariant = {
  name: 'first tap',
  promise: 'When only the library calls wx.login and the network is up, every accepted sign-in tap succeeds, the first one too.',
  check(record, schedule) {
    if (!isUntroubled(schedule)) return [];
    return signInTaps(record)
      .filter((tap) => isUndisturbed(tap, record))
      .flatMap(({ outcome, seq }) =>
        outcome?.name === 'error'
          ? [`#${seq}: nothing went wrong, and yet: ${String((outcome.detail as { reason: unknown }).reason)}`]
          : [],
      );
  },
};

/** Sign-in taps that the person said yes to: silent ones, and those whose data came. */
export const signInTaps = (record: RunRecord): Due[] =>
  widgetLives(record)
    .flatMap(({ dues, gone }) => dues.filter((due) => due.outcome !== undefined || gone.at - due.at >= HANGS_AFTER))
    .filter(
      ({ component, data }) =>
        component !== 'avatar-picker' && (data === undefined || data['rawData'] !== undefined || data['iv'] !== undefined),
    )
    .sort((one, other) => one.seq - other.seq);

/** ms without an outcome after which a tap hangs. */
const HANGS_AFTER = 60_000;

/**
 * Whether nothing came in between: no other tap at the same time, nobody left the app, no sheet was open for ages, WeChat's rate limit was
 * kept.
 */
export function isUndisturbed(tap: Due, record: RunRecord): boolean {
  const { widget, seq, at, tappedAt, outcome } = tap;
  const others = widgetLives(record)
    .flatMap(({ component, dues }) => (component === 'avatar-picker' ? [] : dues))
    .filter((due) => due.seq !== seq);
  if (at - tappedAt > PATIENT || others.some((other) => overlap(tap, other))) return false;
  const touched =
    record
      .of('touch')
      .filter((entry) => entry.widget === widget && entry.seq < seq)
      .at(-1)?.seq ?? 0;
  const left = record.of('app').some((entry) => entry.seq > touched && entry.seq < (outcome?.seq ?? Infinity));
  const lately = record.of('login').filter((login) => login.seq < seq && at - login.at < 1000 + 300);
  return !left && lately.length < 4;
}

/** ms that a person may still see a button as busy after its flow has ended; the longest lag of any schedule. */
const LAG = 50;

/** Two taps so quick that both were under way at once. */
const overlap = (one: Due, other: Due): boolean => one.life === other.life && beganBeforeEnd(one, other) && beganBeforeEnd(other, one);
const beganBeforeEnd = (one: Due, other: Due): boolean => one.tappedAt <= (other.outcome?.at ?? Infinity) + LAG;
