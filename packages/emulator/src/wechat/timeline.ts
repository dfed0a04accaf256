/**
 * What happened, in order: every code issued, key rotated, sheet opened, request sent. Tests assert on it, a panel draws it.
 *
 * Portable: no Node.js and no browser API is used here.
 */

/** What each kind of entry tells. Keys of sessions are named by a label (`key-3`), never shown. */
export interface TimelineEvents {
  // ---- cloud
  /** `wx.login` was answered with a code. `keyId` is the session key that was current at that moment. */
  'code.issued': { openid: string; code: string; keyId: string; expiresAt: number };
  /** The developer's server exchanged a code. `superseded`: the key had been rotated since the code was issued. */
  'code.exchanged': { openid: string; code: string; keyId: string; superseded: boolean };
  'code.refused': { code: string; errcode: number; errmsg: string };
  'key.rotated': { openid: string; keyId: string; previous: string | undefined; reason: KeyRotationReason };
  /** WeChat encrypted data for the mini program. */
  'data.sealed': { openid: string; what: 'phoneNumber' | 'userInfo'; keyId: string; iv: string };
  'phone-code.issued': { openid: string; code: string; expiresAt: number };
  'phone-code.exchanged': { openid: string; code: string };
  'phone-code.refused': { code: string; errcode: number; errmsg: string };
  /** One successful phone-number call was paid for. */
  'phone-quota.charged': { openid: string; charge: 'phone' | 'realtime'; remaining: number };
  'phone-quota.exhausted': { openid: string };
  'rate.limited': { openid: string; api: string };
  // ---- device
  'wx.called': { call: number; api: string };
  /** WeChat heard of the call only now ({@link DeviceLatency.arrival}); absent for calls that arrive at once. */
  'wx.arrived': { call: number; api: string };
  'wx.answered': { call: number; api: string; errMsg: string };
  /** An answer that was never delivered: the page's JavaScript is gone (restart) or a fault swallowed it. */
  'wx.unanswered': { call: number; api: string; why: string };
  /** An option that WeChat honours and this model does not act on; it has no effect that a mini program could see here. */
  'option.ignored': { api: string; option: string; why: string };
  'request.sent': { call: number; method: string; url: string; bytes: number };
  'request.answered': { call: number; url: string; statusCode: number };
  'request.failed': { call: number; url: string; errMsg: string };
  'button.pressed': { openType: string; id: string | undefined };
  /** The same for a tap. */
  'button.arrived': { openType: string };
  'button.ignored': { openType: string; why: string };
  'button.event': { name: string; errMsg: string | undefined };
  /** The button had been removed when its answer came: WeChat drops the event. */
  'button.event-lost': { name: string };
  /** `privacy`: it carries the privacy tick (from 3.4.2). */
  'sheet.opened': { sheet: string; privacy?: boolean };
  /** Of a native `<input>` that a person writes in. */
  'input.event': { name: string };
  'sheet.answered': { sheet: string; answer: string };
  /** A sheet that nobody answered is gone; the mini program hears nothing of it. */
  'sheet.closed': { sheet: string; why: string };
  'privacy.changed': { authorized: boolean };
  'app.background': Record<string, never>;
  'app.foreground': Record<string, never>;
  'app.restarted': Record<string, never>;
  'theme.changed': { theme: 'light' | 'dark' };
  'network.changed': { isConnected: boolean; networkType: string };
  'storage.changed': { key: string | undefined; bytes: number };
  'fault.applied': { target: string; kind: string };
  'ui.shown': { what: 'modal' | 'toast' | 'loading'; title: string };
  'ui.hidden': { what: 'toast' | 'loading' };
}

/** Why a session key was replaced. */
export type KeyRotationReason = 'first' | 'login' | 'age' | 'prefetch' | 'expired';

export type TimelineKind = keyof TimelineEvents;

/** One thing that happened. */
export type TimelineEntry<K extends TimelineKind = TimelineKind> = {
  [P in K]: {
    /** Position in its timeline, from 1, without gaps. */
    readonly seq: number;
    /** `Date.now()` when it happened (virtual time under fake timers). */
    readonly at: number;
    readonly kind: P;
    readonly detail: Readonly<TimelineEvents[P]>;
  };
}[K];

/** An append-only record with subscription. Cloud and device may share one, which gives a total order over both. */
export interface Timeline {
  /** All entries, oldest first. */
  readonly entries: readonly TimelineEntry[];
  /** The entries of one or several kinds, oldest first. */
  of<K extends TimelineKind>(...kinds: K[]): TimelineEntry<K>[];
  record<K extends TimelineKind>(kind: K, detail: TimelineEvents[K]): void;
  /** Calls `listener` with each further entry. Returns what ends the subscription. */
  subscribe(listener: (entry: TimelineEntry) => void): () => void;
  /** Forgets all entries; the numbering goes on. */
  clear(): void;
}

/** Creates an empty timeline. */
export function createTimeline(): Timeline {
  let entries: TimelineEntry[] = [];
  let last = 0;
  const listeners = new Set<(entry: TimelineEntry) => void>();
  return {
    get entries() {
      return entries;
    },
    of<K extends TimelineKind>(...kinds: K[]): TimelineEntry<K>[] {
      const wanted: readonly TimelineKind[] = kinds;
      // `includes` has just established the kind; the compiler cannot narrow a mapped union by it.
      return entries.filter((entry) => wanted.includes(entry.kind)) as unknown as TimelineEntry<K>[];
    },
    record(kind, detail) {
      last += 1;
      // The compiler cannot see that `kind` and `detail` belong together once they are in one object of a union.
      const entry = { seq: last, at: Date.now(), kind, detail } as unknown as TimelineEntry;
      entries.push(entry);
      for (const listener of [...listeners]) listener(entry);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    clear() {
      entries = [];
    },
  };
}
