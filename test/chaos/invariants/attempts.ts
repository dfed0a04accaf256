import { componentOf } from '../apps/widget-kinds';
import type { WidgetKind } from '../apps/widget-kinds';
import { once } from '../simulation/trace';
import type { Entry, Trace } from '../simulation/trace';

/** A moment from which a widget owes its page an outcome. */
export interface Attempt {
  readonly widget: number;
  readonly component: string;
  readonly seq: number;
  readonly at: number;
  readonly launch: number;
  /** When the person tapped: the last time before it. */
  readonly tappedAt: number;
  /** What WeChat handed over, when a native event is the cause. */
  readonly data: Readonly<Record<string, unknown>> | undefined;
  /** The outcome that came for it. */
  outcome: Entry<'event'> | undefined;
  /** A question that nobody ever answered came of it. */
  readonly inVain?: boolean;
}

/** One widget from attached to detached. */
export interface WidgetLifetime {
  readonly id: number;
  readonly kind: WidgetKind;
  readonly component: string;
  readonly launch: number;
  readonly attempts: Attempt[];
  /** Events that end a tap, while attached. */
  readonly outcomes: Entry<'event'>[];
  /** When it was detached, or its app killed; `news`: taken away because somebody is signed in. */
  readonly gone: { seq: number; at: number; news: boolean };
}

const endings: Readonly<Record<string, readonly string[]>> = {
  'login-button': ['login', 'error', 'cancel'],
  // With `login` comes a `phone` each time: one outcome, two events.
  'phone-button': ['phone', 'error', 'cancel'],
  'avatar-picker': ['avatar', 'error', 'cancel'],
  'nickname-input': ['nickname', 'error', 'cancel'],
};

/**
 * Who owes what: a tap on a button that showed no open-type owes an outcome at once; one that opened a sheet (WeChat's, or a chooser that
 * the component opened) owes it when WeChat has answered, and nothing when WeChat never does. A tap that opened a question of the app's own
 * owes nothing: the one that answers it does, or else its withdrawal. A form owes it when it is submitted. What a panel owes: panels.ts.
 */
export const widgetLifetimes = once(findWidgetLifetimes);

function findWidgetLifetimes(trace: Trace): readonly WidgetLifetime[] {
  const ends = new Map(trace.of('killed').map((entry) => [entry.launch, entry]));
  const detached = new Map(trace.of('detached').map((entry) => [entry.widget, entry]));
  const mine = byWidget(trace);
  const tapsAndChoosers = trace.of('tap', 'chooser');
  const asking = new Set(trace.of('asked').map(({ tap }) => tap));
  const answered = new Map(trace.of('chooserAnswered').map((entry) => [`${entry.launch} ${entry.call}`, entry]));
  return trace.of('attached').map(({ widget: id, kind, launch, seq, at }) => {
    const { component } = componentOf[kind];
    const entries = mine.get(id) ?? [];
    const gone = detached.get(id) ?? ends.get(launch) ?? { seq: Infinity, at: Infinity, news: false };
    const attempts: Attempt[] = [];
    const taps = new Map(entries.flatMap((entry) => (entry.what === 'tap' ? [[entry.seq, entry.at]] : [])));
    for (const entry of entries) {
      const tappedAt = taps.get(entry.what === 'native' ? entry.tap : entry.seq) ?? entry.at;
      if (entry.what === 'native')
        attempts.push({ widget: id, component, launch, tappedAt, seq: entry.seq, at: entry.at, data: entry.detail, outcome: undefined });
      if (entry.what === 'submitted' && !isDisabled(entry, trace)) {
        const inVain = isAskedInVain(entry, entries, trace, answered);
        attempts.push({
          widget: id,
          component,
          launch,
          tappedAt,
          seq: entry.seq,
          at: entry.at,
          data: undefined,
          outcome: undefined,
          inVain,
        });
      }
      if (entry.what === 'tap' && asking.has(entry.seq)) {
        const withdrawal = withdrawalOf(entry, entries, trace);
        if (withdrawal !== undefined && withdrawal.seq < gone.seq)
          attempts.push({ widget: id, component, launch, tappedAt, ...withdrawal, data: undefined, outcome: undefined });
        continue;
      }
      if (entry.what !== 'tap' || entry.openType !== '' || !endsTaps.includes(component)) continue;
      if (isAnsweredBefore(entry, entries, asking)) continue;
      const chooser = chooserOf(entry, tapsAndChoosers);
      const start = chooser === undefined ? entry : answerTo(chooser, tapsAndChoosers, answered);
      if (start !== undefined)
        attempts.push({ widget: id, component, launch, tappedAt, seq: start.seq, at: start.at, data: undefined, outcome: undefined });
    }
    attempts.sort((one, other) => one.seq - other.seq);
    const outcomes = entries
      .filter((entry) => entry.what === 'event')
      .filter((entry) => entry.attached && (endings[component] ?? []).includes(entry.name) && !isOfField(component, entry));
    matchOutcomes(attempts, outcomes);
    if (component === 'nickname-input') attempts.push(...savedByPanel(attempts, outcomes, trace, { widget: id, component, launch, seq }));
    return {
      id,
      kind,
      component,
      launch,
      seq,
      at,
      attempts,
      outcomes,
      gone: { seq: gone.seq, at: gone.at, news: 'news' in gone && gone.news },
    };
  });
}

