/*
 * The path that `login-panel` leads along: sign in, the phone number, picture and name. Nothing here draws, asks or waits: what is known
 * and what happens goes in, what the panel shows comes out.
 */

/** A step of the path. */
export type PanelStep = 'login' | 'phone' | 'profile';

/** How a step after the sign-in is asked for: `optional` has a "Later". */
export type Asked = 'required' | 'optional' | 'never';

/** `wait`: it is not known yet who is signed in. `done`: nothing is asked any more. */
export type PanelView = 'wait' | PanelStep | 'done';

/**
 * What an error leaves to do besides another try. `code`: a code by text message in place of WeChat's number. `account`: sign in to the
 * account that the number, or this WeChat user, belongs to. `connect`: Authing has no account for this WeChat user and makes none before
 * a number says which is theirs. `sign-in`: Authing no longer knows the sign-in.
 */
export type WayOn = 'code' | 'account' | 'connect' | 'sign-in';

/** Of a user, what the path asks for. */
export interface PathUser {
  readonly id: string;
  readonly phone?: string | null;
  readonly photo?: string | null;
  readonly nickname?: string | null;
}

/** What the page wants and what the session says. */
export interface Facts {
  readonly phone: Asked;
  readonly profile: Asked;
  /** A code by text message may be asked for where WeChat gives no number. */
  readonly fallback: boolean;
  readonly status: 'unknown' | 'signed-in' | 'signed-out';
  /** Null also while only a token is known. */
  readonly user: PathUser | null;
  /** What this user has put off before. */
  readonly putOff: readonly PanelStep[];
}

/** What login-panel's properties say. */
interface Wishes {
  readonly phone: string;
  readonly profile: string;
  readonly fallback: unknown;
}

/** @param session undefined before it is known @param putOff what its user has put off before */
export function factsOf(
  { phone, profile, fallback }: Wishes,
  session: { readonly status: Facts['status']; readonly user: object | null } | undefined,
  putOff: readonly PanelStep[],
): Facts {
  return {
    phone: asked(phone),
    profile: asked(profile),
    fallback: fallback !== false,
    status: session ? session.status : 'unknown',
    user: session ? (session.user as PathUser | null) : null,
    putOff,
  };
}

function asked(wish: string): Asked {
  return wish === 'required' || wish === 'never' ? wish : 'optional';
}

/** What happens on the way. */
export type Happening =
  /** What the page wants, or who is signed in, may be another. */
  | { readonly is: 'facts' }
  /** Authing has said who they are: whatever it was, it is not asked again. */
  | { readonly is: 'known' }
  /** Something that the session need not say: WeChat has charged for a number, say, whatever Authing then makes of it. */
  | { readonly is: 'got'; readonly what: 'phone' | 'photo' | 'nickname'; /** Whom a number signs in. */ readonly id?: string }
  | { readonly is: 'failed'; readonly reason: string; readonly code: number }
  /** "Later", or "Not now". */
  | { readonly is: 'declined' }
  /** The person chose how to give a number; `account`: a code, to sign in to the account that has it. */
  | { readonly is: 'chosen'; readonly by: 'wechat' | 'code' | 'account' };

export interface PathState {
  readonly view: PanelView;
  /** Whose path it is; '' while nobody is signed in. */
  readonly id: string;
  /** How the number is given. */
  readonly by: 'wechat' | 'code';
  /** The number signs in, in place of being bound to whoever is signed in. */
  readonly entering: boolean;
  /** Authing asked which account this WeChat user has: 1640 wants one that exists, 1641 also makes one. */
  readonly connecting: '' | 'existing' | 'any';
  /** Offered beside the last error. */
  readonly wayOn: WayOn | '';
  /** Given on this path, whatever the session says. */
  readonly got: readonly string[];
  /** Whom a number given here signs in: the session tells of them a moment later. */
  readonly numberOf: string;
  /** Steps that were declined. */
  readonly later: readonly PanelStep[];
}

export const beginning: PathState = {
  view: 'wait',
  id: '',
  by: 'wechat',
  entering: false,
  connecting: '',
  wayOn: '',
  got: [],
  numberOf: '',
  later: [],
};

/** Authing's numbers: the phone is bound; the account, or this WeChat user, is bound to another. */
const TAKEN = [2035, 2213, 2215];
/** What no other tap on WeChat's button can mend. */
const WITHOUT_WECHAT = ['quota', 'permission', 'blocked', 'phone_unverified', 'denied', 'privacy'];

