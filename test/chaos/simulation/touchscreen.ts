import type { Device } from 'authing-miniapp-emulator/wechat';
import type { Answer, Setting } from '../schedule/schedule';
import type { AppJavaScript } from './app-javascript';
import type { Pages, PlacedWidget } from './pages';
import type { Trace } from './trace';
import type { Sheets } from './sheets';

/** What a touch has to do with, during one launch of the app. */
interface WithinReach {
  setting: Setting;
  device: Device;
  pages: Pages;
  javascript: AppJavaScript;
  sheets: Sheets;
  trace: Trace;
}

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

  /** Taps a button, perhaps twice; whatever sheet opens is answered like this. */
  tap(number: number, touch: boolean, again: number | null, person: Answer): void {
    const { pages, sheets, setting } = this.reach;
    const placed = this.reachable(number);
    if (placed === undefined) return;
    sheets.answer = person;
    const once = (): void => {
      if (this.isBarred || !pages.touchable.includes(placed)) return;
      if (touch) this.press(placed);
      const lift = (): void => {
        if (touch) this.leave(placed);
        this.lift(placed);
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
    this.press(placed);
    setTimeout(() => {
      if (pages.touchable.includes(placed)) this.leave(placed);
    }, setting.hold);
  }

  /** The button that this number means to a person: undefined when nothing can be touched. */
  private reachable(number: number): PlacedWidget | undefined {
    const { pages, setting } = this.reach;
    const { touchable } = pages;
    const placed = touchable[number % touchable.length];
    // Nobody touches what has not been drawn yet.
    const isDrawn = placed !== undefined && Date.now() - placed.since >= setting.viewLag;
    return this.isBarred || !isDrawn ? undefined : placed;
  }

  private press(placed: PlacedWidget): void {
    const { pages, trace } = this.reach;
    trace.add('touch', { widget: placed.id });
    pages.run(() => placed.widget.dispatch('touchstart', {}));
  }

  /** WeChat says so before it fires `tap`. */
  private leave(placed: PlacedWidget): void {
    this.reach.pages.run(() => {
      if (placed.attached) placed.widget.dispatch('touchend', {});
    });
  }

  /** The finger leaves the button: WeChat fires `tap`, and does what the open-type says. */
  private lift(placed: PlacedWidget): void {
    const { pages, device, javascript, trace } = this.reach;
    if (!pages.touchable.includes(placed)) return;
    const { id: ownId, openType, disabled, lang, phoneNumberNoQuotaToast } = placed.widget.view();
    let tap = 0;
    if (disabled) trace.add('refusedTap', { widget: placed.id });
    else {
      tap = trace.add('tap', { widget: placed.id, openType });
      pages.run(() => placed.widget.dispatch('tap', {}));
    }
    const { id } = placed;
    // Put back, it is another button to WeChat.
    const isThere = (): boolean => placed.attached && placed.id === id;
    const button = { id: ownId, openType, disabled, lang, phoneNumberNoQuotaToast, mounted: isThere };
    device.press(button, ({ name, detail }) =>
      javascript.enter('native event', () => {
        // WeChat drops the event of a button that is gone.
        if (!isThere()) return;
        // Consent alone ends nothing: what was asked for with the same tap follows.
        if (name === 'agreeprivacyauthorization') trace.add('consented', { widget: placed.id, tap });
        else trace.add('native', { widget: placed.id, name, tap, detail: { ...detail } });
        pages.run(() => placed.widget.dispatch(name, detail));
      }),
    );
  }
}
