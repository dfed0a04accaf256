import type { TimelineEntry } from 'authing-miniapp-emulator/wechat';
import type { WidgetKind } from '../apps/widget-kinds';

/** All that a schedule came to, seen from outside: WeChat's timeline, requests, Storage, events. Nothing of the library's own state. */
export interface EntryDetails {
  /** An app starts: at first, and after every restart. */
  launch: {
    openid: string;
    appId: string | undefined;
    /** What Storage holds for this user, ours or the predecessor's. */
    stored: Readonly<Record<string, unknown>>;
  };
  /** The process is killed: nothing of it runs or answers any more. */
  killed: Record<string, never>;
  step: { number: number; text: string };
  /** The schedule is over; from here on nothing goes wrong any more. */
  calmed: Record<string, never>;
  /** `was`: the number that the same instance had before it was taken out of the page. `within`: the panel that it is part of. */
  attached: { widget: number; kind: WidgetKind; page: number; copy: number; was: number | undefined; within: number | undefined };
  /** `news`: the page took it away because somebody is signed in. */
  detached: { widget: number; news: boolean };
  /** The page made another kind of it. */
  changed: { widget: number; kind: WidgetKind };
  page: { page: number; shown: boolean };
  /** What `data.authing` of a page with authingBehavior is set to; `attached`: false once the page is closed. */
  shows: { page: number; authing: { status: string; user: { id?: string; token?: unknown } | null }; attached: boolean };
  /** A page was closed: its components are gone, and its own code. */
  pageClosed: { page: number };
  app: { foreground: boolean };
  /** WeChat stops the app's JavaScript a while after it went to the background. */
  frozen: { frozen: boolean };
  reconfigured: { appId: string | undefined };
  /** The app's own code signed the user out; `failed`: and was told that it could not be kept. */
  signedOut: { failed: boolean };
  /** The app's own code signed a user in; `failed`: and was told that it could not be kept. */
  appSignedIn: { appId: string; userId: string; token: string; failed: boolean };
  /** The server ended the user's sessions. */
  revoked: Record<string, never>;
  clock: { jump: number };
  touch: { widget: number };
  /** A tap that reached the component. `openType`: what the button showed to the person; `control`: of several, the name of its handler. */
  tap: { widget: number; openType: string; control: string };
  /** The tap of this entry put the app's own question over the page. */
  asked: { widget: number; tap: number };
  /** What stands in a field when its form is submitted, or its keyboard's key is tapped. */
  submitted: { widget: number; text: string };
  /** WeChat's review of what stood in a field when it was left, which was at the entry `left`. */
  reviewed: { widget: number; text: string; left: number; passed: boolean; timeout: boolean };
  /** Somebody leaves a field. */
  left: { widget: number; text: string };
  /** A tap on a button that was shown as disabled: WeChat tells the component nothing. */
  refusedTap: { widget: number };
  /** The page's own wish. */
  disabled: { widget: number; disabled: boolean };
  /** A native event that reached the component. `tap`: the entry of the tap that it answers. */
  native: { widget: number; name: string; tap: number; detail: Readonly<Record<string, unknown>> };
  /** The tap on a combined button was consent to the privacy guide. */
  consented: { widget: number; tap: number };
  /** The component called `triggerEvent`. */
  event: { widget: number; name: string; detail: unknown; options: unknown; attached: boolean };
  data: { widget: number; changes: Readonly<Record<string, unknown>>; attached: boolean };
  thrown: { where: string; message: string };
  /** wx.login by the library (`ours`) or by the host app. */
  login: { call: number; ours: boolean };
  loginAnswered: { call: number; code: string | undefined; errMsg: string };
  /** wx.request or wx.uploadFile by the library. */
  request: RequestMade;
  requestEnded: RequestEnded;
  /** The server answered a request: what it found out, and what it says. */
  served: { path: string; sent: unknown; notes: Readonly<Record<string, unknown>>; body: unknown; fault: string | undefined };
  /** By the library: wx.chooseMedia or wx.chooseImage; its question in wx.showActionSheet, and wx.getUserInfo after that. */
  chooser: { call: number; of: 'media' | 'question' | 'profile' };
  chooserAnswered: { call: number; chosen: boolean };
  /** The phone lost its connection, or has it again. */
  network: { up: boolean };
  storage: { action: 'read' | 'write' | 'remove'; key: string; value: unknown; failed: boolean };
  /** `wx.on…` (1) and `wx.off…` (-1) by the library. */
  listener: { api: string; change: 1 | -1 };
  log: { level: string; text: string };
  onError: { code: unknown; message: unknown; data: unknown };
  /** All pages are closed and everything had time to end: timers that the app still has. */
  closed: { timers: readonly string[] };
  wechat: { entry: TimelineEntry };
}

export interface RequestMade {
  call: number;
  url: string;
  method: string;
  header: Readonly<Record<string, unknown>>;
  data: Readonly<Record<string, unknown>>;
}

export interface RequestEnded {
  call: number;
  /** How the call ended; `abandoned`: the library aborted it. */
  outcome: 'answered' | 'failed' | 'abandoned';
  status?: number | undefined;
  body?: unknown;
  errMsg?: string | undefined;
}

export type EntryKind = keyof EntryDetails;

/** One thing that happened; `seq` orders all of them, `at` is the world's time in ms since 1970. */
export type Entry<N extends EntryKind = EntryKind> = {
  [K in N]: { readonly seq: number; readonly at: number; readonly launch: number; readonly what: K } & Readonly<EntryDetails[K]>;
}[N];

/** Everything that happened on one schedule, in order. */
export class Trace {
  readonly entries: Entry[] = [];
  /** Launches so far; an app's entries carry the number of its launch. */
  launch = 0;

  /** Returns the number of the new entry. */
  add<N extends EntryKind>(what: N, details: EntryDetails[N]): number {
    const seq = this.entries.length + 1;
    // What belongs to `what` was just checked; the compiler cannot see it through the union.
    this.entries.push({ seq, at: Date.now(), launch: this.launch, what, ...details } as unknown as Entry);
    return seq;
  }

  /** The entries of these kinds, in order. */
  of<N extends EntryKind>(...kinds: N[]): readonly Entry<N>[] {
    const name = kinds.join();
    const known = this.lists.get(name);
    // Invariants ask again and again, once the schedule is over.
    if (known?.of === this.entries.length) return known.list as unknown as readonly Entry<N>[];
    const wanted: readonly string[] = kinds;
    const list = this.entries.filter(({ what }) => wanted.includes(what));
    this.lists.set(name, { of: this.entries.length, list });
    return list as unknown as readonly Entry<N>[];
  }

  private readonly lists = new Map<string, { of: number; list: readonly Entry[] }>();
}

/** Works something out about a finished trace once, however many invariants ask for it. */
export function once<Result, Rest extends unknown[]>(
  workOut: (trace: Trace, ...rest: Rest) => Result,
): (trace: Trace, ...rest: Rest) => Result {
  const known = new WeakMap<Trace, { entries: number; result: Result }>();
  return (trace, ...rest) => {
    const before = known.get(trace);
    if (before?.entries === trace.entries.length) return before.result;
    const result = workOut(trace, ...rest);
    known.set(trace, { entries: trace.entries.length, result });
    return result;
  };
}
