import type { RunRecord } from '../world/record';
import type { Invariant } from './promise';
import { signedInBy } from './signed-in';
import { frozenSince, widgetLives } from './taps';
import type { Due, WidgetLife } from './taps';

/** The configured time-out (ms), which nobody changed. */
const TIMEOUT = 10_000;
/** A wx.login without an answer is waited for as long, and a request a second longer than its time-out. */
const ONE_TRY = TIMEOUT + TIMEOUT + 2000;

/** ms from what WeChat handed over to the outcome. Silent login may try twice; an avatar is uploaded, then set. */
const bound = ({ component, data }: Due): number => {
  if (component === 'avatar-picker') return 3 * TIMEOUT + 5000;
  return component === 'login-button' && data === undefined ? 2 * ONE_TRY : ONE_TRY;
};

export const oneOutcome: Invariant = {
  name: 'one outcome',
  promise: 'Every tap ends in exactly one of result, error and cancel, within its time-out plus a bound.',
  check: (record, { setting }) =>
    widgetLives(record).flatMap((widget) => [
      ...tooMany(widget),
      ...missing(widget, record),
      // A page whose handler throws has missed the second event itself.
      ...(setting.handlers === 'throw' ? [] : unpaired(widget, record)),
    ]),
};

function tooMany({ id, component, dues, outcomes }: WidgetLife): string[] {
  return outcomes.flatMap((outcome) => {
    if (dues.some((due) => due.outcome === outcome)) return [];
    return [`#${outcome.seq}: ${component} ${id} emits '${outcome.name}' ${describe(outcome.detail)} for which no tap was waiting`];
  });
}

function missing({ id, component, dues, gone }: WidgetLife, record: RunRecord): string[] {
  return dues.flatMap((due) => {
    // Tries are ended by the phone's clock first, by their number at last.
    const patience = record.of('clock').some(({ jump }) => jump < 0) ? 2 : 1;
    const deadline = due.at + patience * bound(due) + frozenSince(record, due.at, due.life);
    // Only one flow runs: who was signed in since the tap was so by this one, and the page had to hear of it before it took the
    // button away.
    if (gone.news && due.outcome === undefined && component !== 'avatar-picker' && signsIn(record, due.seq, gone.seq)) {
      return [`#${gone.seq}: ${component} ${id} signs in, is taken away for it, and has not said so`];
    }
    if (gone.at <= deadline && due.outcome === undefined) return [];
    if (due.outcome !== undefined && due.outcome.at <= deadline) return [];
    const late = due.outcome === undefined ? 'nothing' : `'${due.outcome.name}' ${due.outcome.at - due.at} ms later`;
    return [`#${due.seq}: ${component} ${id} owed an outcome within ${bound(due)} ms; there came ${late}`];
  });
}

/** Whether Authing has answered a sign-in between two entries. */
const signsIn = (record: RunRecord, from: number, to: number): boolean =>
  record.of('requestEnded').some(({ seq, status, body }) => seq > from && seq < to && signedInBy(status, body) !== undefined);

/** phone-button with action `login` says `phone` and `login`, in this order, or neither. */
function unpaired({ id, component }: WidgetLife, record: RunRecord): string[] {
  if (component !== 'phone-button') return [];
  const events = record
    .of('event')
    .filter(({ widget, attached, name }) => attached && widget === id && (name === 'phone' || name === 'login'));
  return events.flatMap((event, index) => {
    const expectsLogin = event.name === 'phone' && (event.detail as { user?: unknown }).user !== undefined;
    const followed = events[index + 1]?.name === 'login';
    const follows = event.name === 'phone' || events[index - 1]?.name === 'phone';
    if (event.name === 'phone' ? expectsLogin === followed : follows) return [];
    return [`#${event.seq}: phone-button ${id} says '${event.name}' without its companion`];
  });
}

function describe(detail: unknown): string {
  const { reason } = detail as { reason?: unknown };
  return reason === undefined ? '' : `(${String(reason)})`;
}
