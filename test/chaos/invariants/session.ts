import type { Entry, Trace } from '../simulation/trace';
import type { Invariant } from './invariant';
import { followSessions } from './expected-session';
import type { Expected, SessionKeeper, SignedIn } from './expected-session';
import { sessionStored } from './expected-session';
import { claimsOf, hasExpired, isSendable } from './token';

const appIds = ['app-one', 'app-two'];

export const wholeSession: Invariant = {
  name: 'whole session',
  statement: 'Storage never holds a token and a user that do not belong together, nor one app’s under the other’s key.',
  check(trace) {
    return trace
      .of('storage')
      .filter(({ action }) => action === 'write')
      .flatMap(({ seq, key, value }) => {
        const [, appId] = /^authing_session_(.+)@http:\/\/127\.0\.0\.1$/.exec(key) ?? [];
        // What somebody put off, which is no session.
        if (key.startsWith('authing_later_')) return [];
        if (appId === undefined) return [`#${seq} writes '${key}', which is not the library's to write`];
        const { token, user } = value as { token?: unknown; user?: { id?: unknown; token?: unknown } | null };
        if (!isSendable(token)) return [`#${seq} stores something that is no token`];
        const { sub, aud } = claimsOf(token);
        if (aud !== undefined && aud !== appId) return [`#${seq} stores a token of ${aud} under the key of ${appId}`];
        if (user === null || user === undefined) return [];
        if (sub !== undefined && user.id !== sub) return [`#${seq} stores user ${String(user.id)} with a token of user ${sub}`];
        return user.token === undefined || user.token === null || user.token === token
          ? []
          : [`#${seq} stores a user with a token other than the session's`];
      });
  },
};

export const staysSignedIn: Invariant = {
  name: 'stays signed in',
  statement: 'Who is signed in stays so, also over restarts, unless the server or the user says otherwise; who signed out stays out.',
  check(trace) {
    const found: string[] = [];
    const openids = new Map<number, string>();
    let ahead = 0;
    followSessions(trace, (entry, _, before) => {
      if (entry.what === 'clock') ahead += entry.jump;
      if (entry.what !== 'launch') return;
      openids.set(entry.launch, entry.openid);
      // Another WeChat user has a Storage of their own.
      if (openids.get(entry.launch - 1) !== entry.openid) return;
      for (const appId of appIds) {
        const { session, mayBeOver, unsaved } = before(appId);
        const kept = sessionStored(entry.stored, appId);
        const isOver = mayBeOver || (session !== undefined && hasExpired(session.token, entry.at, ahead) !== 'no');
        if (same(session, kept) || (isOver && kept === undefined)) continue;
        // Who could not be kept is signed out at worst: never somebody else in their place. A sign-out that failed has said so.
        if (unsaved && (kept === undefined || session === undefined || kept.userId === session.userId)) continue;
        found.push(`#${entry.seq}: ${words(session)} in ${appId}; the next launch finds ${words(kept)}`);
      }
    });
    return found;
  },
};

export const rightUser: Invariant = {
  name: 'right user',
  statement: 'What pages are shown, and what events say, is the user who signed in last: nobody else, nobody earlier.',
  check(trace) {
    const found: string[] = [];
    let reconfigured = false;
    let appId: string | undefined;
    followSessions(trace, (entry, keeper) => {
      if (entry.what === 'reconfigured') reconfigured = true;
      if (entry.what === 'launch' || entry.what === 'reconfigured') ({ appId } = entry);
      // Which of two configurations a widget has heard of cannot be seen from outside.
      if (reconfigured || appId === undefined) return;
      if (entry.what === 'shows') found.push(...shownWrongly(entry, keeper.at(appId, entry.at)));
      if (entry.what === 'event') found.push(...saidWrongly(entry, keeper.of(appId)));
    });
    return found;
  },
};

function shownWrongly({ seq, page, authing: { status, user } }: Entry<'shows'>, { session, mayBeOver }: Expected): string[] {
  if (user !== null && 'token' in user) return [`#${seq}: the data of page ${page} holds a token`];
  const right = status === (session === undefined ? 'signed-out' : 'signed-in') && (session === undefined || isOf(user?.id, session));
  if (right || (mayBeOver && status === 'signed-out')) return [];
  return [`#${seq}: page ${page} shows ${status} ${user?.id ?? ''}, but ${words(session)}`];
}

function saidWrongly({ seq, widget, name, detail }: Entry<'event'>, { session }: Expected): string[] {
  const { user } = (detail ?? {}) as { user?: { id?: unknown } };
  // Who has just left.
  if (name === 'signout' || name === 'delete') return [];
  if (user === undefined || (session !== undefined && isOf(user.id, session))) return [];
  return [`#${seq}: '${name}' of widget ${widget} says user ${String(user.id)}, but ${words(session)}`];
}

