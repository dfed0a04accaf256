import path from 'node:path';
import { inspect } from 'node:util';
import { jest } from '@jest/globals';
import type { Emulator } from '..';
import type { AuthingServer, Outbox, RequestLog } from '../authing';
import type { Engine, Mounted, MountOptions, NativeElement } from '../engines';
import type { Device, PersonControl, WeChat, Writing } from '../wechat';
import { Fields } from './fields';
import { LentGlobals } from './lent-globals';
import { appScript, declaredAppId, declaredHosts, declaredIdentitySource, isAt } from './project';
import type { AppObject } from './project';
import type { RejectionWatch } from './rejections';

/** How a launch is set up; {@link launch} makes it of its options. */
interface Setting {
  root: string;
  engine: Engine;
  emulator: Emulator;
  /** Undefined: what app.js says counts. */
  authing: Record<string, unknown> | null | undefined;
  keepProblems: boolean;
  rejections: RejectionWatch;
}

/** Opened from the list of mini programs. */
const LAUNCH_SCENE = 1001;

/** Time (ms) that lets everything happen which does not wait for a time-out. */
const AT_REST_MS = 1000;

/** A mini program that runs: what a person can do with it, and what can be seen of it. `Data` is the `data` of its pages. */
export class MiniApp<Data extends object = Record<string, unknown>> {
  readonly engine: Engine;
  readonly wechat: WeChat;
  readonly server: AuthingServer;
  /** The device it runs on; another object after `restart`. */
  device: Device;
  /** What `getApp().authing` is, in place of what app.js says; null: nothing. May be changed. */
  authing: Record<string, unknown> | null | undefined;
  private readonly emulator: Emulator;
  private readonly root: string;
  private keepProblems: boolean;
  private readonly rejections: RejectionWatch;
  /** What stands in inputs. */
  private readonly fields = new Fields();
  private readonly globals = new LentGlobals();
  private instance: AppObject = {};
  private opened: { path: string; options: MountOptions; mounted: Mounted } | undefined;
  private problemsTold = 0;

  /** Runs app.js, where the mini program has one. */
  constructor({ root, engine, emulator, authing, keepProblems, rejections }: Setting) {
    this.root = root;
    this.engine = engine;
    this.emulator = emulator;
    this.wechat = emulator.wechat;
    this.server = emulator.authing;
    this.device = emulator.wechat.device;
    this.authing = authing;
    this.keepProblems = keepProblems;
    this.rejections = rejections;
    this.start();
  }

  /** Whose answers count: `app.person.next('phoneNumber', { answer: 'deny' })`. */
  get person(): PersonControl {
    return this.device.person;
  }

  /** What reached Authing. */
  get requests(): RequestLog {
    return this.server.requests;
  }

  /** What Authing sent by SMS and email. */
  get outbox(): Outbox {
    return this.server.outbox;
  }

  /** What the mini program threw, or rejected without a handler, and the engine warned of since it was started. */
  get problems(): readonly string[] {
    return this.engine.problems;
  }

  /**
   * Whether Authing is meant: its public cloud, the host that the mini program declares, or that of the server.
   * @internal
   */
  isAuthing(url: string): boolean {
    return isAt(url, [/(^|\.)authing\.cn$/, this.server.url, ...declaredHosts(this.instance)]);
  }

  /** What app.js handed to `App`, as `getApp()` returns it. */
  get app(): object {
    return this.instance;
  }

  /** Authing's id of the application, as the mini program declares it. Throws when it declares none. */
  get appId(): string {
    const appId = declaredAppId(this.instance);
    if (appId === undefined) throw new Error("the mini program declares no appId: App({ authing: { appId: 'YOUR_APP_ID' } })");
    return appId;
  }

  /** The page or component that was opened last. Throws when none was. */
  get page(): Mounted<Data> {
    if (this.opened === undefined) throw new Error("no page is open: launch({ page: 'pages/index/index' }), or app.open(…)");
    return this.opened.mounted as Mounted<Data & Record<string, unknown>>;
  }

  /** Every value in Storage, by key. */
  get storage(): Record<string, unknown> {
    const { wx } = this.device;
    return Object.fromEntries(wx.getStorageInfoSync().keys.map((key) => [key, wx.getStorageSync(key) as unknown]));
  }

  /** Opens a page, or mounts a component, given by its path from the mini program's root; resolves when it is at rest. */
  async open(page: string, options: MountOptions = {}): Promise<Mounted<Data>> {
    this.opened?.mounted.hide();
    const mounted = this.engine.mount(path.join(this.root, page), options);
    this.opened = { path: page, options, mounted };
    await this.pass();
    return this.page;
  }

  /**
   * A finger taps what `selector` names on the open page, then everything happens that follows: WeChat's sheet opens and is answered by
   * {@link MiniApp.person}, requests go and come.
   * @param selector a tag, `#id` or `.class`; see `Mounted.find`
   */
  async tap(selector = 'button'): Promise<void> {
    this.touch(this.page.find(selector));
    await this.pass();
  }

  /** The finger alone: what follows takes time, which `pass` lets pass. */
  touch(element: NativeElement): void {
    const { openType, disabled, attributes, bindings } = element;
    element.tap();
    if (element.tag !== 'button') {
      this.device.gesture();
      return;
    }
    const { id, lang } = attributes as { id: string; lang: string };
    const phoneNumberNoQuotaToast = attributes['phone-number-no-quota-toast'] !== false;
    const button = {
      openType,
      disabled,
      lang,
      phoneNumberNoQuotaToast,
      bindings,
      mounted: () => element.mounted,
      ...(id !== '' && { id }),
    };
    if (attributes['form-type'] === 'submit' && !disabled) this.submit(element);
    this.device.press(button, ({ name, detail }) => element.dispatch(name, detail));
  }

