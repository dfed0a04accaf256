import type { Entry, RunRecord } from '../world/record';
import type { Invariant } from './promise';
import { endsOf } from './codes';
import { widgetLives } from './taps';

/** ms that a person may still see a button as busy after the flow has ended; the longest lag of any schedule. */
const LAG = 50;

export const busyMeansBusy: Invariant = {
  name: 'busy means busy',
  promise: 'A tap is told `busy` only while another one is under way: nobody is locked out for good.',
  check(record) {
    const lives = widgetLives(record).filter(({ component }) => component !== 'avatar-picker');
    const dues = lives.flatMap((widget) => widget.dues);
    const ends = endsOf(record);
    const components = new Map(lives.map(({ id, component }) => [id, component]));
    const busy = record.of('event').filter(({ name, detail, widget }) => name === 'error' && components.has(widget) && isBusy(detail));
    return [
      ...pickersLockedOut(record),
      ...busy.flatMap((event) => {
        const underWay = dues.some(
          (due) =>
            due.life === event.life &&
            due.outcome !== event &&
            due.seq < event.seq &&
            (due.outcome === undefined
              ? !hasGone(event, due.widget, lives) || (due.data === undefined && event.at - due.at < LONGEST_FLOW)
              : due.outcome.at + LAG >= event.at),
        );
        return underWay || requestUnderWay(event, record, ends)
          ? []
          : [`#${event.seq}: widget ${event.widget} is told 'busy', and nothing is under way`];
      }),
    ];
  },
};

/** ms that the silent flow of a button that is gone may go on: between two tries it waits, which nobody sees. */
const LONGEST_FLOW = 42_000;

/** ms that a chooser needs to come up: until then a second tap is a double tap. */
const COMES_UP = 2000;

/** Pickers that say `busy` though no picture of theirs is under way: a chooser that never answered holds nobody up. */
function pickersLockedOut(record: RunRecord): string[] {
  const choosers = record.of('chooser');
  return widgetLives(record)
    .filter(({ component }) => component === 'avatar-picker')
    .flatMap(({ id, life, dues, outcomes }) => {
      const isUnderWay = ({ seq, at }: Entry<'event'>): boolean =>
        choosers.some((chooser) => chooser.life === life && chooser.seq < seq && at - chooser.at < COMES_UP) ||
        // WeChat itself says that its sheet is still open.
        record.of('native').some((native) => native.widget === id && native.at === at && native.seq < seq && native.name === 'error') ||
        dues.some((due) => due.seq < seq && due.outcome?.seq !== seq && (due.outcome?.at ?? Infinity) + LAG >= at);
      return outcomes
        .filter((event) => event.name === 'error' && isBusy(event.detail) && !isUnderWay(event))
        .map(({ seq }) => `#${seq}: picker ${id} is told 'busy', and no picture is under way`);
    });
}

export const noDeadButton: Invariant = {
  name: 'no dead button',
  promise: 'A button is disabled while its own tap is under way, and when its page says so: at no other time, also after it was put back.',
  check(record) {
    const lives = widgetLives(record);
    const before = new Map(record.of('attached').map(({ widget, was }) => [widget, was]));
    const attached = new Map(record.of('attached').map((entry) => [entry.widget, entry.at]));
    const asPageSays = (widget: number, seq: number): boolean => {
      const last = record.of('disabled').findLast((entry) => entry.widget === widget && entry.seq < seq);
      const was = before.get(widget);
      return last?.disabled ?? (was !== undefined && asPageSays(was, seq));
    };
    return record.of('refusedTap').flatMap(({ seq, at, widget }) => {
      const dues = lives.find(({ id }) => id === widget)?.dues ?? [];
      const isUnderWay = dues.some((due) => due.seq < seq && (due.outcome?.at ?? Infinity) + LAG >= at);
      const isNew = at - (attached.get(widget) ?? 0) <= LAG;
      if (isUnderWay || isNew || asPageSays(widget, seq)) return [];
      return [`#${seq}: widget ${widget} is disabled, and nothing of its own is under way`];
    });
  },
};

const isBusy = (detail: unknown): boolean => (detail as { reason?: unknown }).reason === 'busy';

const hasGone = (event: Entry<'event'>, widget: number, lives: ReturnType<typeof widgetLives>): boolean =>
  (lives.find(({ id }) => id === widget)?.gone.seq ?? Infinity) < event.seq;

/** The flow of a widget that is gone goes on. It may be waiting for a code, which nobody sees until it is sent. */
function requestUnderWay({ life, seq, at }: Entry<'event'>, record: RunRecord, ends: ReadonlyMap<string, Entry<'requestEnded'>>): boolean {
  const requests = record.of('request').some((request) => {
    const ended = ends.get(`${life} ${request.call}`);
    return request.life === life && request.seq < seq && (ended === undefined || ended.at + LAG >= at);
  });
  const answers = new Map(
    record
      .of('loginAnswered')
      .filter((entry) => entry.life === life)
      .map((entry) => [entry.call, entry]),
  );
  return (
    requests ||
    record
      .of('login')
      .some(
        ({ life: own, ours, call, seq: begun }) => own === life && ours && begun < seq && (answers.get(call)?.at ?? Infinity) + LAG >= at,
      )
  );
}
