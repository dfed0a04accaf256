import { canBeGated, componentOf, forGuests, kindWithin, otherWay } from '../apps/widget-kinds';
import { absent } from '../apps/app-under-test';
import type { NestedPlace, RunningApp, WidgetListener } from '../apps/app-under-test';
import type { WidgetKind } from '../apps/widget-kinds';
import type { AppJavaScript } from './app-javascript';
import type { Page, PageHabits, PlacedWidget } from './page';
import type { EntryDetails, Trace } from './trace';

/** What a page's own handlers throw, where they do. */
export const PAGE_ERROR = "the page's own handler failed";

/** The page stack of one running app. Only the top page can be seen, and only while the app is in the foreground. */
export class Pages {
  private readonly stack: Page[] = [];
  private readonly app: RunningApp;
  private readonly javascript: AppJavaScript;
  private readonly trace: Trace;
  private readonly numbers: { page: number; widget: number };
  private readonly habits: PageHabits;
  private foreground = true;
  private hasAgreed = false;

  /** @param numbers counts pages and widgets over all launches of a schedule */
  constructor(app: RunningApp, javascript: AppJavaScript, trace: Trace, numbers: { page: number; widget: number }, habits: PageHabits) {
    this.app = app;
    this.javascript = javascript;
    this.trace = trace;
    this.numbers = numbers;
    this.habits = habits;
  }

  /** What `getCurrentPages()` answers. */
  get current(): readonly { getPageId(): string }[] {
    return this.stack.map(({ id }) => ({ getPageId: () => pageIdOf(id) }));
  }

  get depth(): number {
    return this.stack.length;
  }

  /** What the person can touch. */
  get touchable(): readonly PlacedWidget[] {
    return this.foreground && !this.javascript.isDead ? (this.stack.at(-1)?.widgets ?? []) : [];
  }

  /** What the pages' own code put there. */
  get all(): readonly PlacedWidget[] {
    return this.stack.flatMap(({ widgets }) => own(widgets));
  }

  /** The page is on its way to the screen when its components are attached; when all are, it is shown. */
  open(kinds: readonly WidgetKind[]): void {
    this.leave();
    const page: Page = { id: ++this.numbers.page, widgets: [], sessionAware: undefined, closed: false };
    this.trace.add('page', { page: page.id, shown: true });
    if (this.habits.stackFirst) this.stack.push(page);
    const isGuest = this.enter(page);
    for (const kind of kinds.filter((wanted) => isGuest || !forGuests.includes(wanted))) this.place(page, kind);
    if (!this.habits.stackFirst) this.stack.push(page);
    this.tell(page, 'show');
  }

  /** Closes the top page; the one below shows again. */
  close(): void {
    const page = this.stack.pop();
    if (page === undefined) return;
    this.dispose(page);
    this.come();
  }

  private dispose(page: Page): void {
    for (const placed of own(page.widgets)) this.remove(placed);
    this.run(() => page.sessionAware?.detach());
    page.closed = true;
    this.trace.add('pageClosed', { page: page.id });
    this.trace.add('page', { page: page.id, shown: false });
  }

  /** Another page in place of the top one, as wx.redirectTo has it: the one below is never shown. */
  replace(kinds: readonly WidgetKind[]): void {
    const page = this.stack.pop();
    if (page !== undefined) this.dispose(page);
    this.open(kinds);
  }

  attach(pageNumber: number, kind: WidgetKind): void {
    const page = this.stack[pageNumber % this.stack.length];
    if (page !== undefined) this.place(page, kind);
  }

  detach(number: number): void {
    const placed = this.all[number % this.all.length];
    if (placed !== undefined) this.remove(placed);
  }

  /** The same instance is taken out and put back in. */
  putBack(number: number, afterMs: number): void {
    const placed = this.all[number % this.all.length];
    if (placed === undefined) return;
    this.remove(placed);
    const back = (): void => {
      if (!this.stack.includes(placed.page)) return;
      const { id: was, kind, page } = placed;
      placed.id = ++this.numbers.widget;
      placed.attached = true;
      placed.since = Date.now();
      page.widgets.push(placed);
      this.trace.add('attached', { widget: placed.id, kind, page: page.id, copy: placed.copy, was, within: undefined });
      this.run(() => placed.widget.attachAgain());
    };
    if (afterMs === 0) back();
    else setTimeout(() => this.javascript.enter('page', back), afterMs);
  }

  change(number: number, to: 'disabled' | 'enabled' | 'other way'): void {
    const placed = this.all[number % this.all.length];
    if (placed === undefined) return;
    if (to === 'other way') {
      placed.kind = otherWay[placed.kind];
      this.trace.add('changed', { widget: placed.id, kind: placed.kind });
    } else this.trace.add('disabled', { widget: placed.id, disabled: to === 'disabled' });
    const properties = to === 'other way' ? componentOf[placed.kind].properties : { disabled: to === 'disabled' };
    this.run(() => placed.widget.set(properties));
  }

  /** The app leaves the screen, or comes back to it. */
  setForeground(foreground: boolean): void {
    if (!foreground) this.leave();
    this.foreground = foreground;
    if (foreground) this.come();
  }

  /** Runs code of the app, if its JavaScript runs. */
  run(code: () => void): void {
    this.javascript.enter('widget', code);
  }

  private readonly later = (run: () => void, ms: number): void => void setTimeout(() => this.run(run), ms);

