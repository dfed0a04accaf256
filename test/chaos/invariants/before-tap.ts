import { isInFlow } from '../apps/widget-kinds';
import type { Entry, Trace } from '../simulation/trace';
import { codeRequests, endsOf, readsNumber } from './codes';
import { TOO_OLD, codeAtHand, gesturesOf, isFetching, ourLogins } from './gestures';
import type { Gesture } from './gestures';
import type { Invariant } from './invariant';
import { widgetLifetimes } from './attempts';
import type { Attempt } from './attempts';

export const noSheetInVain: Invariant = {
  name: 'no sheet in vain',
  statement:
    'While a flow runs its button cannot be tapped, and no button opens a sheet, whose data could not be sent (and WeChat charges).',
  check(trace, { setting }) {
    // A button that found no appId hears of flows from the first touch on; a tap can come without one.
    if (!setting.configured) return [];
    const flows = flowsOf(trace);
    return trace.of('tap').flatMap((tap) => {
      const attached = trace.of('attached').findLast(({ widget, seq }) => widget === tap.widget && seq < tap.seq)?.at ?? 0;
      // A question that was asked before the flow began is the way that it was.
      if (tap.control === 'handleAgree') return [];
      // What a person can know: the button has been there long enough to show that a flow runs.
      const shown = tap.at - setting.viewLag - LIFTING;
      const flow = flows.find(({ launch, at, until }) => launch === tap.launch && Math.max(at, attached) < shown && tap.at < until);
      if (flow === undefined) return [];
      if (tap.widget === flow.widget) return [`#${tap.seq}: widget ${tap.widget} can be tapped while its flow of #${flow.seq} runs`];
      // What it hands over can be sent beside the reading of a number by its token.
      return opensSheet(tap) && !flow.readsNumber
        ? [`#${tap.seq}: widget ${tap.widget} opens a sheet while the flow of #${flow.seq} runs`]
        : [];
    });
  },
};

/** Combined or not. */
export const opensSheet = ({ openType }: Entry<'tap'>): boolean => /^get(Realtime)?PhoneNumber|^getUserInfo/.test(openType);
/** ms that a tap may lie behind what was shown: it was decided when the view was read. */
const LIFTING = 1;

/** The flows that a widget told of when they ended: from the tap, or the data, to the outcome. */
function flowsOf(trace: Trace): (Attempt & { until: number; readsNumber: boolean })[] {
  const requests = trace.of('request');
  return widgetLifetimes(trace)
    .flatMap(({ component, attempts }) => (isInFlow(component) ? attempts : []))
    .flatMap((attempt) => {
      const { outcome } = attempt;
      const sent = outcome && requests.find((request) => sends(request, attempt, outcome));
      return sent ? [{ ...attempt, until: outcome.at, readsNumber: readsNumber(sent.url) }] : [];
    });
}

const sends = (request: Entry<'request'>, attempt: Attempt, outcome: Entry<'event'>): boolean =>
  request.launch === attempt.launch &&
  request.seq > attempt.seq &&
  request.seq < outcome.seq &&
  typeof request.data['code'] === 'string' &&
  (attempt.data === undefined || request.data['iv'] === attempt.data['iv']);

/** ms on a page after which a code must be there: however long a call takes on its way, WeChat has answered by then. */
export const SETTLED = 2000;

export const codeBeforeTap: Invariant = {
  name: 'code before tap',
  statement: 'On a page that is just being looked at a login code is ready before anybody taps, however long that takes.',
  check(trace, schedule) {
    if (schedule.steps.some(({ do: action }) => !calm.includes(action)) || !schedule.setting.configured) return [];
    const logins = ourLogins(trace);
    const ends = endsOf(trace);
    return gesturesOf(trace, schedule).flatMap((gesture) => {
      const quietSince = trace.entries.findLast((entry) => entry.seq < gesture.seq && stirs(entry))?.at ?? 0;
      if (gesture.at - quietSince < SETTLED || isFetching(logins, gesture)) return [];
      // A flow has the code, and the next one may not be fetched before it ends; v3 is asked for the profile, too.
      const profiles = trace.of('request').filter(({ url }) => url.endsWith('/get-profile'));
      const isUnderWay = [...codeRequests(trace), ...profiles].some(
        ({ launch, call, seq }) =>
          launch === gesture.launch && seq < gesture.seq && (ends.get(`${launch} ${call}`)?.seq ?? Infinity) > gesture.seq,
      );
      if (isUnderWay) return [];
      // A sheet that was never answered keeps the library from renewing what it has.
      if (sheetLeftOpen(trace, gesture)) return [];
      return codeAtHand(logins, trace, gesture) === undefined
        ? [`#${gesture.seq}: a touch, after ${gesture.at - quietSince} ms of nothing, and no code is there`]
        : [];
    });
  },
};

/** Whether a sheet was opened before this touch, within the life of a code, that nobody ever answered. */
export function sheetLeftOpen(trace: Trace, { seq, at, launch }: Gesture): boolean {
  const natives = trace.of('native');
  return trace
    .of('tap')
    .some(
      (tap) =>
        tap.launch === launch &&
        tap.seq < seq &&
        at - tap.at < TOO_OLD + SETTLED &&
        opensSheet(tap) &&
        !natives.some((native) => native.tap === tap.seq && native.seq < seq),
    );
}

/** Steps that leave WeChat, the network and the app alone. */
const calm: readonly string[] = ['tap', 'touch', 'open', 'back', 'replace', 'detach', 'put back', 'app signs in', 'sign out'];

/** What begins or ends the need for a code. */
const stirs = ({ what }: Entry): boolean => ['page', 'attached', 'requestEnded', 'event', 'launch', 'native', 'tap'].includes(what);
