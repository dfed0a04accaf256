import type { Device } from 'authing-miniapp-emulator/wechat';
import type { Control } from '../apps/app-under-test';
import type { Answer, Setting, Step } from '../schedule/schedule';
import type { AppJavaScript } from './app-javascript';
import type { PlacedWidget } from './page';
import type { Pages } from './pages';
import type { Trace } from './trace';
import type { Sheets } from './sheets';
import type { Handwriting } from './handwriting';

/** What a touch has to do with, during one launch of the app. */
interface WithinReach {
  setting: Setting;
  device: Device;
  pages: Pages;
  javascript: AppJavaScript;
  sheets: Sheets;
  handwriting: Handwriting;
  trace: Trace;
}

type Tap = Extract<Step, { do: 'tap' }>;

/** ms that somebody needs to read a question of the app's own. */
const READING = 300;

/** What the person can touch, and what WeChat makes of it. */
export class Touchscreen {
  private readonly reach: WithinReach;

  constructor(reach: WithinReach) {
    this.reach = reach;
  }

  /** Whether a sheet of WeChat's lies over the page. */
  get isBarred(): boolean {
    const { setting, sheets } = this.reach;
    return setting.sheetsCover && sheets.open > 0;
  }

  /** Taps a control, perhaps twice; whatever sheet opens is answered like this, and so is a question of the app's own. */
  tap({ widget, touch, again, person, control = 0, written }: Omit<Tap, 'do' | 'after'>): void {
    const { pages, sheets, setting, handwriting } = this.reach;
    const placed = this.reachable(widget);
    if (placed === undefined) return;
    sheets.answer = person;
    const once = (): void => {
      if (this.isBarred || !pages.touchable.includes(placed)) return;
      const target = chosen(placed, control, person);
      if (target === undefined) return;
      if (target.field !== undefined) return handwriting.write(placed, target, written);
      if (touch) this.press(placed, target);
      const lift = (): void => {
        if (touch) this.leave(placed, target);
        this.lift(placed, target, person);
      };
      if (setting.hold === 0) lift();
      else setTimeout(lift, setting.hold);
    };
    once();
    if (again !== null) setTimeout(once, again);
  }

  /** Touches a button and slides off: no tap. */
  touch(number: number): void {
    const { pages, setting } = this.reach;
    const placed = this.reachable(number);
    if (placed === undefined) return;
    const [target] = placed.widget.controls();
    if (target === undefined) return;
    this.press(placed, target);
    setTimeout(() => {
      if (pages.touchable.includes(placed)) this.leave(placed, target);
    }, setting.hold);
  }

  /** The button that this number means to a person: undefined when nothing can be touched. */
  private reachable(number: number): PlacedWidget | undefined {
    const { pages, setting } = this.reach;
    const { touchable } = pages;
    // Nobody can touch what a question lies over.
    const placed = touchable.find(({ widget }) => widget.controls().some(({ covers }) => covers)) ?? touchable[number % touchable.length];
    // Nobody touches what has not been drawn yet.
    const isDrawn = placed !== undefined && Date.now() - placed.since >= setting.viewLag;
    return this.isBarred || !isDrawn ? undefined : placed;
  }

  private press(placed: PlacedWidget, { key }: Control): void {
    const { pages, trace } = this.reach;
    trace.add('touch', { widget: placed.id });
    pages.run(() => placed.widget.dispatch('touchstart', {}, key));
  }

  /** WeChat says so before it fires `tap`. */
  private leave(placed: PlacedWidget, { key }: Control): void {
    this.reach.pages.run(() => {
      if (placed.attached) placed.widget.dispatch('touchend', {}, key);
    });
  }

  /** The finger leaves the button: WeChat fires `tap`, and does what the open-type says. */
  private lift(placed: PlacedWidget, { key }: Control, person: Answer): void {
    const { pages, device, javascript, trace, handwriting } = this.reach;
    if (!pages.touchable.includes(placed)) return;
    // As it is now, if it still is: it may have become another while the finger lay on it.
    const { widget, id } = placed;
    const control = widget.controls().find((one) => one.key === key);
    if (control === undefined) return;
    const { id: ownId, openType, disabled, lang, phoneNumberNoQuotaToast, bindings, submits } = control;
    let tap = 0;
    if (!disabled) {
      tap = trace.add('tap', { widget: id, openType, control: control.name });
      pages.run(() => widget.dispatch('tap', {}, key));
      if (submits) handwriting.submit(placed, key);
      if (widget.covers && !control.covers) this.question(placed, tap, person);
      // Of several, which are drawn as they are for reasons of their own.
    } else if (key === widget.controls()[0]?.key) trace.add('refusedTap', { widget: id });
    // Put back, it is another button to WeChat; and one within it may be gone alone.
    const isThere = (): boolean => placed.attached && placed.id === id && widget.has(key);
    const button = { id: ownId, openType, disabled, lang, phoneNumberNoQuotaToast, ...(bindings && { bindings }), mounted: isThere };
    device.press(button, ({ name, detail }) =>
      javascript.enter('native event', () => {
        // WeChat drops the event of a button that is gone.
        if (!isThere()) return;
        // Consent alone ends nothing: what was asked for with the same tap follows.
        if (name === 'agreeprivacyauthorization') trace.add('consented', { widget: placed.id, tap });
        else trace.add('native', { widget: placed.id, name, tap, detail: { ...detail } });
        pages.run(() => placed.widget.dispatch(name, detail, key));
      }),
    );
  }

  /** The tap has put a question of the app's own over the page, which somebody answers when they have read it. */
  private question(placed: PlacedWidget, tap: number, person: Answer): void {
    const { trace, pages } = this.reach;
    trace.add('asked', { widget: placed.id, tap });
    if (person.answer === 'never') return;
    const { id } = placed;
    setTimeout(
      () => {
        if (placed.id !== id || this.isBarred || !pages.touchable.includes(placed)) return;
        const target = chosen(placed, 0, person);
        if (target?.covers !== true) return;
        this.press(placed, target);
        this.leave(placed, target);
        this.lift(placed, target, person);
      },
      READING + Math.min(person.afterMs, MOST_READING),
    );
  }
}

/** ms: nobody reads longer. */
const MOST_READING = 20_000;

/** What is touched of a widget: where a question lies over it, one of its two answers. */
function chosen({ widget }: PlacedWidget, control: number, { answer }: Answer): Control | undefined {
  const controls = widget.controls();
  const answers = controls.filter(({ covers }) => covers);
  if (answers.length > 0) return answer === 'deny' ? answers.at(-1) : answers[0];
  return controls[control % controls.length];
}