/** What an error leaves to do; '' for those that another try, or nothing, can mend. */
export function wayOn(reason: string, code: number): WayOn | '' {
  if (TAKEN.indexOf(code) >= 0) return 'account';
  if (code === 1640 || code === 1641) return 'connect';
  if (reason === 'unauthenticated') return 'sign-in';
  return WITHOUT_WECHAT.indexOf(reason) >= 0 ? 'code' : '';
}

/** Whether "no" ends the path: a step that is required, or the first. Else it goes on without. */
export function leavesAtNo({ view, connecting }: PathState, facts: Facts): boolean {
  return (
    view === 'login' ||
    !!connecting ||
    (view === 'phone' && facts.phone === 'required') ||
    (view === 'profile' && facts.profile === 'required')
  );
}

/** The state after something has happened. */
export function after(state: PathState, facts: Facts, happening: Happening): PathState {
  const next = changed(withFacts(state, facts), facts, happening);
  const view = viewOf(next, facts);
  // Another step begins as if nothing had gone wrong before it, unless that is why it is there.
  return view === state.view || happening.is === 'failed' ? { ...next, view } : { ...next, view, by: 'wechat', entering: false, wayOn: '' };
}

function withFacts(state: PathState, { status, user, putOff }: Facts): PathState {
  const id = status === 'signed-in' && user ? user.id : '';
  // Whoever is signed in, though only by a token, has an account: none is looked for.
  if (id === state.id) {
    const later = state.later.concat(putOff.filter((step) => state.later.indexOf(step) < 0));
    return { ...state, later, connecting: status === 'signed-in' ? '' : state.connecting };
  }
  // Somebody else, or nobody: a path of their own. A number that has just signed them in is theirs, whatever Authing says of it.
  return { ...beginning, view: state.view, id, later: putOff, got: id && id === state.numberOf ? ['phone'] : [] };
}

function changed(state: PathState, facts: Facts, happening: Happening): PathState {
  switch (happening.is) {
    case 'got':
      return {
        ...state,
        got: state.got.concat(happening.what),
        numberOf: happening.what === 'phone' ? happening.id || '' : state.numberOf,
        wayOn: '',
      };
    case 'declined':
      if (!leavesAtNo(state, facts)) return { ...state, later: state.later.concat(state.view as PanelStep) };
      return { ...state, connecting: '', by: 'wechat', entering: false, wayOn: '' };
    case 'chosen':
      return { ...state, by: happening.by === 'wechat' ? 'wechat' : 'code', entering: happening.by === 'account', wayOn: '' };
    case 'failed':
      return failed(state, facts, wayOn(happening.reason, happening.code), happening.code);
    default:
      return state;
  }
}

function failed(state: PathState, { fallback, status }: Facts, found: WayOn | '', code: number): PathState {
  // Somebody who is signed in goes on, or not, as at any other error.
  if (found === 'connect' && status !== 'signed-in')
    return { ...state, connecting: code === 1640 ? 'existing' : 'any', wayOn: fallback ? 'code' : '' };
  if (state.view !== 'phone' || state.by === 'code') return { ...state, wayOn: found === 'account' && state.by === 'code' ? found : '' };
  // A number belongs to somebody whom only a code can show to be the same person.
  if (found === 'account' || found === 'code') return { ...state, wayOn: fallback ? (status === 'signed-in' ? found : 'code') : '' };
  return { ...state, wayOn: '' };
}

function viewOf({ connecting, got, later }: PathState, { status, user, phone, profile }: Facts): PanelView {
  if (status !== 'signed-in') return connecting ? 'phone' : 'login';
  // Only a token is known: whoever looks asks Authing first.
  if (!user) return 'wait';
  const lacks = (what: 'phone' | 'photo' | 'nickname', has: boolean): boolean => !has && got.indexOf(what) < 0;
  const isAsked = (step: PanelStep, wish: Asked): boolean => wish === 'required' || (wish === 'optional' && later.indexOf(step) < 0);
  if (isAsked('phone', phone) && lacks('phone', !!user.phone)) return 'phone';
  return isAsked('profile', profile) && (lacks('photo', hasPhoto(user)) || lacks('nickname', hasNickname(user))) ? 'profile' : 'done';
}

/** Authing gives new accounts a drawing: that is no picture of anybody. */
export function hasPhoto({ photo }: PathUser): boolean {
  return !!photo && !/default-user-avatar/.test(photo);
}

/** WeChat's name for everybody, since 2021, is none. */
export function hasNickname({ nickname }: PathUser): boolean {
  return !!nickname && !!nickname.trim() && nickname !== '微信用户';
}
