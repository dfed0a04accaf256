import type { RunningApp, WidgetKind } from '../host/widget';
import type { Setting, Step } from '../schedule/schedule';
import { describeStep } from '../schedule/describe';
import { AppJavaScript } from './app-javascript';
import { appIds, createEnvironment, HOST, storedSessions } from './environment';
import type { Environment } from './environment';
import { injectFault } from './faults';
import { Finger } from './finger';
import { OwnCode } from './own-code';
import { Pages } from './pages';
import { RunRecord } from './record';
import { Sheets } from './sheets';
import { watchedWx } from './watched-wx';

/** What an app is launched with. */
export interface Launch {
  /** Names its modules see: `wx`, `getApp`, `setTimeout`, `Date`, `console` … */
  globals: Record<string, unknown>;
  /** The same for a second copy of the package in this app. */
  secondGlobals: Record<string, unknown>;
  setting: Setting;
  /** The configuration as `App({ authing })` has it. */
  configuration(): Configuration | undefined;
}

export interface Configuration {
  appId: string;
  host: string;
  onError(code: number, message: string, data?: unknown): void;
}

/** The app under test: this package's components, or the predecessor's documented pages. */
export interface AppUnderTest {
  launch(launch: Launch): RunningApp;
  /** Whether its calls of `wx` are what is judged. */
  readonly judged: boolean;
}

/**
 * WeChat stops an app's JavaScript about 5 s after it went to the background; here (ms) a moment before it cuts requests, so that the app
 * hears of those when it is back.
 */
const FREEZES_AFTER = 4990;

/** A phone with one app on it, and somebody who does what a schedule says. */
export class World {
  readonly record = new RunRecord();
  private readonly app: AppUnderTest;
  private readonly setting: Setting;
  private readonly environment: Environment;
  private readonly numbers = { page: 0, widget: 0 };
  private readonly sheets: Sheets;
  private appId: string | undefined;
  private javascript: AppJavaScript;
  private pages: Pages;
  private finger: Finger;
  private ownCode: OwnCode;
  private freezing: NodeJS.Timeout | undefined;
  private foreground = true;

  static async create(setting: Setting, app: AppUnderTest): Promise<World> {
    return new World(setting, app, await createEnvironment(setting));
  }

  private constructor(setting: Setting, app: AppUnderTest, environment: Environment) {
    this.setting = setting;
    this.app = app;
    this.environment = environment;
    this.appId = setting.configured ? appIds[0] : undefined;
    this.sheets = new Sheets(environment.device.person);
    environment.timeline.subscribe((entry) => this.record.add('wechat', { entry }));
    environment.server.requests.subscribe(({ path, body, notes, response, fault }, event) => {
      if (event === 'answered') this.record.add('served', { path, sent: body, notes, body: response, fault });
    });
    [this.javascript, this.pages, this.finger, this.ownCode] = this.launch(0);
    this.pages.open(setting.firstPage);
  }

  perform(step: Step, number: number): void {
    this.record.add('step', { number, text: describeStep(step) });
    const { device, cloud, server } = this.environment;
    switch (step.do) {
      case 'tap':
        return this.finger.tap(step.widget, step.touch, step.again, step.person);
      case 'touch':
        return this.finger.touch(step.widget);
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
        this.record.add('network', { up: false });
        return device.network.goOffline();
      case 'online':
        this.record.add('network', { up: true });
        return device.network.goOnline();
      case 'host login':
        return this.ownCode.login();
      case 'prefetch':
        return cloud.prefetch(device.openid);
      case 'key expires':
        return cloud.expireSession(device.openid);
      case 'fault':
        return injectFault(step.fault, this.environment);
      case 'clock':
        return this.jump(step.jump);
      case 'revoke':
        this.record.add('revoked', {});
        return server.admin.users.forEach(({ id }) => server.admin.signOut(id));
      case 'sign out':
        return this.ownCode.signOut(step.copy, () => this.appId);
      case 'app signs in':
        return this.ownCode.signIn(step.copy, () => this.appId);
      case 'restart':
        return this.kill();
      case 'reconfigure':
        return this.reconfigure(this.appId === appIds[0] ? appIds[1] : appIds[0]);
    }
  }

