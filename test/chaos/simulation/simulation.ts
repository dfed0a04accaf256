import type { AppUnderTest, Configuration } from '../apps/app-under-test';
import type { WidgetKind } from '../apps/widget-kinds';
import type { Setting, Step } from '../schedule/schedule';
import { describeStep } from '../schedule/describe';
import { AppJavaScript } from './app-javascript';
import { appIds, createEnvironment, HOST, storedSessions } from './environment';
import type { Environment } from './environment';
import { injectFault } from './faults';
import { Touchscreen } from './touchscreen';
import { Handwriting } from './handwriting';
import { HostApp } from './host-app';
import { Pages } from './pages';
import { Trace } from './trace';
import { Sheets } from './sheets';
import { tracedWx } from './traced-wx';

/**
 * WeChat stops an app's JavaScript about 5 s after it went to the background; here (ms) a moment before it cuts requests, so that the app
 * hears of those when it is back.
 */
const FREEZES_AFTER = 4990;

/** A phone with one app on it, and somebody who does what a schedule says. */
export class Simulation {
  readonly trace = new Trace();
  private readonly app: AppUnderTest;
  private readonly setting: Setting;
  private readonly environment: Environment;
  private readonly numbers = { page: 0, widget: 0 };
  private readonly sheets: Sheets;
  private appId: string | undefined;
  private javascript: AppJavaScript;
  private pages: Pages;
  private touchscreen: Touchscreen;
  private hostApp: HostApp;
  private freezing: NodeJS.Timeout | undefined;
  private foreground = true;

  static async create(setting: Setting, app: AppUnderTest): Promise<Simulation> {
    return new Simulation(setting, app, await createEnvironment(setting));
  }

  private constructor(setting: Setting, app: AppUnderTest, environment: Environment) {
    this.setting = setting;
    this.app = app;
    this.environment = environment;
    this.appId = setting.configured ? appIds[0] : undefined;
    this.sheets = new Sheets(environment.device.person);
    environment.timeline.subscribe((entry) => this.trace.add('wechat', { entry }));
    environment.server.requests.subscribe(({ path, body, notes, response, fault }, event) => {
      if (event === 'answered') this.trace.add('served', { path, sent: body, notes, body: response, fault });
    });
    [this.javascript, this.pages, this.touchscreen, this.hostApp] = this.launch(0);
    this.pages.open(setting.firstPage);
  }

  perform(step: Step, number: number): void {
    this.trace.add('step', { number, text: describeStep(step) });
    const { device, cloud, server } = this.environment;
    switch (step.do) {
      case 'tap':
        return this.touchscreen.tap(step);
      case 'touch':
        return this.touchscreen.touch(step.widget);
      case 'open':
        return this.navigate(() => this.pages.open(step.widgets));
      case 'back':
        return this.navigate(() => {
          if (this.pages.depth > 1) this.pages.close();
        });
      case 'replace':
        return this.replace(step.widgets, step.times, step.everyMs);
      case 'attach':
        return this.javascript.enter('page', () => this.pages.attach(step.page, step.kind));
      case 'detach':
        return this.javascript.enter('page', () => this.pages.detach(step.widget));
      case 'put back':
        return this.javascript.enter('page', () => this.pages.putBack(step.widget, step.afterMs));
      case 'change':
        return this.javascript.enter('page', () => this.pages.change(step.widget, step.to));
      case 'background':
        return this.setForeground(false);
      case 'foreground':
        return this.setForeground(true);
      case 'offline':
        this.trace.add('network', { up: false });
        return device.network.goOffline();
      case 'online':
        this.trace.add('network', { up: true });
        return device.network.goOnline();
      case 'host login':
        return this.hostApp.login();
      case 'prefetch':
        return cloud.prefetch(device.openid);
      case 'key expires':
        return cloud.expireSession(device.openid);
      case 'fault':
        return injectFault(step.fault, this.environment);
      case 'clock':
        return this.jump(step.jump);
      case 'revoke':
        this.trace.add('revoked', {});
        return server.admin.users.forEach(({ id }) => server.admin.signOut(id));
      case 'sign out':
        return this.hostApp.signOut(step.copy, () => this.appId);
      case 'app signs in':
        return this.hostApp.signIn(step.copy, () => this.appId);
      case 'restart':
        return this.kill();
      case 'reconfigure':
        return this.reconfigure(this.appId === appIds[0] ? appIds[1] : appIds[0]);
    }
  }

  /** Nothing goes wrong any more. */
  calm(): void {
    const { device, cloud, server } = this.environment;
    this.trace.add('calmed', {});
    device.faults.clear();
    cloud.faults.clear();
    server.faults.clear();
    cloud.phoneQuota = Infinity;
    this.trace.add('network', { up: true });
    device.network.goOnline();
    this.setForeground(true);
  }

