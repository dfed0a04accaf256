import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { install } from '@sinonjs/fake-timers';
import { createAuthingServer, createServerKeys, type AuthingServer } from 'authing-miniapp-emulator/authing';
import { createEngine, type Engine, type Mounted } from 'authing-miniapp-emulator/engines';
import { createWeChat, fetchTransport, type Device, type WeChat } from 'authing-miniapp-emulator/wechat';
import type { CompiledApp } from '../tools/size/compile-app';
import { installDom } from '../tools/size/dom';

const APP_ID = 'bench';
const WECHAT_APP_ID = 'wx0123456789abcdef';

/** WeChat, Authing and a component engine in one process, on virtual time. */
export interface Scene {
  readonly engine: Engine;
  readonly wechat: WeChat;
  readonly server: AuthingServer;
  readonly host: string;
  readonly appId: string;
  /** How often each member of `wx` was called, synchronous ones included. */
  readonly wxCalls: ReadonlyMap<string, number>;
  /** Lets `ms` of virtual time pass. */
  pass(ms: number): Promise<void>;
  /** A finger on the component's native button: touch, tap, and what WeChat's sheet then answers (the person agrees). */
  press(component: Mounted): void;
  /** The mini program is closed and started again: Storage stays, `wxCalls` and the server's log begin anew. */
  restart(): void;
}

/** Sets the scene, runs `play` on it and strikes it. What went wrong inside a component fails the whole. */
export async function withScene<Result>(play: (scene: Scene) => Promise<Result>): Promise<Result> {
  const removeDom = installDom();
  const clock = install({ toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'], shouldClearNativeTimers: true });
  const wechat: WeChat = createWeChat({
    cloud: { appId: WECHAT_APP_ID, seed: 1 },
    device: {
      privacy: { authorized: true },
      latency: { cloud: 50, network: 100 },
      transport: (request) => fetchTransport((message) => server.fetch(message))(request),
    },
  });
  const server = await createAuthingServer({
    apps: [{ appId: APP_ID, wechat: { appId: WECHAT_APP_ID } }],
    exchangeCode: wechat.cloud.exchangeCode,
    exchangePhoneCode: wechat.cloud.exchangePhoneCode,
    listen: false,
    keys: createServerKeys(),
    passwordCost: 16,
  });
  let device: Device = wechat.device;
  const wxCalls = new Map<string, number>();
  const globals = {
    wx: counting(device.wx, wxCalls),
    getApp: () => ({ authing: { appId: APP_ID, host: server.url } }),
    getCurrentPages: () => [],
  };
  Object.assign(globalThis, globals);
  const engine = createEngine('glass-easel');
  try {
    const result = await play({
      engine,
      wechat,
      server,
      host: server.url,
      appId: APP_ID,
      wxCalls,
      pass: async (ms) => {
        await clock.tickAsync(ms);
      },
      press(component) {
        const button = component.nativeButton();
        const { openType, disabled } = button;
        button.tap();
        device.press({ openType, disabled }, ({ name, detail }) => button.dispatch(name, detail));
      },
      restart() {
        device = device.restart();
        wxCalls.clear();
        server.requests.clear();
        Object.assign(globalThis, { wx: counting(device.wx, wxCalls) });
        engine.restart();
      },
    });
    if (engine.problems.length > 0) throw new Error(`The components are not well: ${engine.problems.join('; ')}`);
    return result;
  } finally {
    engine.restart();
    device.kill();
    await server.close();
    clock.uninstall();
    removeDom();
    Object.keys(globals).forEach((name) => Reflect.deleteProperty(globalThis, name));
  }
}

function counting<Wx extends object>(wx: Wx, calls: Map<string, number>): Wx {
  return new Proxy(wx, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...values: unknown[]): unknown => {
        calls.set(String(name), (calls.get(String(name)) ?? 0) + 1);
        return Reflect.apply(member, target, values);
      };
    },
  });
}

/**
 * Puts a compiled app on disk, where the component engines read it, for as long as `use` takes.
 * @param additions further files, by path from the app's root
 */
export async function withAppOnDisk<Result>(
  app: CompiledApp,
  additions: Readonly<Record<string, string>>,
  use: (dir: string) => Promise<Result>,
): Promise<Result> {
  const dir = mkdtempSync(join(tmpdir(), 'authing-miniapp-bench-'));
  try {
    for (const [path, content] of [...app, ...Object.entries(additions)]) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), content);
    }
    return await use(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