export const upToDate: Invariant = {
  name: 'up to date',
  statement: 'When everything has settled, every page shows who is signed in; nobody whose token has run out.',
  check(trace) {
    const found: string[] = [];
    const shown = new Map<number, Entry<'shows'>['authing']>();
    let settled = false;
    let appId: string | undefined;
    let lastShown = 0;
    followSessions(trace, (entry, keeper) => {
      if (entry.what === 'launch') shown.clear();
      if (entry.what === 'launch' || entry.what === 'reconfigured') ({ appId } = entry);
      if (entry.what === 'calmed') settled = true;
      if (entry.what === 'shows') shown.set(entry.page, entry.authing);
      if (entry.what === 'page' && entry.shown) lastShown = entry.at;
      const state = entry.what === 'pageClosed' ? shown.get(entry.page) : undefined;
      if (entry.what === 'pageClosed' && state !== undefined && settled && appId !== undefined && !isReconfigured(trace)) {
        const { session } = keeper.at(appId, lastShown);
        const mayBeOver = session !== undefined && keeper.at(appId, entry.at).mayBeOver;
        const right =
          state.status === (session === undefined ? 'signed-out' : 'signed-in') && (session === undefined || isOf(state.user?.id, session));
        if (!right && !(mayBeOver && state.status === 'signed-out')) {
          found.push(`#${entry.seq}: page ${entry.page} shows ${state.status} to the end, but ${words(session)}`);
        }
      }
    });
    return found;
  },
};

export const heardAtOnce: Invariant = {
  name: 'heard at once',
  statement:
    "The app's own sign-in and sign-out are heard at once by every page with authingBehavior, whichever copy of the package and whatever flow runs.",
  check(trace) {
    if (isReconfigured(trace)) return [];
    const found: string[] = [];
    const shown = new Map<number, Entry<'shows'>['authing']>();
    let awaited: Entry<'appSignedIn' | 'signedOut'> | undefined;
    let isUnread = false;
    let ahead = 0;
    for (const entry of trace.entries) {
      if (entry.what === 'clock') ahead += entry.jump;
      // A step's number is the first thing that comes after what the step before it did.
      if (entry.what === 'step' || (awaited !== undefined && entry.at > awaited.at)) {
        if (awaited !== undefined && !isUnread) found.push(...notHeard(awaited, shown));
        awaited = undefined;
      }
      if (entry.what === 'launch' || entry.what === 'killed') {
        shown.clear();
        awaited = undefined;
        isUnread = false;
      }
      if (entry.what === 'storage' && entry.failed) isUnread = true;
      if (entry.what === 'pageClosed') shown.delete(entry.page);
      if (entry.what === 'shows' && entry.attached) shown.set(entry.page, entry.authing);
      if (entry.what === 'appSignedIn' || entry.what === 'signedOut') awaited = entry.failed ? undefined : entry;
      // To a clock that is ahead, a short-lived token has run out before it is there.
      if (entry.what === 'appSignedIn' && hasExpired(entry.token, entry.at, ahead) !== 'no') awaited = undefined;
    }
    return found;
  },
};

function notHeard(news: Entry<'appSignedIn' | 'signedOut'>, shown: ReadonlyMap<number, Entry<'shows'>['authing']>): string[] {
  return [...shown].flatMap(([page, { status, user }]) => {
    const right = news.what === 'signedOut' ? status === 'signed-out' : status === 'signed-in' && user?.id === news.userId;
    return right ? [] : [`#${news.seq}: page ${page} goes on showing ${status} ${user?.id ?? ''}`];
  });
}

const isReconfigured = (trace: Trace): boolean =>
  trace.entries.some(({ what, seq }) => what === 'reconfigured' && seq < lastClosing(trace));
const lastClosing = (trace: Trace): number => trace.of('closed').at(-1)?.seq ?? Infinity;

const same = (one: SignedIn | undefined, other: SignedIn | undefined): boolean =>
  one?.token === other?.token && (one === undefined || isOf(other?.userId, one));

/** Of a session that was only a token, the user may be learned later. */
const isOf = (id: unknown, { userId, token }: SignedIn): boolean =>
  id === userId || (userId === undefined && id === claimsOf(token).sub) || (id === undefined && userId === claimsOf(token).sub);

const words = (session: SignedIn | undefined): string =>
  session === undefined ? 'nobody is signed in' : `user ${session.userId ?? '(token only)'} is signed in`;

export type { SessionKeeper };
