/** The device around the pages: its screen, bars, sheets and messages. In a shadow root, so that its styles and the panel's never meet. */
import type { Decision, Device, Sheet } from 'authing-miniapp-emulator/wechat/device';
import type { AppConfig, Build, PageWindow, Problem } from '../../build';
import type { Settings } from '../bus';
import { themeOf } from '../device/possible-devices';
import { actionSheet } from './action-sheet';
import { element } from './dom';
import { NavigationBar, type NavigationState } from './navigation-bar';
import { ProblemView } from './problem-view';
import weui from 'weui/dist/style/weui.min.css';
import deviceStyle from './device.css';
import { askOn } from './sheets';
import { TabBar } from './tab-bar';
import { textsIn } from './texts';
import { drawToasts } from './toast';

export interface ShellActions {
  back(): void;
  home(): void;
  tab(route: string, index: number): void;
  notices(count: number): void;
}

export class Shell {
  private readonly settings: () => Settings;
  private readonly screen = element('div', { class: 'wx-root screen' });
  private readonly webviews = element('main', { class: 'webviews' });
  private readonly sheets = element('div', { class: 'sheets' });
  private readonly toasts = element('div', { class: 'toasts' });
  private readonly bar: NavigationBar;
  private readonly tabs = new TabBar();
  private readonly problems: ProblemView;
  private readonly actions: ShellActions;
  private readonly asset: (path: string) => string;
  private app: AppConfig | undefined;
  private theme: Build['theme'] = { light: {}, dark: {} };
  private window: PageWindow = {};
  private navigation: NavigationState = { canGoBack: false, canGoHome: false };
  private device: Device | undefined;
  private stopToasts: (() => void) | undefined;
  /** Sheets are asked one after the other. */
  private asking: Promise<unknown> = Promise.resolve();

  /** `device` becomes the device. `asset` turns a path of the project into an address. */
  constructor(device: HTMLElement, settings: () => Settings, asset: (path: string) => string, actions: ShellActions) {
    this.settings = settings;
    this.asset = asset;
    this.actions = actions;
    this.bar = new NavigationBar({ back: () => actions.back(), home: () => actions.home() });
    this.problems = new ProblemView(textsIn(settings().language), (count) => actions.notices(count));
    const root = device.attachShadow({ mode: 'open' });
    this.screen.append(this.bar.root, this.webviews, this.tabs.root, this.problems.root, this.toasts, this.sheets);
    root.append(element('style', {}, `${weui}\n${deviceStyle}`), this.screen);
    this.applySettings();
  }

  /** A device is in use from now on: its toasts show here and its questions are asked here. */
  connect(device: Device): void {
    this.stopToasts?.();
    this.device = device;
    this.stopToasts = drawToasts(this.toasts, device.screen, device.timeline);
  }

  /** An app starts: no page is open, nothing is wrong yet. */
  reset(theme: Build['theme']): void {
    this.theme = theme;
    this.webviews.replaceChildren();
    this.sheets.replaceChildren();
    // What was being asked is never answered: who asked is gone.
    this.asking = Promise.resolve();
    this.problems.clear();
    this.bar.setLoading(false);
  }

  start(app: AppConfig): void {
    this.app = app;
    const { tabBar } = app;
    this.tabs.start(tabBar && this.themed(tabBar), this.asset, (route, index) => this.actions.tab(route, index));
    this.applySettings();
  }

  /** Asks the person who holds the device. */
  ask(sheet: Sheet): Promise<Decision> {
    const run = (): Promise<Decision> => {
      if (this.device === undefined) throw new Error('no device is connected');
      const appName = this.app?.window.navigationBarTitleText || 'Mini Program';
      return askOn({ host: this.sheets, texts: textsIn(this.settings().language), appName, device: this.device }, sheet);
    };
    const asked = this.asking.then(run);
    this.asking = asked.catch(() => undefined);
    return asked;
  }

  /** `wx.showActionSheet`: settles with the index that was tapped, or undefined. */
  chooseFrom(items: readonly string[], title: string | undefined): Promise<number | undefined> {
    return actionSheet(this.sheets, textsIn(this.settings().language), items, title);
  }

  addWebview(window: PageWindow): HTMLIFrameElement {
    const frame = element('iframe', { class: 'webview', title: window.navigationBarTitleText ?? '' });
    frame.style.background = this.color(window.backgroundColor) ?? '#ffffff';
    this.webviews.append(frame);
    return frame;
  }

  showWebview(shown: HTMLIFrameElement, window: PageWindow): void {
    for (const frame of this.webviews.children) (frame as HTMLElement).hidden = frame !== shown;
    this.window = { ...window };
    this.drawBar();
  }

  /** Changes the bar of the page on top, as `wx.setNavigationBarTitle` does. */
  changeWindow(change: PageWindow): void {
    this.window = { ...this.window, ...change };
    this.drawBar();
  }

  setNavigation(state: NavigationState & { tab: string | undefined }): void {
    this.navigation = state;
    this.tabs.select(state.tab);
    this.drawBar();
  }

  setNavigationLoading(loading: boolean): void {
    this.bar.setLoading(loading);
  }

  hideHomeButton(): void {
    this.navigation = { ...this.navigation, canGoHome: false };
    this.drawBar();
  }

  report(problem: Problem, quietly = false): void {
    this.problems.add(problem, quietly);
  }

  /** Shows the errors if one concerns a file that `concerned` picks. */
  showErrorsOf(concerned: (file: string | undefined) => boolean): void {
    this.problems.showErrorsOf(concerned);
  }

  toggleNotices(): void {
    this.problems.toggle();
  }

  applySettings(): void {
    const { language, fontScale } = this.settings();
    const theme = themeOf(this.settings());
    this.screen.dataset['weuiTheme'] = theme;
    this.screen.lang = language === 'en' ? 'en' : 'zh-CN';
    this.screen.style.colorScheme = theme;
    this.screen.style.setProperty('--font-scale', String(fontScale));
    this.problems.setTexts(textsIn(language));
    this.drawBar();
  }

  menuButtonRect(): ReturnType<NavigationBar['capsuleRect']> {
    return this.bar.capsuleRect(this.screen.getBoundingClientRect());
  }

  /** px */
  screenSize(): { width: number; height: number; statusBar: number } {
    const statusBar = this.bar.root.querySelector('.status-bar')?.clientHeight ?? 0;
    return { width: this.screen.clientWidth, height: this.screen.clientHeight, statusBar };
  }

  private drawBar(): void {
    const { navigationBarBackgroundColor, navigationBarTextStyle, ...rest } = this.window;
    const background = this.color(navigationBarBackgroundColor);
    const text = this.color(navigationBarTextStyle) as PageWindow['navigationBarTextStyle'];
    this.bar.show(
      {
        ...rest,
        ...(background !== undefined && { navigationBarBackgroundColor: background }),
        ...(text !== undefined && { navigationBarTextStyle: text }),
      },
      this.navigation,
      textsIn(this.settings().language),
    );
  }

  private themed(config: NonNullable<AppConfig['tabBar']>): NonNullable<AppConfig['tabBar']> {
    return JSON.parse(JSON.stringify(config), (_, value: unknown) =>
      typeof value === 'string' ? this.color(value) : value,
    ) as NonNullable<AppConfig['tabBar']>;
  }

  /** Resolves a theme variable. An app without `darkmode` stays light. */
  private color(value: string | undefined): string | undefined {
    if (!value?.startsWith('@')) return value;
    const theme = this.app?.darkmode ? themeOf(this.settings()) : 'light';
    return this.theme[theme][value.slice(1)];
  }
}
