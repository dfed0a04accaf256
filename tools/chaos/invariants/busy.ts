import type { Entry, RunRecord } from '../world/record';
import type { Invariant } from './invariant';
import { endsOf } from './order';
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
    return busy.flatMap((event) => {
      const underWay = dues.some(
        (due) =>
          due.life === event.life &&
          due.outcome !== event &&
          due.seq < event.seq &&
          (due.outcome === undefined ? !hasGone(event, due.widget, lives) : due.outcome.at + LAG >= event.at),
      );
      return underWay || requestUnderWay(event, record, ends)
        ? []
        : [`#${event.seq}: widget ${event.widget} is told 'busy', and nothing is under way`];
    });
  },
};

const isBusy = (detail: unknown): boolean => (detail as { reason?: unknown }).reason === 'busy';

const hasGone = (event: Entry<'event'>, widget: number, lives: ReturnType<typeof widgetLives>): boolean =>
  (lives.find(({ id }) => id === widget)?.gone.seq ?? Infinity) < event.seq;

/** The flow of a widget that is gone goes on. It may be waiting for a code, which nobody sees until it is sent. */
function requestUnderWay({ life, seq, at }: Entry<'event'>, record: RunRecord, ends: Map<string, Entry<'requestEnded'>>): boolean {
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
