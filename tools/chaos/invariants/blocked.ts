import type { Entry, RunRecord } from '../world/record';
import type { Invariant } from './invariant';
import { widgetLives } from './taps';
import type { Due } from './taps';

export const noSheetInVain: Invariant = {
  name: 'no sheet in vain',
  promise: 'While a flow runs its button cannot be tapped, and no button opens a sheet, whose data could not be sent (and WeChat charges).',
  check(record, { setting }) {
    // A button that found no appId hears of flows from the first touch on; a tap can come without one.
    if (!setting.configured) return [];
    const flows = flowsOf(record);
    return record.of('tap').flatMap((tap) => {
      const attached = record.of('attached').findLast(({ widget, seq }) => widget === tap.widget && seq < tap.seq)?.at ?? 0;
      // What a person can know: the button has been there long enough to show that a flow runs.
      const shown = tap.at - setting.viewLag - LIFTING;
      const flow = flows.find(({ life, at, until }) => life === tap.life && Math.max(at, attached) < shown && tap.at < until);
      if (flow === undefined) return [];
      if (tap.widget === flow.widget) return [`#${tap.seq}: widget ${tap.widget} can be tapped while its flow of #${flow.seq} runs`];
      return sheets.includes(tap.openType) ? [`#${tap.seq}: widget ${tap.widget} opens a sheet while the flow of #${flow.seq} runs`] : [];
    });
  },
};

const sheets = ['getPhoneNumber', 'getUserInfo'];
/** ms that a tap may lie behind what was shown: it was decided when the view was read. */
const LIFTING = 1;

/** The flows that a widget told of when they ended: from the tap, or the data, to the outcome. */
function flowsOf(record: RunRecord): (Due & { until: number })[] {
  const requests = record.of('request');
  return widgetLives(record).flatMap(({ component, dues }) => (component === 'avatar-picker' ? [] : dues)).flatMap((due) => {
    const { outcome } = due;
    if (outcome === undefined || !requests.some((request) => sends(request, due, outcome))) return [];
    return [{ ...due, until: outcome.at }];
  });
}

const sends = (request: Entry<'request'>, due: Due, outcome: Entry<'event'>): boolean =>
  request.life === due.life && request.seq > due.seq && request.seq < outcome.seq && typeof request.data['code'] === 'string'
  && (due.data === undefined || request.data['iv'] === due.data['iv']);

/** ms on a page after which a code must be there: WeChat answers within 320 in every setting. */
const SETTLED = 1000;
/** ms after which an ageing code may be renewed when a finger goes down. */
const RENEWED_AFTER = 180_000;

export const codeBeforeTap: Invariant = {
  name: 'code before tap',
  promise: 'On a page that is just being looked at a login code is ready before anybody taps: no finger has to wait for WeChat.',
  check(record, schedule) {
    if (schedule.steps.some(({ do: deed }) => !calm.includes(deed)) || !schedule.setting.configured) return [];
    const logins = record.of('login').filter(({ ours }) => ours);
    return record.of('touch').flatMap((touch) => {
      const quietSince = record.entries.findLast((entry) => entry.seq < touch.seq && stirs(entry))?.at ?? 0;
      const next = record.entries.find((entry) => entry.seq > touch.seq && entry.what !== 'data' && entry.what !== 'storage');
      const fetched = logins.find((login) => login === next);
      const before = logins.findLast((login) => login.seq < touch.seq && login.life === touch.life);
      if (fetched === undefined || touch.at - quietSince < SETTLED) return [];
      if (before !== undefined && touch.at - before.at >= RENEWED_AFTER) return [];
      return [`#${fetched.seq}: the finger of #${touch.seq} had to fetch a code, after ${touch.at - quietSince} ms of nothing`];
    });
  },
};

/** Steps that leave WeChat, the network and the app alone. */
const calm: readonly string[] = ['tap', 'touch', 'open', 'back', 'detach'];

/** What begins or ends the need for a code. */
const stirs = ({ what }: Entry): boolean =>
  ['page', 'attached', 'requestEnded', 'event', 'loginAnswered', 'launch', 'native', 'tap'].includes(what);
