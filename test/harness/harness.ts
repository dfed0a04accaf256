import type { AuthingServer, AuthingServerOptions } from 'authing-miniapp-emulator/authing';
import type {
  Compilers,
  Engine,
  EngineName,
  Mounted,
  MountedPage,
  MountOptions,
  NativeElement,
  Part,
} from 'authing-miniapp-emulator/engines';
import { launch } from 'authing-miniapp-emulator/jest';
import type { Device, WeChat, WeChatOptions } from 'authing-miniapp-emulator/wechat';
import { compilers } from '../source/launch';

/** The Authing app of every test. */
export const APP_ID = 'authing-app';
/** Where the server of every test is, and where its sessions are in Storage. */
export const HOST = 'http://127.0.0.1';
export const sessionKey = `authing_session_${APP_ID}@${HOST}`;
export const WE_CHAT_APP_ID = 'wx0123456789abcdef';

/** The components under test; that their files are named here tells `jest --watch` whose specifications use this. */
interface Components {
  'login-button': typeof import('../../components/login-button/index');
  'phone-button': typeof import('../../components/phone-button/index');
  'avatar-picker': typeof import('../../components/avatar-picker/index');
  'nickname-input': typeof import('../../components/nickname-input/index');
  'login-panel': typeof import('../../components/login-panel/index');
  'user-panel': typeof import('../../components/user-panel/index');
}
export type ComponentName = keyof Components;

export interface HarnessOptions {
  wechat?: WeChatOptions;
  server?: Partial<AuthingServerOptions>;
  /** What `App({ authing })` says besides appId and host; null for an app that says nothing. */
  authing?: Record<string, unknown> | null;
  /** In place of the usual ones. */
  compilers?: Compilers;
}

/** The components, as they are written, under the kit that users test their own pages with. Call after `jest.useFakeTimers()`. */
export interface Harness {
  readonly engine: Engine;
  readonly wechat: WeChat;
  readonly server: AuthingServer;
  /** The device it runs on; another object after `restart`. */
  readonly device: Device;
  /** `getApp().authing` */
  authing: Record<string, unknown> | null;
  mount(name: ComponentName, options?: MountOptions): Mounted;
  mountPage(parts: (Omit<Part, 'component'> & { component: ComponentName })[]): MountedPage;
  /** The main entry as the running app sees it. */
  library(): typeof import('../../index');
  /** A finger on the component's (first) button: touch, tap, and whatever WeChat's sheet then answers. */
  press(component: Mounted, native?: NativeElement): void;
  /** Lets `ms` of virtual time pass (default: enough for anything that is not waiting for a time-out). */
  pass(ms?: number): Promise<void>;
  /** The mini program is killed and started again; Storage stays. */
  restart(): void;
  /** Every value in Storage, by key. */
  storage(): Record<string, unknown>;
  /** How often wx.login was called so far. */
  logins(): number;
  /** The requests to one endpoint (end of its path, or a GraphQL field). */
  requestsTo(endpoint: string): { body: unknown; headers: Record<string, string> }[];
}

export async function createHarness(engineName: EngineName, options: HarnessOptions = {}): Promise<Harness> {
  const { wechat, server, authing } = options;
  const app = await launch({
    root: '.',
    compilers: options.compilers ?? compilers,
    engine: engineName,
    authing: authing === null ? null : { appId: APP_ID, host: HOST, ...authing },
    wechat: {
      ...wechat,
      cloud: { appId: WE_CHAT_APP_ID, ...wechat?.cloud },
      device: { privacy: { authorized: true }, ...wechat?.device },
    },
    server: { apps: [{ appId: APP_ID, wechat: { appId: WE_CHAT_APP_ID } }], ...server },
    keepProblems: true,
  });
  const { engine } = app;
  return {
    engine,
    wechat: app.wechat,
    server: app.server,
    get device() {
      return app.device;
    },
    get authing() {
      return app.authing ?? null;
    },
    set authing(value) {
      app.authing = value;
    },
    mount: (name, options) => engine.mount(componentPath(name), options),
    mountPage: (parts) => engine.mountPage(parts.map((part) => ({ ...part, component: componentPath(part.component) }))),
    library: () => engine.require('index') as typeof import('../../index'),
    press: (component, native = component.nativeButton()) => app.touch(native),
    pass: (ms) => app.pass(ms),
    restart: () => void app.restart(),
    storage: () => app.storage,
    logins: () => app.wechat.timeline.of('wx.called').filter(({ detail }) => detail.api === 'login').length,
    requestsTo: (endpoint) => app.requests.to(endpoint) as never,
  };
}

const componentPath = (name: ComponentName): string => `components/${name}/index`;
