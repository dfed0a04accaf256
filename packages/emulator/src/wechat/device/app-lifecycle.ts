import type { Timeline } from '../timeline';
import type { OpenSheets } from './person/open-sheets';

/** How the mini program came to the foreground, as `onAppShow` tells it. */
export interface AppShowOptions {
  path: string;
  scene: number;
  query: Record<string, string>;
  shareTicket: string;
  referrerInfo: Record<string, unknown>;
}

/** Whether the mini program is on the screen. */
export interface AppControl {
  readonly state: 'foreground' | 'background';
  /** The person leaves the mini program. Network calls unfinished 5 s later fail, and none can be made until it is back. */
  background(): void;
  /** The person comes back. */
  foreground(options?: Partial<AppShowOptions>): void;
}

/** What other parts of the device need to know of it. */
export interface AppLifecycle extends AppControl {
  /** In the background for 5 s or more. */
  readonly networkSuspended: boolean;
  /** Called when the network is suspended. Returns what ends the subscription. */
  onNetworkSuspended(listener: () => void): () => void;
  readonly showListeners: Set<(options: AppShowOptions) => void>;
  readonly hideListeners: Set<() => void>;
  /** The mini program is gone: no timer is left behind. */
  stop(): void;
}

/** How long network calls go on in the background (ms). */
export const BACKGROUND_GRACE_MS = 5000;

/** Opened again from the list of recently used mini programs. */
const SCENE_RECENT = 1089;

export function createAppLifecycle(timeline: Timeline, later: (run: () => void) => void, sheets: OpenSheets): AppLifecycle {
  let state: 'foreground' | 'background' = 'foreground';
  let networkSuspended = false;
  let suspension: ReturnType<typeof setTimeout> | undefined;
  const suspended = new Set<() => void>();
  const showListeners = new Set<(options: AppShowOptions) => void>();
  const hideListeners = new Set<() => void>();
  return {
    get state() {
      return state;
    },
    get networkSuspended() {
      return networkSuspended;
    },
    showListeners,
    hideListeners,
    background() {
      if (state === 'background') return;
      state = 'background';
      timeline.record('app.background', {});
      sheets.closeAll('the mini program went to the background');
      suspension = setTimeout(() => {
        networkSuspended = true;
        for (const listener of [...suspended]) listener();
      }, BACKGROUND_GRACE_MS);
      for (const listener of [...hideListeners]) later(listener);
    },
    foreground(options = {}) {
      if (state === 'foreground') return;
      state = 'foreground';
      networkSuspended = false;
      clearTimeout(suspension);
      timeline.record('app.foreground', {});
      const shown: AppShowOptions = { path: '', scene: SCENE_RECENT, query: {}, shareTicket: '', referrerInfo: {}, ...options };
      for (const listener of [...showListeners]) later(() => listener({ ...shown }));
    },
    stop() {
      clearTimeout(suspension);
    },
    onNetworkSuspended(listener) {
      suspended.add(listener);
      return () => {
        suspended.delete(listener);
      };
    },
  };
}
