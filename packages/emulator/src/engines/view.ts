/**
 * The view, as far as it differs from the logic layer. On a device they are two threads: what `setData` changed is seen a moment later, and
 * what a finger does meanwhile happens to what was seen. Both engines here render on the spot, so the difference is modelled around them.
 */
import type { NativeDriver, ViewClock } from './driver';
import type { ViewSettings } from './engine';

/** What was seen of one native element. */
export interface Seen {
  id: string;
  className: string;
  properties: Readonly<Record<string, unknown>>;
  dataset: Readonly<Record<string, unknown>>;
}

/** What was on the screen until `until` (ms since 1970). */
interface Past {
  until: number;
  elements: Map<object, Seen>;
}

export class View implements ViewClock {
  readonly settings: ViewSettings;
  private readonly elements: (() => NativeDriver[])[] = [];
  private past: Past[] = [];

  constructor(settings: Partial<ViewSettings> = {}) {
    this.settings = { lag: 0, dataset: 'logic', ...settings };
  }

  /** Everything on the pages of the running app. */
  watch(natives: () => NativeDriver[]): void {
    this.elements.push(natives);
  }

  /** The app was killed. */
  forget(): void {
    this.elements.length = 0;
    this.past = [];
  }

  /** Something is about to be changed: what is shown now stays in sight for a while. */
  beforeChange(): void {
    if (this.settings.lag <= 0) return;
    const elements = new Map<object, Seen>();
    for (const natives of this.elements) for (const driver of natives()) elements.set(driver.node, snapshot(driver));
    this.past.push({ until: Date.now() + this.settings.lag, elements });
  }

  /** Runs `run` when a change that is made now is seen; never on this turn. */
  afterChange(run: () => void): void {
    setTimeout(run, this.settings.lag);
  }

  /** What the person sees of an element. */
  seen(driver: NativeDriver): Seen {
    const now = Date.now();
    this.past = this.past.filter(({ until }) => until > now);
    for (const { elements } of this.past) {
      const seen = elements.get(driver.node);
      if (seen !== undefined) return seen;
    }
    return snapshot(driver);
  }
}

const snapshot = ({ id, className, properties, dataset }: NativeDriver): Seen => ({
  id,
  className,
  properties: { ...properties },
  dataset: { ...dataset },
});
