import type { Entry, RunRecord } from '../world/record';
import { codeRequests, endsOf } from './codes';
import { TOO_OLD, codeAtHand, contactsOf, isFetching, ourLogins } from './contacts';
import type { Contact } from './contacts';
import type { Invariant } from './promise';
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
  return widgetLives(record)
    .flatMap(({ component, dues }) => (component === 'avatar-picker' ? [] : dues))
    .flatMap((due) => {
      const { outcome } = due;
      if (outcome === undefined || !requests.some((request) => sends(request, due, outcome))) return [];
      return [{ ...due, until: outcome.at }];
    });
}

const sends = (request: Entry<'request'>, due: Due, outcome: Entry<'event'>): boolean =>
  request.life === due.life &&
  request.seq > due.seq &&
  request.seq < outcome.seq &&
  typeof request.data['code'] === 'string' &&
  (due.data === undefined || request.data['iv'] === due.data['iv']);

/** ms on a page after which a code must be there: however long a call takes on its way, WeChat has answered by then. */
export const SETTLED = 2000;

export const codeBeforeTap: Invariant = {
  name: 'code before tap',
  promise: 'On a page that is just being looked at a login code is ready before anybody taps, however long that takes.',
  check(record, schedule) {
    if (schedule.steps.some(({ do: deed }) => !calm.includes(deed)) || !schedule.setting.configured) return [];
    const logins = ourLogins(record);
    const ends = endsOf(record);
    return contactsOf(record, schedule).flatMap((contact) => {
      const quietSince = record.entries.findLast((entry) => entry.seq < contact.seq && stirs(entry))?.at ?? 0;
      if (contact.at - quietSince < SETTLED || isFetching(logins, contact)) return [];
      // A flow has the code, and the next one may not be fetched before it ends.
      const isUnderWay = codeRequests(record).some(
        ({ life, call, seq }) => life === contact.life && seq < contact.seq && (ends.get(`${life} ${call}`)?.seq ?? Infinity) > contact.seq,
      );
      if (isUnderWay) return [];
      // A sheet that was never answered keeps the library from renewing what it has.
      if (sheetLeftOpen(record, contact)) return [];
      return codeAtHand(logins, record, contact) === undefined
        ? [`#${contact.seq}: a finger, after ${contact.at - quietSince} ms of nothing, and no code is there`]
        : [];
    });
  },
};

/** Whether a sheet was opened before this finger came down, within the life of a code, that nobody ever answered. */
export function sheetLeftOpen(record: RunRecord, { seq, at, life }: Contact): boolean {
  const natives = record.of('native');
  return record
    .of('tap')
    .some(
      (tap) =>
        tap.life === life &&
        tap.seq < seq &&
        at - tap.at < TOO_OLD + SETTLED &&
        sheets.includes(tap.openType) &&
        !natives.some((native) => native.tap === tap.seq && native.seq < seq),
    );
}

/** Steps that leave WeChat, the network and the app alone. */
const calm: readonly string[] = ['tap', 'touch', 'open', 'back', 'replace', 'detach', 'put back', 'app signs in', 'sign out'];

/** What begins or ends the need for a code. */
const stirs = ({ what }: Entry): boolean => ['page', 'attached', 'requestEnded', 'event', 'launch', 'native', 'tap'].includes(what);
