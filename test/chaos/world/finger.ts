import type { Device } from 'authing-miniapp-emulator/wechat';
import type { Answer, Setting } from '../schedule/schedule';
import type { AppJavaScript } from './app-javascript';
import type { Pages, Placed } from './pages';
import type { RunRecord } from './record';
import type { Sheets } from './sheets';

/** What a finger has to do with, during one launch of the app. */
interface WithinReach {
  setting: Setting;
  device: Device;
  pages: Pages;
  javascript: AppJavaScript;
  sheets: Sheets;
  record: RunRecord;
}

/** The person's finger: what it can touch, and what WeChat makes of it. */
export class Finger {
  private readonly reach: WithinReach;

  constructor(reach: WithinReach) {
    this.reach = reach;
  }

  /** Whether a sheet of WeChat's lies over the page. */
  get isBarred(): boolean {
    const { setting, sheets } = this.reach;
    return setting.sheetsCover && sheets.open > 0;
  }

  /** Taps a button, perhaps twice; whatever sheet opens is answered in this mood. */
  tap(number: number, touch: boolean, again: number | null, mood: Answer): void {
    const { pages, sheets, setting } = this.reach;
    const placed = this.reachable(number);
    if (placed === undefined) return;
    sheets.mood = mood;
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
  private reachable(number: number): Placed | undefined {
    const { pages, setting } = this.reach;
    const { touchable } = pages;
    const placed = touchable[number % touchable.length];
    // Nobody touches what has not been drawn yet.
    const isDrawn = placed !== undefined && Date.now() - placed.since >= setting.viewLag;
    return this.isBarred || !isDrawn ? undefined : placed;
  }

  private press(placed: Placed): void {
    const { pages, record } = this.reach;
    record.add('touch', { widget: placed.id });
    pages.run(() => placed.widget.dispatch('touchstart', {}));
  }

  /** WeChat says so before it fires `tap`. */
  private leave(placed: Placed): void {
    this.reach.pages.run(() => {
      if (placed.attached) placed.widget.dispatch('touchend', {});
    });
  }

  /** The finger leaves the button: WeChat fires `tap`, and does what the open-type says. */
  private lift(placed: Placed): void {
    const { pages, device, javascript, record } = this.reach;
    if (!pages.touchable.includes(placed)) return;
    const { openType, disabled, lang, phoneNumberNoQuotaToast } = placed.widget.view();
    let tap = 0;
    if (disabled) record.add('refusedTap', { widget: placed.id });
    else {
      tap = record.add('tap', { widget: placed.id, openType });
      pages.run(() => placed.widget.dispatch('tap', {}));
    }
    const { id } = placed;
    // Put back, it is another button to WeChat.
    const isThere = (): boolean => placed.attached && placed.id === id;
    const button = { openType, disabled, lang, phoneNumberNoQuotaToast, mounted: isThere };
    device.press(button, ({ name, detail }) =>
      javascript.enter('native event', () => {
        // WeChat drops the event of a button that is gone.
        if (!isThere()) return;
        record.add('native', { widget: placed.id, name, tap, detail: { ...detail } });
        pages.run(() => placed.widget.dispatch(name, detail));
      }),
    );
  }
}
