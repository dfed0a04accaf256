/** What the panel knows. Views draw what a {@link Snapshot} says and know nothing else. */
import type { SheetKind, TimelineEntry } from 'authing-miniapp-emulator/wechat/device';
import type { BackendMessage, BackendState, BackendUser, Intervention, SeenRequest } from '../../backend/protocol';
import type { Settings } from '../bus';
import { codesAndKeysOf } from './model/codes-and-keys';
import type { CodesAndKeys } from './model/codes-and-keys';
import { mergeByTime } from './model/timeline';
import type { TimelineEvent, DeviceIntervention } from './model/timeline';

export type Answer = 'ask' | 'accept' | 'deny';

/** An event that a template's handler got. */
export interface ReceivedEvent {
  id: number;
  at: number;
  type: string;
  handler: string;
  /** Path of the page or component whose handler it is. */
  component: string;
  isPage: boolean;
  detail: unknown;
}

/** What can be read of the device at any time. */
export interface DeviceFacts {
  storage: Readonly<Record<string, { type: string; data: string }>>;
  online: boolean;
  foreground: boolean;
  privacyAuthorized: boolean;
}

export interface Snapshot {
  backend: BackendState;
  /** Whose device it is. */
  user: BackendUser;
  language: Settings['language'];
  settings: Readonly<Settings>;
  /** Whether the playground's server is there. */
  connected: boolean;
  /** Everything, oldest first; what was cleared is older than `clearedAt` (ms since 1970). */
  timeline: readonly TimelineEvent[];
  clearedAt: number;
  codesAndKeys: CodesAndKeys;
  requests: readonly SeenRequest[];
  events: readonly ReceivedEvent[];
  answers: Readonly<Partial<Record<SheetKind, Answer>>>;
  device: DeviceFacts;
}

/** Of each kind; what is older is forgotten. */
const REMEMBERED = 1000;

export class Store {
  private backend: BackendState;
  private readonly user: BackendUser;
  private readonly deviceFacts: () => DeviceFacts;
  private readonly settings: Readonly<Settings>;
  private connected = true;
  private clearedAt: number;
  private givenAnswers: Partial<Record<SheetKind, Answer>>;
  private device: TimelineEntry[];
  private wechat: TimelineEntry[] = [];
  private readonly requests = new Map<number, SeenRequest>();
  private you: { at: number; intervention: Intervention | DeviceIntervention }[] = [];
  private events: ReceivedEvent[] = [];
  private eventCount = 0;
  private drawing = false;
  private readonly listeners = new Set<(snapshot: Snapshot) => void>();

  /** @param settings the playground's own, which change */
  constructor(backend: BackendState, user: BackendUser, settings: Readonly<Settings>, deviceFacts: () => DeviceFacts) {
    this.backend = backend;
    this.user = user;
    this.settings = settings;
    this.deviceFacts = deviceFacts;
    this.device = this.read<TimelineEntry[]>('device') ?? [];
    this.clearedAt = this.read<number>('cleared') ?? 0;
    this.givenAnswers = this.read<Partial<Record<SheetKind, Answer>>>('answers') ?? {};
  }

  get answers(): Readonly<Partial<Record<SheetKind, Answer>>> {
    return this.givenAnswers;
  }

  get snapshot(): Snapshot {
    const requests = [...this.requests.values()];
    const timeline = mergeByTime({ device: this.device, wechat: this.wechat, requests, you: this.you });
    return {
      backend: this.backend,
      user: this.user,
      language: this.settings.language,
      settings: this.settings,
      connected: this.connected,
      timeline,
      clearedAt: this.clearedAt,
      codesAndKeys: codesAndKeysOf(timeline),
      requests,
      events: this.events,
      answers: this.givenAnswers,
      device: this.deviceFacts(),
    };
  }

  subscribe(listener: (snapshot: Snapshot) => void): void {
    this.listeners.add(listener);
    this.changed();
  }

  hear(message: BackendMessage): void {
    switch (message.kind) {
      case 'state':
        this.backend = message.state;
        break;
      case 'entry':
        this.wechat = latest([...this.wechat, message.entry]);
        break;
      case 'request':
        this.requests.set(message.request.id, message.request);
        break;
      case 'intervention':
        this.you = latest([...this.you, { at: message.at, intervention: message.intervention }]);
        break;
    }
    this.changed();
  }

  /** The stream begins with everything again when it was broken. */
  setConnected(connected: boolean): void {
    if (connected && !this.connected) {
      this.wechat = [];
      this.you = this.you.filter(({ intervention: { kind } }) => kind === 'host-login' || kind === 'tap' || kind === 'reload');
    }
    this.connected = connected;
    this.changed();
  }

  addDeviceEntry(entry: TimelineEntry): void {
    this.device = latest([...this.device, entry]);
    this.changed();
  }

  addDeviceIntervention(intervention: DeviceIntervention, at = Date.now()): void {
    this.you = latest([...this.you, { at, intervention }]);
    this.changed();
  }

  addEvent(event: Omit<ReceivedEvent, 'id' | 'at'>): void {
    this.eventCount += 1;
    this.events = latest([...this.events, { id: this.eventCount, at: Date.now(), ...event }]);
    this.changed();
  }

  setAnswer(sheet: SheetKind, answer: Answer): void {
    this.givenAnswers = { ...this.givenAnswers, [sheet]: answer };
    this.keep('answers', this.givenAnswers);
    this.changed();
  }

  /** Leaves out of the views what happened up to now; keys and codes stay known. */
  clear(): void {
    this.clearedAt = Date.now();
    this.events = [];
    this.keep('cleared', this.clearedAt);
    this.changed();
  }

  /** Tells the views, once a frame. */
  changed(): void {
    if (this.drawing) return;
    this.drawing = true;
    // A hidden tab draws no frames; a timer runs there too.
    setTimeout(() => {
      this.drawing = false;
      this.keep('device', this.device);
      const { snapshot } = this;
      for (const listener of this.listeners) listener(snapshot);
    }, 30);
  }

  /** What a device did outlives a reload of the page, for as long as the playground runs and the tab is this person's. */
  private keep(what: string, value: unknown): void {
    sessionStorage.setItem(this.keyOf(what), JSON.stringify(value));
  }

  private read<T>(what: string): T | undefined {
    const kept = sessionStorage.getItem(this.keyOf(what));
    return kept === null ? undefined : (JSON.parse(kept) as T);
  }

  private keyOf(what: string): string {
    return `playground.panel.${this.backend.run}.${this.user.openid}.${what}`;
  }
}

const latest = <T>(list: T[]): T[] => (list.length > REMEMBERED ? list.slice(-REMEMBERED) : list);
