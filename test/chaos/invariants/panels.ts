import type { Setting } from '../schedule/schedule';
import type { Entry, Trace } from '../simulation/trace';
import type { Invariant } from './invariant';

/** ms that the view may lag behind: a second tap within it is on what is there no more. */
const LAG = 100;
/** ms: a request, told of at last a second after its time-out; an account is deleted by two, one of which may be tried again. */
const LONGEST = 45_000;

export const panelSays: Invariant = {
  name: 'panel says',
  statement:
    'What a component in a panel tells of errors and charges the panel tells its page once; a tap on signing out, deleting or keeping ends in one event.',
  check(trace) {
    const attached = trace.of('attached');
    const panels = new Map(attached.flatMap((entry) => (entry.kind.endsWith('-panel') ? [[entry.widget, entry.kind] as const] : [])));
    const around = new Map(attached.flatMap(({ widget, within }) => (within === undefined ? [] : [[widget, within] as const])));
    const events = trace.of('event').filter((event) => event.attached);
    const told = events.filter(({ widget, name }) => around.has(widget) && (name === 'error' || name === 'charge'));
    return [
      ...told.flatMap((event) => {
        const same = ({ name, detail, at }: Entry<'event'>): boolean =>
          name === event.name && at === event.at && reasonOf(detail) === reasonOf(event.detail);
        const within = told.filter((other) => around.get(other.widget) === around.get(event.widget) && same(other)).length;
        const said = events.filter((other) => other.widget === around.get(event.widget) && same(other)).length;
        return said === within ? [] : [`#${event.seq}: '${event.name}' in panel ${around.get(event.widget)}, which tells it ${said} times`];
      }),
      ...events
        .filter(({ name, widget }) => name === 'charge' && panels.has(widget))
        .filter(({ at, widget }) => !told.some((one) => one.at === at && around.get(one.widget) === widget && one.name === 'charge'))
        .map(({ seq }) => `#${seq}: a charge that nothing in the panel was charged for`),
      ...trace.of('tap').flatMap((tap) => unanswered(trace, tap)),
    ];
  },
};

const reasonOf = (detail: unknown): unknown => (detail as { reason?: unknown } | null)?.reason;

/** What a tap on the controls of user-panel ends in, by their handlers, and when at last. */
const endings: Readonly<Record<string, { events: readonly string[]; within: number }>> = {
  handleSignOut: { events: ['signout', 'error'], within: 0 },
  handleDelete: { events: ['delete', 'error'], within: LONGEST },
  handleKeep: { events: ['cancel'], within: 0 },
};

function unanswered(trace: Trace, { widget, control, seq, at, launch }: Entry<'tap'>): string[] {
  const ending = endings[control];
  if (ending === undefined) return [];
  // A tap that comes while another is under way is the same tap.
  if (trace.of('tap').some((other) => other.widget === widget && other.seq < seq && at - other.at <= LAG)) return [];
  // Nor is one on what has just become something else, and is not drawn yet.
  if (trace.of('data').some((entry) => entry.widget === widget && entry.seq < seq && at - entry.at <= LAG)) return [];
  const isGone = trace.of('detached').some((entry) => entry.widget === widget && entry.at <= at + ending.within);
  const isOver = trace.of('killed').some((entry) => entry.launch === launch && entry.at <= at + ending.within);
  const wasLeft = trace.of('frozen').some((entry) => entry.launch === launch && entry.at >= at && entry.at <= at + ending.within);
  const wasBusy = trace.of('data').findLast((entry) => entry.widget === widget && entry.seq < seq && 'working' in entry.changes);
  if (isGone || isOver || wasLeft || wasBusy?.changes['working'] === true) return [];
  const came = trace
    .of('event')
    .filter((event) => event.widget === widget && event.seq > seq && event.at <= at + ending.within && ending.events.includes(event.name));
  const least = came.length >= 1;
  const most = ending.within > 0 || came.length <= 1;
  return least && most ? [] : [`#${seq}: a tap on ${control} of widget ${widget} ends in ${came.length} events`];
}

export const doneOnce: Invariant = {
  name: 'done once',
  statement: 'login-panel says `done` once a visit: again only to somebody who was signed out, or was somebody else, meanwhile.',
  check(trace, { setting }) {
    const done = trace.of('event').filter(({ name, attached }) => name === 'done' && attached);
    return done.flatMap((event) => {
      const before = done.findLast(({ widget, seq }) => widget === event.widget && seq < event.seq);
      if (before === undefined || idIn(before) !== idIn(event)) return [];
      const isAnother = trace.entries.some((entry) => entry.seq > before.seq && entry.seq < event.seq && mayEnd(entry, setting));
      return isAnother ? [] : [`#${event.seq}: panel ${event.widget} says 'done' of ${String(idIn(event))} again, as in #${before.seq}`];
    });
  },
};

const idIn = ({ detail }: Entry<'event'>): unknown => (detail as { user?: { id?: unknown } }).user?.id;

/** What a sign-in may end by; a token that lives for a minute ends without anything that shows it, and whoever asks begins another. */
function mayEnd(entry: Entry, { tokenSeconds }: Setting): boolean {
  if (entry.what === 'request') return (tokenSeconds === 60 ? /./ : /logout|delete-account/).test(entry.url);
  if (entry.what === 'storage') return entry.action === 'remove' || entry.failed;
  return ['signedOut', 'appSignedIn', 'clock', 'reconfigured', 'revoked'].includes(entry.what);
}