/** A flow's end belongs to the oldest tap that waits for one; a refusal (`busy`, cancel) is always said at once, to the newest. */
function matchOutcomes(attempts: readonly Attempt[], outcomes: readonly Entry<'event'>[]): void {
  for (const outcome of outcomes) {
    const waiting = attempts.filter((attempt) => attempt.outcome === undefined && attempt.seq < outcome.seq);
    const atOnce = outcome.name === 'cancel' || (outcome.detail as { reason?: unknown } | null)?.reason === 'busy';
    const oneOf = (attempts: readonly Attempt[]): Attempt | undefined => attempts.at(atOnce ? -1 : 0);
    const attempt = oneOf(waiting.filter(({ inVain }) => !inVain)) ?? oneOf(waiting);
    if (attempt !== undefined) attempt.outcome = outcome;
  }
}

const answers = ['handleAgree', 'handleDecline'];

/** A page that has disabled a field wants nothing of it. */
const isDisabled = ({ widget, seq }: Own, trace: Trace): boolean =>
  trace.of('disabled').findLast((entry) => entry.widget === widget && entry.seq < seq)?.disabled === true;

/** A second tap on a question that the first has answered: the view had not taken it away yet. */
function isAnsweredBefore(tap: Entry<'tap'>, entries: readonly Own[], asking: ReadonlySet<number>): boolean {
  const asked = entries.findLast(({ seq }) => seq < tap.seq && asking.has(seq))?.seq ?? 0;
  const isAnswer = (entry: Own): boolean => entry.what === 'tap' && answers.includes(entry.control);
  return answers.includes(tap.control) && entries.some((entry) => entry.seq > asked && entry.seq < tap.seq && isAnswer(entry));
}

/** Where the question of a tap went away and nobody had answered it: whoever was asked is signed in no more, say. */
function withdrawalOf(tap: Entry<'tap'>, entries: readonly Own[], trace: Trace): { seq: number; at: number } | undefined {
  const isEnd = ({ widget, seq, changes: { question } }: Entry<'data'>): boolean =>
    widget === tap.widget && seq > tap.seq && (question === null || (question as { style?: string } | undefined)?.style !== undefined);
  const end = trace.of('data').find(isEnd);
  if (end === undefined) return undefined;
  const isAnswer = (entry: Own): boolean =>
    entry.what === 'tap' && answers.includes(entry.control) && entry.seq > tap.seq && entry.seq < end.seq;
  return entries.some(isAnswer) ? undefined : { seq: end.seq, at: end.at };
}

