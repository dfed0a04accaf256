import { isInFlow } from '../apps/widget-kinds';
import type { Entry, Trace } from '../simulation/trace';
import type { Invariant } from './invariant';
import { signedInBy } from './expected-session';
import { frozenSince, widgetLifetimes } from './attempts';
import type { Attempt, WidgetLifetime } from './attempts';

/** The configured time-out (ms), which nobody changed. */
const TIMEOUT = 10_000;
/** A wx.login without an answer is waited for as long, and a request a second longer than its time-out. */
const ONE_TRY = TIMEOUT + TIMEOUT + 2000;

/** ms from what WeChat handed over to the outcome. Silent login may try twice; an avatar is uploaded, then set. */
const bound = ({ component, data }: Attempt): number => {
  // A phone token waits for the flow that runs, goes with another login code, and then the profile is asked for: each within a time-out.
  if (component === 'phone-button' && data?.['code'] !== undefined) return 5 * ONE_TRY;
  if (component === 'avatar-picker' || component === 'nickname-input') return 3 * TIMEOUT + 5000;
  return component === 'login-button' && data === undefined ? 2 * ONE_TRY : ONE_TRY;
};

export const oneOutcome: Invariant = {
  name: 'one outcome',
  statement: 'Every tap ends in exactly one of result, error and cancel, within its time-out plus a bound.',
  check: (trace, { setting }) =>
    widgetLifetimes(trace).flatMap((widget) => [
      ...tooMany(widget),
      ...missing(widget, trace),
      // A page whose handler throws has missed the second event itself.
      ...(setting.handlers === 'throw' ? [] : unpaired(widget, trace)),
    ]),
};

function tooMany({ id, component, attempts, outcomes }: WidgetLifetime): string[] {
  return outcomes.flatMap((outcome) => {
    if (attempts.some((attempt) => attempt.outcome === outcome)) return [];
    return [`#${outcome.seq}: ${component} ${id} emits '${outcome.name}' ${describe(outcome.detail)} for which no tap was waiting`];
  });
}

function missing({ id, component, attempts, gone }: WidgetLifetime, trace: Trace): string[] {
  return attempts.flatMap((attempt) => {
    // Tries are ended by the phone's clock first, by their number at last.
    const patience = trace.of('clock').some(({ jump }) => jump < 0) ? 2 : 1;
    const deadline = attempt.at + patience * bound(attempt) + frozenSince(trace, attempt.at, attempt.launch) + askedFor(attempt, trace);
    // Only one flow runs: who was signed in since the tap was so by this one, and the page had to hear of it before it took the
    // button away; unless a number waited for another button's flow to end.
    const byAnother = trace
      .of('event')
      .some(({ name, widget, seq }) => name === 'login' && widget !== id && seq > attempt.seq && seq < gone.seq);
    if (gone.news && attempt.outcome === undefined && isInFlow(component) && !byAnother && signsIn(trace, attempt.seq, gone.seq)) {
      return [`#${gone.seq}: ${component} ${id} signs in, is taken away for it, and has not said so`];
    }
    if (gone.at <= deadline && attempt.outcome === undefined) return [];
    if (attempt.outcome !== undefined && attempt.outcome.at <= deadline) return [];
    const late = attempt.outcome === undefined ? 'nothing' : `'${attempt.outcome.name}' ${attempt.outcome.at - attempt.at} ms later`;
    return [`#${attempt.seq}: ${component} ${id} owed an outcome within ${bound(attempt)} ms; there came ${late}`];
  });
}

/** ms that a question of the app's own was open: a name is asked about when WeChat has passed it. */
function askedFor({ component, seq, launch }: Attempt, trace: Trace): number {
  if (component !== 'nickname-input') return 0;
  const isQuestion = (entry: Entry<'chooser'>): boolean => entry.launch === launch && entry.seq > seq && entry.of === 'question';
  const question = trace.of('chooser').find(isQuestion);
  if (question === undefined) return 0;
  const answer = trace.of('chooserAnswered').find((entry) => entry.launch === launch && entry.call === question.call);
  return (answer?.at ?? Infinity) - question.at;
}

/** Whether Authing has answered a sign-in between two entries. */
const signsIn = (trace: Trace, from: number, to: number): boolean =>
  trace.of('requestEnded').some(({ seq, status, body }) => seq > from && seq < to && signedInBy(status, body) !== undefined);

/** phone-button with action `login` says `phone` and `login`, in this order, or neither. */
function unpaired({ id, component }: WidgetLifetime, trace: Trace): string[] {
  if (component !== 'phone-button') return [];
  const events = trace
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
