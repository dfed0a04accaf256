import { componentOf } from '../host/widget';
import type { KnowingPage, RunningApp, Widget, WidgetKind, WidgetListener } from '../host/widget';
import type { AppJavaScript } from './app-javascript';
import type { RunRecord } from './record';

/** A widget on a page. */
export interface Placed {
  readonly id: number;
  kind: WidgetKind;
  readonly page: Page;
  readonly widget: Widget;
  attached: boolean;
}

interface Page {
  readonly id: number;
  readonly widgets: Placed[];
  /** The page's own code, where it asks who is signed in. */
  knowing: KnowingPage | undefined;
}

/** How the app's pages are written, and what WeChat does with them. */
interface PageHabits {
  /** Whether a page is on the stack when its components are attached, which WeChat does not promise. */
  stackFirst: boolean;
  forGuestsOnly: boolean;
}

/** What somebody who is signed in has no use for. */
const forGuests: readonly WidgetKind[] = ['login', 'userinfo', 'phone'];

const otherWay: Readonly<Record<WidgetKind, WidgetKind>> = {
  login: 'userinfo',
  userinfo: 'login',
  phone: 'get-phone',
  'get-phone': 'phone',
  avatar: 'album',
  album: 'avatar',
};

/** The page stack of one running app. Only the top page can be seen, and only while the app is in the foreground. */
export class Pages {
  readonly #stack: Page[] = [];
  readonly #app: RunningApp;
  readonly #javascript: AppJavaScript;
  readonly #record: RunRecord;
  readonly #numbers: { page: number; widget: number };
  readonly #habits: PageHabits;
  #foreground = true;

  /** @param numbers counts pages and widgets over all launches of a run */
  constructor(
    app: RunningApp,
    javascript: AppJavaScript,
    record: RunRecord,
    numbers: { page: number; widget: number },
    habits: PageHabits,
  ) {
    this.#app = app;
    this.#javascript = javascript;
    this.#record = record;
    this.#numbers = numbers;
    this.#habits = habits;
  }

  /** What `getCurrentPages()` answers. */
  get current(): readonly { getPageId(): string }[] {
    return this.#stack.map(({ id }) => ({ getPageId: () => pageIdOf(id) }));
  }

  get depth(): number {
    return this.#stack.length;
  }

  /** What the person can touch. */
  get touchable(): readonly Placed[] {
    return this.#foreground ? (this.#stack.at(-1)?.widgets ?? []) : [];
  }

  get all(): readonly Placed[] {
    return this.#stack.flatMap(({ widgets }) => widgets);
  }

  /** The page is on its way to the screen when its components are attached; when all are, it is shown. */
  open(kinds: readonly WidgetKind[]): void {
    this.#leave();
    const page: Page = { id: ++this.#numbers.page, widgets: [], knowing: undefined };
    this.#record.add('page', { page: page.id, shown: true });
    if (this.#habits.stackFirst) this.#stack.push(page);
    const isGuest = this.#enter(page);
    for (const kind of kinds.filter((wanted) => isGuest || !forGuests.includes(wanted))) this.#place(page, kind);
    if (!this.#habits.stackFirst) this.#stack.push(page);
    this.#tell(page, 'show');
  }

  /** Closes the top page; the one below shows again. */
  close(): void {
    const page = this.#stack.pop();
    if (page === undefined) return;
    for (const placed of [...page.widgets]) this.#remove(placed);
    this.run(() => page.knowing?.detach());
    this.#record.add('page', { page: page.id, shown: false });
    this.#come();
  }

  attach(pageNumber: number, kind: WidgetKind): void {
    const page = this.#stack[pageNumber % this.#stack.length];
    if (page !== undefined) this.#place(page, kind);
  }

  detach(number: number): void {
    const placed = this.all[number % this.all.length];
    if (placed !== undefined) this.#remove(placed);
  }

  change(number: number, to: 'disabled' | 'enabled' | 'other way'): void {
    const placed = this.all[number % this.all.length];
    if (placed === undefined) return;
    if (to === 'other way') placed.kind = otherWay[placed.kind];
    const properties = to === 'other way' ? componentOf[placed.kind].properties : { disabled: to === 'disabled' };
    this.run(() => placed.widget.set(properties));
  }

  /** The app leaves the screen, or comes back to it. */
  setForeground(foreground: boolean): void {
    if (!foreground) this.#leave();
    this.#foreground = foreground;
    if (foreground) this.#come();
  }

  /** Runs code of the app, if its JavaScript runs. */
  run(code: () => void): void {
    this.#javascript.enter('widget', code);
  }

  #leave(): void {
    const page = this.#stack.at(-1);
    if (page === undefined || !this.#foreground) return;
    this.#record.add('page', { page: page.id, shown: false });
    this.#tell(page, 'hide');
  }

  #come(): void {
    const page = this.#stack.at(-1);
    if (page === undefined || !this.#foreground) return;
    this.#record.add('page', { page: page.id, shown: true });
    this.#tell(page, 'show');
  }

  #tell(page: Page, lifetime: 'show' | 'hide'): void {
    this.run(() => page.knowing?.[lifetime]());
    for (const placed of [...page.widgets]) {
      this.run(() => {
        if (placed.attached) placed.widget[lifetime]();
      });
    }
  }

  #place(page: Page, kind: WidgetKind): void {
    const id = ++this.#numbers.widget;
    this.#record.add('attached', { widget: id, kind, page: page.id });
    const state = { attached: true };
    const listener: WidgetListener = {
      event: (name, detail, options) => this.#record.add('event', { widget: id, name, detail, options, attached: state.attached }),
      data: (changes) => this.#record.add('data', { widget: id, changes, attached: state.attached }),
      thrown: (where, error) => this.#javascript.thrown(where, error),
    };
    this.#javascript.enter('attach', () => {
      const widget = this.#app.attach({ kind, properties: {}, listener, pageId: pageIdOf(page.id) });
      const placed: Placed = {
        id,
        kind,
        page,
        widget,
        get attached() {
          return state.attached;
        },
        set attached(attached) {
          state.attached = attached;
        },
      };
      page.widgets.push(placed);
    });
  }

  /** Runs the page's own code first, where it has any. Returns whether nobody is signed in, as far as the page knows. */
  #enter(page: Page): boolean {
    if (!this.#habits.forGuestsOnly) return true;
    let isGuest = true;
    const data = ({ authing }: Readonly<Record<string, unknown>>): void => {
      if ((authing as { status?: unknown } | undefined)?.status !== 'signed-in') return;
      isGuest = false;
      for (const placed of page.widgets.filter(({ kind }) => forGuests.includes(kind))) this.#remove(placed, true);
    };
    const thrown = (where: string, error: unknown): void => this.#javascript.thrown(`page ${where}`, error);
    this.run(() => {
      page.knowing = this.#app.openPage({ listener: { event: () => undefined, data, thrown }, pageId: pageIdOf(page.id) });
    });
    return isGuest;
  }

  #remove(placed: Placed, news = false): void {
    const { widgets } = placed.page;
    widgets.splice(widgets.indexOf(placed), 1);
    // `detached` may still emit; after it, nothing.
    this.run(() => placed.widget.detach());
    placed.attached = false;
    this.#record.add('detached', { widget: placed.id, news });
  }
}

const pageIdOf = (id: number): string => `pageId:${id}`;