/** Whether the question that a submitted name leads to is never answered: nothing comes of it then, and it may be submitted again. */
function isAskedInVain(
  submitted: Entry<'submitted'>,
  entries: readonly Own[],
  trace: Trace,
  answered: ReadonlyMap<string, unknown>,
): boolean {
  const next = entries.find(({ what, seq }) => what === 'submitted' && seq > submitted.seq)?.seq ?? Infinity;
  return trace
    .of('chooser')
    .filter(({ of, launch, seq }) => of === 'question' && launch === submitted.launch && seq > submitted.seq && seq < next)
    .some(({ launch, call }) => !answered.has(`${launch} ${call}`));
}

/** login-panel's "Later" saves the name in the field first: an outcome of a field that nobody submitted, one for each such tap. */
function savedByPanel(
  attempts: readonly Attempt[],
  outcomes: readonly Entry<'event'>[],
  trace: Trace,
  field: Pick<Attempt, 'widget' | 'component' | 'launch' | 'seq'>,
): Attempt[] {
  const left = trace.of('tap').filter(({ control, launch, seq }) => control === 'handleNo' && launch === field.launch && seq > field.seq);
  return outcomes.flatMap((outcome) => {
    if (attempts.some((attempt) => attempt.outcome === outcome)) return [];
    const tap = left.findLast(({ seq }) => seq < outcome.seq);
    if (tap === undefined) return [];
    left.splice(left.indexOf(tap), 1);
    return [{ ...field, tappedAt: tap.at, seq: tap.seq, at: tap.at, data: undefined, outcome }];
  });
}

/** Components whose buttons end a tap by themselves. */
const endsTaps = ['login-button', 'phone-button', 'avatar-picker'];

/** A finger on the field asks for consent to the privacy guide: what comes of that belongs to no submit. */
const isOfField = (component: string, { name, detail }: Entry<'event'>): boolean =>
  component === 'nickname-input' && name !== 'nickname' && String((detail as { reason?: unknown } | null)?.reason).startsWith('privacy');

type Own = Entry<'native' | 'tap' | 'event' | 'submitted'>;

function byWidget(trace: Trace): Map<number, Own[]> {
  const lists = new Map<number, Own[]>();
  for (const entry of trace.of('native', 'tap', 'event', 'submitted') as Own[]) {
    const list = lists.get(entry.widget) ?? [];
    list.push(entry);
    lists.set(entry.widget, list);
  }
  return lists;
}

/** The chooser that a tap opened: it is opened before time goes on, and before anybody taps again. */
function chooserOf(tap: Entry<'tap'>, tapsAndChoosers: readonly Entry<'tap' | 'chooser'>[]): Entry<'chooser'> | undefined {
  const next = tapsAndChoosers[tapsAndChoosers.findIndex(({ seq }) => seq === tap.seq) + 1];
  return next?.what === 'chooser' && next.at === tap.at ? next : undefined;
}

/** When it was answered, and what was asked for at once because of that: who agrees in the app's question has user info asked for. */
function answerTo(
  { launch, call, of: what }: Entry<'chooser'>,
  tapsAndChoosers: readonly Entry<'tap' | 'chooser'>[],
  answered: ReadonlyMap<string, Entry<'chooserAnswered'>>,
): Entry<'chooserAnswered'> | undefined {
  const answer = answered.get(`${launch} ${call}`);
  if (answer === undefined || what !== 'question') return answer;
  const next = tapsAndChoosers.find(({ seq }) => seq > answer.seq);
  return next?.what === 'chooser' && next.of === 'profile' && next.at === answer.at ? answered.get(`${launch} ${next.call}`) : answer;
}

/** ms that an app's JavaScript did not run, from `since` on. */
export function frozenSince(trace: Trace, since: number, launch: number): number {
  let total = 0;
  let start: number | undefined;
  for (const entry of trace.of('frozen', 'killed')) {
    if (entry.launch !== launch) continue;
    if (entry.what === 'frozen' && entry.frozen) start = entry.at;
    else if (start !== undefined) {
      total += Math.max(0, entry.at - Math.max(start, since));
      start = undefined;
    }
  }
  return total;
}
