import type { Schedule, Step } from '../schedule/schedule';
import { passingFaults } from '../simulation/faults';
import { isInFlow } from '../apps/widget-kinds';
import type { Entry, Trace } from '../simulation/trace';
import { SETTLED, sheetLeftOpen } from './before-tap';
import { TOO_OLD, codeAtHand, gesturesOf, isFetching, ourLogins } from './gestures';
import type { Gesture } from './gestures';
import type { Invariant } from './invariant';
import { widgetLifetimes } from './attempts';
import type { Attempt } from './attempts';

/** What a schedule may hold for the first tap to be bound to succeed: nobody but the library calls wx.login, and the network is up. */
const harmless: readonly Step['do'][] = [
  'tap',
  'touch',
  'open',
  'back',
  'replace',
  'attach',
  'detach',
  'put back',
  'change',
  'background',
  'foreground',
  'restart',
  'app signs in',
  'sign out',
];
/** ms: the slowest reader, whose sheet the code must outlive. */
const SLOWEST_READER = 100_000;
/** ms that calls take on their way on top of it. */
const UNDER_WAY = 4000;

export const isUntroubled = ({ setting, steps }: Schedule): boolean =>
  setting.configured &&
  setting.sheetsCover &&
  steps.every(
    (step) =>
      (harmless.includes(step.do) || (step.do === 'fault' && passingFaults.includes(step.fault))) &&
      (step.do !== 'tap' || (step.again === null && step.person.afterMs <= SLOWEST_READER)),
  );

export const firstTap: Invariant = {
  name: 'first tap',
  statement:
    'When only the library calls wx.login and the network is up, every accepted sign-in tap on a page that has stood for two seconds ' +
    'succeeds, however long it has stood, with touchstart or without.',
  check(trace, schedule) {
    if (!isUntroubled(schedule)) return [];
    return signInTaps(trace)
      .filter((tap) => tap.outcome?.name === 'error' && isUndisturbed(tap, trace, schedule))
      .map(({ outcome, seq }) => `#${seq}: nothing went wrong, and yet: ${String((outcome?.detail as { reason: unknown }).reason)}`);
  },
};

/** Sign-in taps that the person said yes to: silent ones, and those whose data came. */
export const signInTaps = (trace: Trace): Attempt[] =>
  widgetLifetimes(trace)
    .flatMap(({ attempts, gone }) => attempts.filter((attempt) => attempt.outcome !== undefined || gone.at - attempt.at >= HANGS_AFTER))
    .filter(
      ({ component, data, outcome }) =>
        isInFlow(component) &&
        // Somebody declined the app's own terms.
        (data === undefined ? outcome?.name !== 'cancel' : data['rawData'] !== undefined || data['iv'] !== undefined),
    )
    .sort((one, other) => one.seq - other.seq);

/** ms without an outcome after which a tap hangs. */
const HANGS_AFTER = 60_000;

/**
 * Whether nothing came in between: no other tap at the same time, nobody left the app, no sheet was open for ages, and the page had stood
 * long enough for a code to come, or needs none before the tap.
 */
export function isUndisturbed(tap: Attempt, trace: Trace, schedule: Schedule): boolean {
  const { seq, at, tappedAt, outcome, data } = tap;
  const others = widgetLifetimes(trace)
    .flatMap(({ component, attempts }) => (isInFlow(component) ? attempts : []))
    .filter((attempt) => attempt.seq !== seq);
  // The app's own question was just asked, and not drawn yet.
  if (trace.of('chooser').some((one) => one.of === 'question' && one.seq < seq && tappedAt - one.at < DRAWN)) return false;
  if (at - tappedAt > SLOWEST_READER + UNDER_WAY || others.some((other) => overlap(tap, other))) return false;
  const gesture = gesturesOf(trace, schedule).findLast((one) => one.widget === tap.widget && one.seq <= seq && one.tap !== undefined);
  if (gesture === undefined) return false;
  const during = (entry: Entry): boolean => entry.seq > gesture.seq && entry.seq < (outcome?.seq ?? Infinity);
  if (trace.of('app').some(during)) return false;
  // A Storage that could not be read just now.
  if (trace.of('storage').some((entry) => entry.failed && during(entry))) return false;
  return data === undefined || hadTime(gesture, trace);
}

/** ms after which a question is there for sure. */
const DRAWN = 2000;

/** Whether the page had stood long enough for a code, and no renewal was just under way: what data is sealed with then, nobody can know. */
function hadTime(gesture: Gesture, trace: Trace): boolean {
  const logins = ourLogins(trace);
  // Up to the tap: a finger may have come down while another's request was still under way.
  const until = (gesture.tap ?? gesture).seq;
  const quietSince = trace.entries.findLast((entry) => entry.seq < until && entry.launch === gesture.launch && begins(entry))?.at ?? 0;
  if (gesture.at - quietSince <= SETTLED || isFetching(logins, gesture)) return false;
  // A sheet that was never answered keeps the library from renewing: then the slowest reader is too slow.
  const code = codeAtHand(logins, trace, gesture);
  const isTooOld = code === undefined || (gesture.native?.at ?? 0) - code.at >= TOO_OLD;
  return !(sheetLeftOpen(trace, gesture) && isTooOld);
}

/** After these a code has to be fetched anew. */
const begins = ({ what }: Entry): boolean => ['page', 'app', 'attached', 'launch', 'requestEnded'].includes(what);

/** ms that a person may still see a button as busy after its flow has ended; the longest lag of any schedule. */
const LAG = 50;

/** Two taps so quick that both were under way at once. */
const overlap = (one: Attempt, other: Attempt): boolean =>
  one.launch === other.launch && beganBeforeEnd(one, other) && beganBeforeEnd(other, one);
const beganBeforeEnd = (one: Attempt, other: Attempt): boolean => one.tappedAt <= (other.outcome?.at ?? Infinity) + LAG;
