/** What happens in the playground, for whoever watches: the panel beside the device, tests. */
import type { Platform } from 'authing-miniapp-emulator/wechat/device';
import type { Problem } from '../build';

export interface PlaygroundEvents {
  /** The app was started (again); its first page is about to open. */
  'app.started': { build: number };
  /** The device was restarted because of another build; the app is about to start. */
  'app.reloaded': { build: number };
  'page.shown': { route: string; query: Record<string, string> };
  'page.hidden': { route: string };
  'page.closed': { route: string };
  /** A template's event handler ran: `component` is its page or component, `type` the event. */
  'handler.called': { route: string; component: string; handler: string; type: string; detail: unknown };
  problem: Problem;
  'settings.changed': Settings;
}

/** How the device is set. */
export interface Settings {
  theme: 'light' | 'dark';
  language: 'zh_CN' | 'en';
  /** WeChat's font size as a factor of the standard one. */
  fontScale: number;
  platform: Platform;
  baseLibrary: string;
}

export type PlaygroundEvent = keyof PlaygroundEvents;

export interface Bus {
  emit<K extends PlaygroundEvent>(name: K, detail: PlaygroundEvents[K]): void;
  /** Returns what ends the subscription. */
  on<K extends PlaygroundEvent>(name: K, listener: (detail: PlaygroundEvents[K]) => void): () => void;
}

export function createBus(): Bus {
  const listeners = new Map<string, Set<(detail: never) => void>>();
  return {
    emit(name, detail) {
      for (const listener of [...(listeners.get(name) ?? [])]) listener(detail as never);
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => void set.delete(listener);
    },
  };
}