  /**
   * A person writes in an `<input>` and goes on to something else, which takes the focus away; then everything happens that follows.
   * `type="nickname"` offers the WeChat nickname, which is taken where no text is given; WeChat checks it, and clears what fails.
   * @returns what is in the input then, which a form's `submit` would read
   */
  async write(selector: string, text?: string): Promise<string> {
    const { page } = this;
    const writing = this.writeIn(page.find(selector), text);
    await this.pass();
    return writing.value;
  }

  /** The hand alone: what follows takes time, which `pass` lets pass. */
  writeIn(element: NativeElement, text?: string): Writing {
    const { type, maxlength } = element.attributes as { type: string; maxlength: number };
    const { disabled } = element;
    const input = { type, value: this.fields.textIn(element), maxlength, disabled, mounted: () => element.mounted };
    const writing = this.device.write(input, text, ({ name, detail }) => element.dispatch(name, detail));
    this.fields.wrote(element, writing);
    return writing;
  }

  /** A tap on a button with `form-type="submit"`: the form hears what stands in its named inputs. */
  private submit({ form }: NativeElement): void {
    const { page } = this;
    const element = page.natives('form').find(({ node }) => node === form);
    const inputs = page.natives('input').filter((input) => input.form === form && String(input.attributes['name'] ?? '') !== '');
    element?.dispatch('submit', {
      value: Object.fromEntries(inputs.map((input) => [String(input.attributes['name']), this.fields.textIn(input)])),
    });
  }

  /**
   * Lets virtual time pass.
   * @param ms default: enough for anything that does not wait for a time-out
   * @throws what the mini program threw meanwhile, unless problems are only kept
   */
  async pass(ms = AT_REST_MS): Promise<void> {
    await jest.advanceTimersByTimeAsync(ms);
    await this.takeRejections();
    this.tellProblems();
  }

  /** The person leaves the mini program for another one, or the home screen. */
  async hide(): Promise<void> {
    this.device.app.background();
    this.opened?.mounted.hide();
    this.instance.onHide?.();
    await this.pass();
  }

  /** The person comes back. */
  async show(): Promise<void> {
    this.device.app.foreground();
    this.instance.onShow?.(this.launchOptions());
    this.opened?.mounted.show();
    await this.pass();
  }

  /** The mini program is killed and started again, with the page that was open; Storage stays. */
  async restart(): Promise<void> {
    this.device = this.device.restart();
    this.engine.restart();
    const { opened } = this;
    this.opened = undefined;
    this.start();
    if (opened !== undefined) await this.open(opened.path, opened.options);
  }

  /**
   * Ends it, and takes back what it needed as globals. `launch` sees to it at the end of each test.
   * @throws what the mini program threw since time last passed
   */
  async end(): Promise<void> {
    this.device.kill();
    await this.emulator.close();
    this.globals.takeBack();
    // Kept or not: nobody looks at `problems` any more.
    if ((await this.takeRejections()) > 0) this.keepProblems = false;
    this.tellProblems();
  }

  /** Adds what was rejected to the problems; how many there were. */
  private async takeRejections(): Promise<number> {
    const reasons = await this.rejections.taken();
    for (const reason of reasons) {
      this.engine.problems.push(`unhandled rejection: ${reason instanceof Error ? (reason.stack ?? reason.message) : inspect(reason)}`);
    }
    return reasons.length;
  }

  private tellProblems(): void {
    const problems = this.engine.problems.slice(this.problemsTold);
    this.problemsTold = this.engine.problems.length;
    if (problems.length > 0 && !this.keepProblems) throw new Error(`the mini program has a problem:\n${problems.join('\n')}`);
  }

  /** @internal The application at Authing that the mini program declares. */
  get declared(): { appId: string | undefined; identitySource: string | undefined } {
    return { appId: declaredAppId(this.instance), identitySource: declaredIdentitySource(this.instance) };
  }

  private start(): void {
    this.problemsTold = 0;
    // For a library of components: an app that says nothing else.
    this.instance = {};
    this.globals.lend('wx', this.device.wx);
    this.globals.lend('getApp', () => this.instance);
    this.globals.lend('getCurrentPages', () => (this.opened === undefined ? [] : [this.opened.mounted.instance as unknown]));
    const script = appScript(this.root);
    if (script !== undefined) this.instance = this.engine.launch(script) ?? {};
    if (script === undefined || this.authing !== undefined) this.declareAuthing();
    const { wx } = this.device;
    if ('onThemeChange' in wx) wx.onThemeChange((result) => this.instance.onThemeChange?.(result));
    const options = this.launchOptions();
    this.instance.onLaunch?.(options);
    this.instance.onShow?.(options);
  }

  private declareAuthing(): void {
    if (this.authing === undefined) this.authing = { appId: 'authing-app' };
    Object.defineProperty(this.instance, 'authing', { configurable: true, get: () => this.authing ?? undefined });
  }

  private launchOptions(): object {
    return {
      path: this.opened?.path ?? '',
      query: this.opened?.options.query ?? {},
      scene: LAUNCH_SCENE,
      shareTicket: '',
      referrerInfo: {},
    };
  }
}