  private leave(): void {
    const page = this.stack.at(-1);
    if (page === undefined || !this.foreground) return;
    this.trace.add('page', { page: page.id, shown: false });
    this.tell(page, 'hide');
  }

  private come(): void {
    const page = this.stack.at(-1);
    if (page === undefined || !this.foreground) return;
    this.trace.add('page', { page: page.id, shown: true });
    this.tell(page, 'show');
  }

  private tell(page: Page, lifetime: 'show' | 'hide'): void {
    this.run(() => page.sessionAware?.[lifetime]());
    for (const placed of own(page.widgets)) {
      this.run(() => {
        if (placed.attached) placed.widget[lifetime]();
      });
    }
  }

  private place(page: Page, kind: WidgetKind): void {
    const { copies, consent, numbers, agreement } = this.habits;
    const state = this.newcomer(page, kind, copies === null ? 0 : (this.numbers.widget + 1) % 2, undefined);
    this.javascript.enter('attach', () => {
      const { component } = componentOf[kind];
      const realtime = numbers === 'realtime' && (component === 'phone-button' || component === 'login-panel');
      const properties = {
        ...(!['avatar-picker', 'nickname-input', 'user-panel'].includes(component) && { privacy: consent, ...(realtime && { realtime }) }),
        ...(canBeGated(kind) && agreement !== 'none' && { agreed: this.hasAgreed }),
      };
      const listener = this.listenerOf(state, true);
      const nested = (within: string): NestedPlace => this.nest(state, within);
      const { copy } = state;
      state.widget = this.app.attach({ kind, properties, listener, copy, pageId: pageIdOf(page.id), later: this.later, nested });
      page.widgets.push(state);
    });
  }

  /** One that is about to be attached. */
  private newcomer(page: Page, kind: WidgetKind, copy: number, within: PlacedWidget | undefined): PlacedWidget {
    const id = (this.numbers.widget += 1);
    this.trace.add('attached', { widget: id, kind, page: page.id, copy, was: undefined, within: within?.id });
    return { id, kind, page, copy, within, widget: absent, attached: true, since: Date.now() };
  }

  /** A component that a panel shows, and takes away again. */
  private nest(panel: PlacedWidget, component: string): NestedPlace {
    const { page, copy } = panel;
    let placed: PlacedWidget | undefined;
    const event: WidgetListener['event'] = (...told) => placed && this.listenerOf(placed, false).event(...told);
    return {
      listener: {
        event,
        data: (changes) => placed && this.listenerOf(placed, false).data(changes),
        thrown: (where, error) => this.javascript.thrown(where, error),
      },
      came: (widget) => {
        placed = Object.assign(this.newcomer(page, kindWithin(component), copy, panel), { widget });
        page.widgets.push(placed);
      },
      gone: () => placed && this.forget(placed, false),
    };
  }

  /** @param byPage whether the page's own code hears it */
  private listenerOf(placed: PlacedWidget, byPage: boolean): WidgetListener {
    return {
      event: (name, detail, options) => {
        this.trace.add('event', { widget: placed.id, name, detail, options, attached: placed.attached });
        if (!byPage) return;
        if (name === 'agree' && this.habits.agreement === 'remembered') this.remember();
        if (this.habits.handlers === 'throw') throw new Error(PAGE_ERROR);
      },
      data: (changes) => this.trace.add('data', { widget: placed.id, changes, attached: placed.attached }),
      thrown: (where, error) => this.javascript.thrown(where, error),
    };
  }

  /** The app remembers that somebody has agreed, and asks on no page any more. */
  private remember(): void {
    this.hasAgreed = true;
    for (const { kind, widget } of this.all) if (canBeGated(kind)) widget.set({ agreed: true });
  }

  /** Runs the page's own code first, where it has any. Returns whether it shows its buttons, as far as it knows who is signed in. */
  private enter(page: Page): boolean {
    const { forGuestsOnly } = this.habits;
    // Some pages have buttons and no code of their own.
    if (!forGuestsOnly && page.id % 3 === 0) return true;
    let isGuest = true;
    const data = (changes: Readonly<Record<string, unknown>>): void => {
      const authing = changes['authing'] as EntryDetails['shows']['authing'];
      this.trace.add('shows', { page: page.id, authing, attached: !page.closed });
      if (!forGuestsOnly || authing.status !== 'signed-in') return;
      isGuest = false;
      for (const placed of own(page.widgets).filter(({ kind }) => forGuests.includes(kind))) this.remove(placed, true);
    };
    const thrown = (where: string, error: unknown): void => this.javascript.thrown(`page ${where}`, error);
    this.run(() => {
      const copy = this.habits.copies === null ? 0 : page.id % 2;
      const listener = { event: () => undefined, data, thrown };
      page.sessionAware = this.app.openPage({ listener, copy, pageId: pageIdOf(page.id), later: this.later });
    });
    return isGuest;
  }

  private remove(placed: PlacedWidget, news = false): void {
    // `detached` may still emit; after it, nothing.
    this.run(() => placed.widget.detach());
    this.forget(placed, news);
  }

  private forget(placed: PlacedWidget, news: boolean): void {
    const { widgets } = placed.page;
    const at = widgets.indexOf(placed);
    if (at >= 0) widgets.splice(at, 1);
    placed.attached = false;
    this.trace.add('detached', { widget: placed.id, news });
  }
}

const pageIdOf = (id: number): string => `pageId:${id}`;

const own = (widgets: readonly PlacedWidget[]): PlacedWidget[] => widgets.filter(({ within }) => within === undefined);