  /** Nothing goes wrong any more. */
  calm(): void {
    const { device, cloud, server } = this.environment;
    this.record.add('aftermath', {});
    device.faults.clear();
    cloud.faults.clear();
    server.faults.clear();
    cloud.phoneQuota = Infinity;
    this.record.add('network', { up: true });
    device.network.goOnline();
    this.setForeground(true);
  }

  reconfigure(appId: string): void {
    const change = (): void => {
      this.appId = appId;
      this.record.add('reconfigured', { appId });
    };
    if (!this.hasNoAppObject) return change();
    // Said by the app's own code, which may be frozen.
    this.javascript.enter('host app', () => {
      change();
      this.ownCode.configure();
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
    this.record.add('closed', { timers: this.javascript.timers });
  }

  /** The app was killed and is started again, by this user of WeChat. */
  restart(user: 'same' | 'other'): void {
    this.environment.restart(user);
    [this.javascript, this.pages, this.finger, this.ownCode] = this.launch(this.javascript.skew);
    this.pages.open(this.setting.firstPage);
  }

  async end(): Promise<void> {
    this.kill();
    this.environment.device.kill();
    await this.environment.server.close();
  }

  private launch(skew: number): [AppJavaScript, Pages, Finger, OwnCode] {
    const { device } = this.environment;
    this.record.life += 1;
    this.record.add('launch', { openid: device.openid, appId: this.appId, stored: storedSessions(device.memory) });
    this.foreground = true;
    const javascript = new AppJavaScript(this.record, skew, this.setting.travel.seed + this.record.life);
    const configuration = (): Configuration | undefined =>
      this.appId === undefined
        ? undefined
        : {
            appId: this.appId,
            host: HOST,
            onError: this.onError,
          };
    const app = {
      // A new object each time it is read would hide whether the library compares configurations by value.
      get authing() {
        return configuration();
      },
    };
    const counter = { calls: 0 };
    const wx = (): object => watchedWx(device.wx, javascript, this.record, this.app.judged, counter);
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
    const ownCode = new OwnCode(running, javascript, this.record, this.environment);
    if (this.hasNoAppObject) ownCode.configure();
    const pages = new Pages(running, javascript, this.record, this.numbers, this.setting);
    const reach = { setting: this.setting, device, pages, javascript, sheets: this.sheets, record: this.record };
    return [javascript, pages, new Finger(reach), ownCode];
  }

  private readonly onError = (code: number, message: string, data?: unknown): void =>
    void this.record.add('onError', { code, message, data });
  /** Then it has to be configured by code. */
  private get hasNoAppObject(): boolean {
    return this.setting.copies?.share === 'wx';
  }

  kill(): void {
    this.record.add('killed', {});
    clearTimeout(this.freezing);
    this.javascript.kill();
    this.sheets.forget();
  }

  private navigate(change: () => void): void {
    if (this.foreground && !this.finger.isBarred) this.javascript.enter('page', change);
  }

  private setForeground(foreground: boolean): void {
    if (this.foreground === foreground) return;
    this.foreground = foreground;
    const { app } = this.environment.device;
    if (foreground) {
      clearTimeout(this.freezing);
      app.foreground();
      this.record.add('app', { foreground });
      this.javascript.thaw();
      this.pages.setForeground(true);
    } else {
      app.background();
      this.record.add('app', { foreground });
      this.pages.setForeground(false);
      const javascript = this.javascript;
      const { freezes } = this.setting;
      if (freezes !== 'never') this.freezing = setTimeout(() => javascript.freeze(freezes === 'stands still'), FREEZES_AFTER);
    }
  }

  private jump(jump: number): void {
    this.javascript.skew += jump;
    this.record.add('clock', { jump });
  }

  private replace(kinds: readonly WidgetKind[], times: number, everyMs: number): void {
    const { life } = this.record;
    const once = (left: number): void => {
      if (this.record.life !== life || this.pages.depth === 0) return;
      this.navigate(() => this.pages.replace(kinds));
      if (left > 1) setTimeout(() => once(left - 1), everyMs);
    };
    once(times);
  }
}
