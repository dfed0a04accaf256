import { createAuthingServer, createServerKeys } from 'authing-miniapp-emulator/authing';
import type { AuthingServer, AuthingServerOptions } from 'authing-miniapp-emulator/authing';
import { createEngine } from 'authing-miniapp-emulator/engines';
import type { Compilers, Engine, EngineName, Mounted, MountedPage, MountOptions, Part } from 'authing-miniapp-emulator/engines';
import { createWeChat, fetchTransport } from 'authing-miniapp-emulator/wechat';
import type { NativeButtonEvent, Device, WeChat, WeChatOptions } from 'authing-miniapp-emulator/wechat';
import { compilers } from '../source/launch';

/** The Authing app of every test. */
export const APP_ID = 'authing-app';
/** Where the server of every test is, and where its sessions are in Storage. */
export const HOST = 'http://127.0.0.1';
export const sessionKey = `authing_session_${APP_ID}@${HOST}`;
export const WE_CHAT_APP_ID = 'wx0123456789abcdef';

const keys = createServerKeys();

/** The components under test; that their files are named here tells `jest --watch` whose specifications use this. */
interface Components {
  'login-button': typeof import('../../components/login-button/index');
  'phone-button': typeof import('../../components/phone-button/index');
  'avatar-picker': typeof import('../../components/avatar-picker/index');
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

/** Everything around the components, as they are written: an engine, WeChat, Authing, virtual time. Call after `jest.useFakeTimers()`. */
export interface Harness {
  readonly engine: Engine;
  readonly wechat: WeChat;
  readonly server: AuthingServer;
  /** The phone that runs now; another one after `restart`. */
  device: Device;
  /** `getApp().authing` */
  authing: Record<string, unknown> | null;
  mount(name: ComponentName, options?: MountOptions): Mounted;
  mountPage(parts: (Omit<Part, 'component'> & { component: ComponentName })[]): MountedPage;
  /** The main entry as the running app sees it. */
  library(): typeof import('../../index');
  /** A finger on the component's button: touch, tap, and whatever WeChat's sheet then answers. */
  press(component: Mounted): void;
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
  const wechat = createWeChat({
    ...options.wechat,
    cloud: { appId: WE_CHAT_APP_ID, seed: 1, ...options.wechat?.cloud },
    device: {
      privacy: { authorized: true },
      latency: { cloud: 50, network: 100 },
      ...options.wechat?.device,
      transport: (request) => fetchTransport((message) => server.fetch(message))(request),
    },
  });
  const server = await createAuthingServer({
    apps: [{ appId: APP_ID, wechat: { appId: WE_CHAT_APP_ID } }],
    exchangeCode: wechat.cloud.exchangeCode,
    exchangePhoneCode: wechat.cloud.exchangePhoneCode,
    listen: false,
    keys,
    passwordCost: 16,
    ...options.server,
  });
  const engine = createEngine(engineName, {}, options.compilers ?? compilers);
  const world = globalThis as unknown as { wx: unknown; getApp: unknown; getCurrentPages: unknown };
  const harness: Harness = {
    engine,
    wechat,
    server,
    device: wechat.device,
    authing: options.authing === null ? null : { appId: APP_ID, host: server.url, ...options.authing },
    mount: (name, mountOptions) => engine.mount(componentPath(name), mountOptions),
    mountPage: (parts) => engine.mountPage(parts.map((part) => ({ ...part, component: componentPath(part.component) }))),
    library: () => engine.require('index') as typeof import('../../index'),
    press(component) {
      const button = component.nativeButton();
      const native = {
        openType: button.openType,
        disabled: button.disabled,
        mounted: () => component.html() !== '',
      };
      button.tap();
      harness.device.press(native, (event: NativeButtonEvent) => button.dispatch(event.name, event.detail));
    },
    pass: (ms = 1000) => jest.advanceTimersByTimeAsync(ms).then(() => undefined),
    restart() {
      harness.device = harness.device.restart();
      world.wx = harness.device.wx;
      app = launchedApp(harness);
      engine.restart();
    },
    storage: () =>
      Object.fromEntries(harness.device.wx.getStorageInfoSync().keys.map((key) => [key, harness.device.wx.getStorageSync(key)])),
    logins: () => wechat.timeline.of('wx.called').filter(({ detail }) => detail.api === 'login').length,
    requestsTo: (endpoint) => server.requests.to(endpoint) as never,
  };
  world.wx = harness.device.wx;
  // One object for as long as the app runs: copies of the package meet on it.
  let app = launchedApp(harness);
  world.getApp = () => app;
  world.getCurrentPages = () => [];
  engine.restart();
  return harness;
}

/** The app object of one launch. */
const launchedApp = (harness: Harness): object => ({
  get authing() {
    return harness.authing ?? undefined;
  },
});

const componentPath = (name: ComponentName): string => `components/${name}/index`;
