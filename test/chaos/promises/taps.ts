import { componentOf } from '../host/widget';
import type { WidgetKind } from '../host/widget';
import type { Entry, RunRecord } from '../world/record';
import { once } from './once';

/** A moment from which a widget owes its page an outcome. */
export interface Due {
  readonly widget: number;
  readonly component: string;
  readonly seq: number;
  readonly at: number;
  readonly life: number;
  /** When the person tapped: the last time before it. */
  readonly tappedAt: number;
  /** What WeChat handed over, when a native event is the cause. */
  readonly data: Readonly<Record<string, unknown>> | undefined;
  /** The outcome that came for it. */
  outcome: Entry<'event'> | undefined;
}

/** One widget from attached to detached. */
export interface WidgetLife {
  readonly id: number;
  readonly kind: WidgetKind;
  readonly component: string;
  readonly life: number;
  readonly dues: Due[];
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
};

/**
 * Who owes what: a tap on a button that showed no open-type owes an outcome at once; one that opened a sheet (WeChat's, or a chooser that
 * the component opened) owes it when WeChat has answered, and nothing when WeChat never does.
 */
export const widgetLives = once(findWidgetLives);

function findWidgetLives(record: RunRecord): readonly WidgetLife[] {
  const ends = new Map(record.of('killed').map((entry) => [entry.life, entry]));
  const detached = new Map(record.of('detached').map((entry) => [entry.widget, entry]));
  const mine = byWidget(record);
  const tapsAndChoosers = record.of('tap', 'chooser');
  const answered = new Map(record.of('chooserAnswered').map((entry) => [`${entry.life} ${entry.call}`, entry]));
  return record.of('attached').map(({ widget: id, kind, life, seq, at }) => {
    const { component } = componentOf[kind];
    const entries = mine.get(id) ?? [];
    const gone = detached.get(id) ?? ends.get(life) ?? { seq: Infinity, at: Infinity, news: false };
    const dues: Due[] = [];
    const taps = new Map(entries.flatMap((entry) => (entry.what === 'tap' ? [[entry.seq, entry.at]] : [])));
    for (const entry of entries) {
      const tappedAt = taps.get(entry.what === 'native' ? entry.tap : entry.seq) ?? entry.at;
      if (entry.what === 'native')
        dues.push({ widget: id, component, life, tappedAt, seq: entry.seq, at: entry.at, data: entry.detail, outcome: undefined });
      if (entry.what !== 'tap' || entry.openType !== '') continue;
      const chooser = component === 'avatar-picker' ? chooserOf(entry, tapsAndChoosers) : undefined;
      const start = chooser === undefined ? entry : answered.get(`${life} ${chooser.call}`);
      if (start !== undefined)
        dues.push({ widget: id, component, life, tappedAt, seq: start.seq, at: start.at, data: undefined, outcome: undefined });
    }
    dues.sort((one, other) => one.seq - other.seq);
    const outcomes = entries
      .filter((entry) => entry.what === 'event')
      .filter((entry) => entry.attached && (endings[component] ?? []).includes(entry.name));
    matchOutcomes(dues, outcomes);
    return { id, kind, component, life, seq, at, dues, outcomes, gone: { seq: gone.seq, at: gone.at, news: 'news' in gone && gone.news } };
  });
}

/** A flow's end belongs to the oldest tap that waits for one; a refusal (`busy`, cancel) is always said at once, to the newest. */
function matchOutcomes(dues: readonly Due[], outcomes: readonly Entry<'event'>[]): void {
  for (const outcome of outcomes) {
    const waiting = dues.filter((due) => due.outcome === undefined && due.seq < outcome.seq);
    const atOnce = outcome.name === 'cancel' || (outcome.detail as { reason?: unknown } | null)?.reason === 'busy';
    const due = atOnce ? waiting.at(-1) : waiting[0];
    if (due !== undefined) due.outcome = outcome;
  }
}

type Own = Entry<'native' | 'tap' | 'event'>;

function byWidget(record: RunRecord): Map<number, Own[]> {
  const lists = new Map<number, Own[]>();
  for (const entry of record.of('native', 'tap', 'event') as Own[]) {
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

/** ms that an app's JavaScript did not run, from `since` on. */
export function frozenSince(record: RunRecord, since: number, life: number): number {
  let total = 0;
  let start: number | undefined;
  for (const entry of record.of('frozen', 'killed')) {
    if (entry.life !== life) continue;
    if (entry.what === 'frozen' && entry.frozen) start = entry.at;
    else if (start !== undefined) {
      total += Math.max(0, entry.at - Math.max(start, since));
      start = undefined;
    }
  }
  return total;
}
