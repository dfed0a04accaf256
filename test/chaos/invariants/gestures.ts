import { needsCode } from '../apps/widget-kinds';
import type { Schedule } from '../schedule/schedule';
import { once } from '../simulation/trace';
import type { Entry, Trace } from '../simulation/trace';
import { codeRequests, endsOf } from './codes';
import type { CodeRequest } from './codes';

/** A touch of a button that needs codes, and what came of it. */
export interface Gesture {
  readonly launch: number;
  readonly widget: number;
  /** When the finger came down; of a tap without touchstart, the tap. */
  readonly seq: number;
  readonly at: number;
  /** Undefined: it slid off. */
  readonly tap: Entry<'tap'> | undefined;
  /** What the sheet had to say, where the tap opened one that was answered. */
  readonly native: Entry<'native'> | undefined;
  /** The first request that sent a code for it. */
  readonly request: CodeRequest | undefined;
  /** When the last word was spoken: the answer to the request, else the outcome; undefined: never. */
  readonly end: Entry | undefined;
}

const outcomes: readonly string[] = ['login', 'phone', 'error', 'cancel'];

/** Every touch of a button that needs codes, in order. */
export const gesturesOf = once(findGestures);

function findGestures(trace: Trace, { setting }: Schedule): readonly Gesture[] {
  const buttons = new Set(trace.of('attached').flatMap(({ widget, kind }) => (needsCode(kind) ? [widget] : [])));
  const requests = codeRequests(trace);
  const ends = endsOf(trace);
  const asking = questions(trace);
  const entries = trace.of('touch', 'tap').filter(({ widget, seq }) => buttons.has(widget) && !asking.has(seq));
  const taps = new Set<Entry<'tap'>>();
  const gestures: Gesture[] = [];
  for (const entry of entries) {
    if (entry.what === 'tap') {
      if (!taps.has(entry)) gestures.push(gesture(entry, entry));
      continue;
    }
    const tap = entries.find(
      (other): other is Entry<'tap'> =>
        other.what === 'tap' && other.widget === entry.widget && other.seq > entry.seq && other.at - entry.at === setting.hold,
    );
    if (tap !== undefined) taps.add(tap);
    gestures.push(gesture(entry, tap));
  }
  // "Not now" needs no code, and a second tap on it means nothing.
  return gestures.filter(({ tap }) => tap?.control !== 'handleDecline');

  function gesture({ launch, widget, seq, at }: Entry<'touch' | 'tap'>, tap: Entry<'tap'> | undefined): Gesture {
    const begun = { launch, widget, seq, at, tap };
    if (tap === undefined) return { ...begun, native: undefined, request: undefined, end: undefined };
    const native = trace.of('native').find((answer) => answer.tap === tap.seq);
    if (native === undefined && tap.openType !== '') return { ...begun, native, request: undefined, end: undefined };
    const outcome = trace
      .of('event')
      .find((event) => event.widget === widget && event.seq > (native ?? tap).seq && outcomes.includes(event.name));
    const iv = native?.detail['iv'];
    // A phone token is no data: nothing that anybody does to the session key hurts it.
    const byToken = setting.numbers !== 'sealed' && native !== undefined && native.detail['code'] !== undefined;
    if (byToken) return { ...begun, native, request: undefined, end: native };
    const request = requests.find(
      ({ data, launch: own, seq: sent }) =>
        own === launch && sent > seq && (native === undefined ? sent < (outcome?.seq ?? Infinity) : iv !== undefined && data['iv'] === iv),
    );
    // A sheet that hands nothing over has said all there is to say.
    const last = native !== undefined && native.detail['iv'] === undefined ? native : outcome;
    return { ...begun, native, request, end: request === undefined ? last : ends.get(`${launch} ${request.call}`) };
  }
}

/** Taps that opened a question of the app's own: nothing is under way before it is answered. */
function questions(trace: Trace): ReadonlySet<number> {
  const asked = trace.of('asked').map(({ tap }) => tap);
  const sheets = trace.of('chooser').filter(({ of: what }) => what === 'question');
  const taps = trace.of('tap');
  return new Set([...asked, ...sheets.map(({ seq }) => taps.findLast((tap) => tap.seq < seq)?.seq ?? 0)]);
}

/** The code that the library has in hand at some moment. */
export interface CodeAtHand {
  /** ms of the world's time when its wx.login was called. */
  readonly at: number;
}

/** ms after which a wx.login without an answer may be taken for failed. */
const GIVEN_UP = 5000;
/** ms after which a code is not sent any more. */
export const TOO_OLD = 270_000;

/** Every wx.login of the library, with what became of it. */
export interface OurLogin {
  readonly entry: Entry<'login'>;
  /** When it was answered with a code, in time. */
  readonly answered: Entry<'loginAnswered'> | undefined;
  /** When it failed, or was given up (`at` only). */
  readonly failedAt: number | undefined;
  /** The entry of its answer, however late. */
  readonly heardAt: number | undefined;
  /** The request that sent the code. */
  readonly sent: CodeRequest | undefined;
}

export const ourLogins = once((trace: Trace): readonly OurLogin[] => {
  const answers = new Map(trace.of('loginAnswered').map((entry) => [`${entry.launch} ${entry.call}`, entry]));
  const requests = codeRequests(trace);
  return trace
    .of('login')
    .filter(({ ours }) => ours)
    .map((entry) => {
      const answer = answers.get(`${entry.launch} ${entry.call}`);
      const inTime = answer !== undefined && answer.at - entry.at < GIVEN_UP;
      const answered = inTime && answer.code !== undefined ? answer : undefined;
      const sent = answered && requests.find(({ code }) => code === answered.code);
      const failedAt = answered !== undefined ? undefined : inTime ? answer.at : entry.at + GIVEN_UP;
      return { entry, answered, failedAt, heardAt: answer?.seq, sent };
    });
});

/** The code that could be sent just before this entry; undefined: none, and nothing can get worse by fetching one. */
export function codeAtHand(
  logins: readonly OurLogin[],
  trace: Trace,
  moment: Pick<Entry, 'launch' | 'seq' | 'at'>,
): CodeAtHand | undefined {
  const { launch, seq, at } = moment;
  const last = logins.findLast(({ entry, answered }) => entry.launch === launch && answered !== undefined && answered.seq < seq);
  if (last === undefined || (last.sent?.seq ?? Infinity) < seq || at - last.entry.at >= TOO_OLD) return undefined;
  // Set wrong meanwhile, the phone's clock makes it older than it is.
  return trace.of('clock').some((jump) => jump.at >= last.entry.at && jump.at <= at) ? undefined : { at: last.entry.at };
}

/** Whether a wx.login is on its way just before this entry. */
export const isFetching = (logins: readonly OurLogin[], { launch, seq, at }: Pick<Entry, 'launch' | 'seq' | 'at'>): boolean =>
  logins.some(
    ({ entry, answered, failedAt }) =>
      entry.launch === launch && entry.seq < seq && (answered === undefined ? (failedAt ?? Infinity) > at : answered.seq > seq),
  );
