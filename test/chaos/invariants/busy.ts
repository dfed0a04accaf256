import { isInFlow } from '../apps/widget-kinds';
import type { Entry, Trace } from '../simulation/trace';
import type { Invariant } from './invariant';
import { endsOf } from './codes';
import { widgetLifetimes } from './attempts';

/** ms that a person may still see a button as busy after the flow has ended; the longest lag of any schedule. */
const LAG = 50;

export const busyMeansBusy: Invariant = {
  name: 'busy means busy',
  statement: 'A tap is told `busy` only while another one is under way: nobody is locked out for good.',
  check(trace) {
    const lifetimes = widgetLifetimes(trace).filter(({ component }) => isInFlow(component));
    const attempts = lifetimes.flatMap((widget) => widget.attempts);
    const ends = endsOf(trace);
    const components = new Map(lifetimes.map(({ id, component }) => [id, component]));
    const busy = trace.of('event').filter(({ name, detail, widget }) => name === 'error' && components.has(widget) && isBusy(detail));
    return [
      ...pickersLockedOut(trace),
      ...busy.flatMap((event) => {
        const underWay = attempts.some(
          (attempt) =>
            attempt.launch === event.launch &&
            attempt.outcome !== event &&
            attempt.seq < event.seq &&
            (attempt.outcome === undefined
              ? !hasGone(event, attempt.widget, lifetimes) || (attempt.data === undefined && event.at - attempt.at < LONGEST_FLOW)
              : attempt.outcome.at + LAG >= event.at),
        );
        return underWay || isAsking(event, trace) || requestUnderWay(event, trace, ends)
          ? []
          : [`#${event.seq}: widget ${event.widget} is told 'busy', and nothing is under way`];
      }),
    ];
  },
};

/** Whether the app's own question has just been asked: WeChat may not have drawn it yet. */
const isAsking = ({ launch, seq, at }: Entry<'event'>, trace: Trace): boolean =>
  trace.of('chooser').some((entry) => entry.of === 'question' && entry.launch === launch && entry.seq < seq && at - entry.at < COMES_UP);

/** ms that the silent flow of a button that is gone may go on: between two tries it waits, which nobody sees. */
const LONGEST_FLOW = 42_000;

/** ms that a chooser needs to come up: until then a second tap is a double tap. */
const COMES_UP = 2000;

/** Pickers and fields that say `busy` though no picture, or name, of theirs is under way: a chooser that never answered holds nobody up. */
function pickersLockedOut(trace: Trace): string[] {
  const choosers = trace.of('chooser').filter(({ of: what }) => what === 'media');
  return widgetLifetimes(trace)
    .filter(({ component }) => component === 'avatar-picker' || component === 'nickname-input')
    .flatMap(({ id, launch, attempts, outcomes }) => {
      const isUnderWay = (event: Entry<'event'>, { seq, at } = event): boolean =>
        choosers.some((chooser) => chooser.launch === launch && chooser.seq < seq && at - chooser.at < COMES_UP) ||
        isAsking(event, trace) ||
        isSavedByPanel(event, trace) ||
        // WeChat itself says that its sheet is still open.
        trace.of('native').some((native) => native.widget === id && native.at === at && native.seq < seq && native.name === 'error') ||
        attempts.some((attempt) => attempt.seq < seq && attempt.outcome?.seq !== seq && (attempt.outcome?.at ?? Infinity) + LAG >= at);
      return outcomes
        .filter((event) => event.name === 'error' && isBusy(event.detail) && !isUnderWay(event))
        .map(({ seq }) => `#${seq}: widget ${id} is told 'busy', and nothing of its own is under way`);
    });
}

/** Whether login-panel's "Later" is saving what was typed into this field. */
function isSavedByPanel({ widget, launch, seq, at }: Entry<'event'>, trace: Trace): boolean {
  const last = trace.of('data').findLast((entry) => entry.widget === widget && entry.seq < seq && 'busy' in entry.changes);
  const isLater = (tap: Entry<'tap'>): boolean => tap.control === 'handleNo' && tap.launch === launch && tap.at === last?.at;
  return last?.changes['busy'] === true && at - last.at < LONGEST_FLOW && trace.of('tap').some(isLater);
}

export const noDeadButton: Invariant = {
  name: 'no dead button',
  statement:
    'A button is disabled while its own tap is under way, and when its page says so: at no other time, also after it was put back.',
  check(trace) {
    const lifetimes = widgetLifetimes(trace);
    const before = new Map(trace.of('attached').map(({ widget, was }) => [widget, was]));
    const attached = new Map(trace.of('attached').map((entry) => [entry.widget, entry.at]));
    const asPageSays = (widget: number, seq: number): boolean => {
      const last = trace.of('disabled').findLast((entry) => entry.widget === widget && entry.seq < seq);
      const was = before.get(widget);
      return last?.disabled ?? (was !== undefined && asPageSays(was, seq));
    };
    return trace.of('refusedTap').flatMap(({ seq, at, widget }) => {
      const { component = '', attempts = [] } = lifetimes.find(({ id }) => id === widget) ?? {};
      // A panel's work is no tap's of a single button.
      if (component.endsWith('-panel')) return [];
      const isUnderWay = attempts.some((attempt) => attempt.seq < seq && (attempt.outcome?.at ?? Infinity) + LAG >= at);
      const isNew = at - (attached.get(widget) ?? 0) <= LAG;
      if (isUnderWay || isNew || asPageSays(widget, seq)) return [];
      return [`#${seq}: widget ${widget} is disabled, and nothing of its own is under way`];
    });
  },
};

const isBusy = (detail: unknown): boolean => (detail as { reason?: unknown }).reason === 'busy';

const hasGone = (event: Entry<'event'>, widget: number, lifetimes: ReturnType<typeof widgetLifetimes>): boolean =>
  (lifetimes.find(({ id }) => id === widget)?.gone.seq ?? Infinity) < event.seq;

/** The flow of a widget that is gone goes on. It may be waiting for a code, which nobody sees until it is sent. */
function requestUnderWay({ launch, seq, at }: Entry<'event'>, trace: Trace, ends: ReadonlyMap<string, Entry<'requestEnded'>>): boolean {
  const requests = trace.of('request').some((request) => {
    const ended = ends.get(`${launch} ${request.call}`);
    return request.launch === launch && request.seq < seq && (ended === undefined || ended.at + LAG >= at);
  });
  const answers = new Map(
    trace
      .of('loginAnswered')
      .filter((entry) => entry.launch === launch)
      .map((entry) => [entry.call, entry]),
  );
  return (
    requests ||
    trace
      .of('login')
      .some(
        ({ launch: own, ours, call, seq: begun }) =>
          own === launch && ours && begun < seq && (answers.get(call)?.at ?? Infinity) + LAG >= at,
      )
  );
}