  reconfigure(appId: string): void {
    const change = (): void => {
      this.appId = appId;
      this.trace.add('reconfigured', { appId });
    };
    if (!this.hasNoAppObject) return change();
    // Said by the app's own code, which may be frozen.
    this.javascript.enter('host app', () => {
      change();
      this.hostApp.configure();
    });
  }

  /** The page is hidden and shown again. */
  blink(): void {
    this.pages.setForeground(false);
    this.pages.setForeground(true);
  }

  closeAllPages(): void {
    while (this.pages.depth > 0) this.pages.close();
  }

  /** The app is closed as far as its own code can see: tells which timers it still has. */
  recordClosed(): void {
    this.trace.add('closed', { timers: this.javascript.timers });
  }

  /** The app was killed and is started again, by this user of WeChat. */
  restart(user: 'same' | 'other'): void {
    this.environment.restart(user);
    [this.javascript, this.pages, this.touchscreen, this.hostApp] = this.launch(this.javascript.skew);
    this.pages.open(this.setting.firstPage);
  }

  async end(): Promise<void> {
    this.kill();
    this.environment.device.kill();
    await this.environment.server.close();
  }

  private launch(skew: number): [AppJavaScript, Pages, Touchscreen, HostApp] {
    const { device } = this.environment;
    this.trace.launch += 1;
    this.trace.add('launch', { openid: device.openid, appId: this.appId, stored: storedSessions(device.memory) });
    this.foreground = true;
    const javascript = new AppJavaScript(this.trace, skew, this.setting.travel.seed + this.trace.launch);
    const configuration = (): Configuration | undefined =>
      this.appId === undefined
        ? undefined
        : {
            appId: this.appId,
            host: HOST,
            ...(this.setting.numbers !== 'sealed' && { extIdpConnIdentifier: 'wechat' }),
            onError: this.onError,
          };
    const app = {
      // A new object each time it is read would hide whether the library compares configurations by value.
      get authing() {
        return configuration();
      },
    };
    const counter = { calls: 0 };
    const wx = (): object => tracedWx(device.wx, javascript, this.trace, this.app.judged, counter);
    const globals = {
      ...javascript.globals(),
      wx: wx(),
      getApp: this.hasNoAppObject ? undefined : () => app,
      getCurrentPages: () => this.pages.current,
    };
    const running = this.app.launch({
      setting: this.setting,
      configuration,
      globals,
      secondGlobals: this.setting.copies?.share === 'app' ? { ...globals, wx: wx() } : globals,
    });
    const hostApp = new HostApp(running, javascript, this.trace, this.environment);
    if (this.hasNoAppObject) hostApp.configure();
    const pages = new Pages(running, javascript, this.trace, this.numbers, this.setting);
    const handwriting = new Handwriting(this.environment, javascript, pages, this.trace);
    const reach = { setting: this.setting, device, pages, javascript, sheets: this.sheets, handwriting, trace: this.trace };
    return [javascript, pages, new Touchscreen(reach), hostApp];
  }

  private readonly onError = (code: number, message: string, data?: unknown): void =>
    void this.trace.add('onError', { code, message, data });
  /** Then it has to be configured by code. */
  private get hasNoAppObject(): boolean {
    return this.setting.copies?.share === 'wx';
  }

  kill(): void {
    this.trace.add('killed', {});
    clearTimeout(this.freezing);
    this.javascript.kill();
    this.sheets.forget();
  }

  private navigate(change: () => void): void {
    if (this.foreground && !this.touchscreen.isBarred) this.javascript.enter('page', change);
  }

  private setForeground(foreground: boolean): void {
    if (this.foreground === foreground) return;
    this.foreground = foreground;
    const { app } = this.environment.device;
    if (foreground) {
      clearTimeout(this.freezing);
      app.foreground();
      this.trace.add('app', { foreground });
      this.javascript.thaw();
      this.pages.setForeground(true);
    } else {
      app.background();
      this.trace.add('app', { foreground });
      this.pages.setForeground(false);
      const javascript = this.javascript;
      const { freezes } = this.setting;
      if (freezes !== 'never') this.freezing = setTimeout(() => javascript.freeze(freezes === 'stands still'), FREEZES_AFTER);
    }
  }

  private jump(jump: number): void {
    this.javascript.skew += jump;
    this.trace.add('clock', { jump });
  }

  private replace(kinds: readonly WidgetKind[], times: number, everyMs: number): void {
    const { launch } = this.trace;
    const once = (left: number): void => {
      if (this.trace.launch !== launch || this.pages.depth === 0) return;
      this.navigate(() => this.pages.replace(kinds));
      if (left > 1) setTimeout(() => once(left - 1), everyMs);
    };
    once(times);
  }
}
