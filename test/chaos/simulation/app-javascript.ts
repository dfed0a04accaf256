import { inspect } from 'node:util';
import { seededRandom } from './random';
import type { Trace } from './trace';

/** A timer that the app started. */
interface AppTimer {
  readonly run: () => void;
  readonly ms: number;
  /** The world's timer behind it. */
  handle: NodeJS.Timeout | undefined;
  dueAt: number;
}

/**
 * The JavaScript side of one launch of the app: its timers, its clock, its console, and whether it runs at all. WeChat stops an app's
 * JavaScript some seconds after it went to the background: what falls due meanwhile comes when the app is back.
 */
export class AppJavaScript {
  private readonly trace: Trace;
  private readonly pending = new Map<number, AppTimer>();
  private started = 0;
  private readonly waiting: (() => void)[] = [];
  private frozen = false;
  private dead = false;
  /** How much (ms) the phone's clock is ahead of the world's. */
  skew: number;

  private readonly random: () => number;

  /** @param seed decides what `Math.random` says: a schedule is the same each time */
  constructor(trace: Trace, skew: number, seed: number) {
    this.trace = trace;
    this.skew = skew;
    this.random = seededRandom(seed);
  }

  /** What the app's code sees in place of the globals of the same names. */
  readonly globals = (): Record<string, unknown> => ({
    setTimeout: (run: () => void, ms?: number) => this.startTimer(run, ms),
    clearTimeout: (id: unknown) => this.stopTimer(id),
    setInterval: () => {
      throw new Error('the app started an interval: teach test/chaos to watch it');
    },
    clearInterval: () => undefined,
    Date: this.date(),
    Math: new Proxy(Math, { get: (target, name) => (name === 'random' ? this.random : (Reflect.get(target, name) as unknown)) }),
    console: this.console(),
  });

  /** Whether the app was killed: nothing of it is on the screen. */
  get isDead(): boolean {
    return this.dead;
  }

  /** Timers that the app started and that have neither fired nor been stopped. */
  get timers(): readonly string[] {
    return [...this.pending.values()].map(({ ms }) => `a timer of ${ms} ms`);
  }

  /** Runs a callback of the app: now, when the app is thawed, or never. */
  enter(where: string, run: () => void): void {
    if (this.dead) return;
    if (this.frozen) {
      this.waiting.push(() => this.enter(where, run));
      return;
    }
    try {
      run();
    } catch (error) {
      this.thrown(where, error);
    }
  }

  thrown(where: string, error: unknown): void {
    this.trace.add('thrown', { where, message: error instanceof Error ? `${error.name}: ${error.message}` : inspect(error) });
  }

  /** @param stopsTimers whether timers stand still, or catch up afterwards */
  freeze(stopsTimers: boolean): void {
    this.frozen = true;
    this.trace.add('frozen', { frozen: true });
    if (!stopsTimers) return;
    const stopped = [...this.pending].map(([id, { handle, dueAt }]) => ({ id, handle, left: dueAt - Date.now() }));
    for (const { handle } of stopped) clearTimeout(handle);
    this.goOn = () => stopped.forEach(({ id, left }) => this.arm(id, left));
  }

  private goOn: () => void = () => undefined;

  thaw(): void {
    if (!this.frozen) return;
    this.frozen = false;
    this.trace.add('frozen', { frozen: false });
    this.goOn();
    this.goOn = () => undefined;
    // One after the other, each with all promise work it starts, as they would have come.
    for (const run of this.waiting.splice(0)) setTimeout(run, 0);
  }

  kill(): void {
    this.dead = true;
    for (const { handle } of this.pending.values()) clearTimeout(handle);
    this.pending.clear();
  }

  private startTimer(run: () => void, ms = 0): number {
    this.started += 1;
    const id = this.started;
    this.pending.set(id, { run, ms, handle: undefined, dueAt: 0 });
    this.arm(id, ms);
    return id;
  }

  private arm(id: number, ms: number): void {
    const timer = this.pending.get(id);
    if (timer === undefined) return;
    timer.dueAt = Date.now() + ms;
    timer.handle = setTimeout(
      () =>
        this.enter('timer', () => {
          // Still there: it was not stopped while the app was frozen.
          if (this.pending.delete(id)) timer.run();
        }),
      ms,
    );
  }

  private stopTimer(id: unknown): void {
    const timer = this.pending.get(id as number);
    if (timer === undefined) return;
    clearTimeout(timer.handle);
    this.pending.delete(id as number);
  }

  private date(): DateConstructor {
    const now = (): number => Date.now() + this.skew;
    return new Proxy(Date, {
      construct: (target, values: []) => (values.length === 0 ? new target(now()) : new target(...values)),
      get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
    });
  }

  private console(): Record<string, unknown> {
    const write =
      (level: string) =>
      (...values: unknown[]): void => {
        this.trace.add('log', {
          level,
          text: values.map((value) => (typeof value === 'string' ? value : inspect(value, { depth: 8 }))).join(' '),
        });
      };
    return Object.fromEntries(['log', 'info', 'warn', 'error', 'debug'].map((level) => [level, write(level)]));
  }
}
