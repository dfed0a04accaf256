import { createAuthingServer } from 'authing-miniapp-emulator/authing';
import type { AuthingServer, AuthingServerOptions } from 'authing-miniapp-emulator/authing';
import { createWeChat } from 'authing-miniapp-emulator/wechat';
import type { Device, DeviceOptions, WeChat } from 'authing-miniapp-emulator/wechat';
import type { AuthenticationClient } from '../../../lib/sdk/authentication-client';
import type { AuthenticationClientOptions } from '../../../lib/sdk/options';
import { serverKeys } from '../../harness/server-keys';
import { launchBare } from '../../source/launch';

const keys = serverKeys();

export const APP_ID = 'app-under-test';
export const EMAIL = 'ada@example.com';
export const PASSWORD = 'Correct-Horse-9';

/** What is thrown when nobody is signed in. */
export const signedOut: Error = expect.objectContaining({ name: 'AuthingError', reason: 'unauthenticated' }) as Error;

type ClientClass = new (options: AuthenticationClientOptions) => AuthenticationClient;

interface Stored {
  token: string;
  user: Record<string, unknown> | null;
}

/** A device that runs the library against a local Authing server. */
export interface World {
  readonly server: AuthingServer;
  readonly wechat: WeChat;
  device: Device;
  /** Another client in the same JavaScript context. */
  createClient(options?: Partial<AuthenticationClientOptions>): AuthenticationClient;
  /** The mini program is started again: new modules, the same Storage. */
  restart(): void;
  /** What the library keeps in WeChat Storage for this app. */
  stored(): Stored | undefined;
  /** Resolves when the server has received the next request for a GraphQL field or a path, which it may still be answering. */
  arrival(what: string): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  server?: Partial<AuthingServerOptions>;
  device?: Partial<DeviceOptions>;
  /** Globals beside `wx`. */
  globals?: Record<string, unknown>;
}

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const wechat = createWeChat({ device: options.device ?? {} });
  const server = await createAuthingServer({
    apps: [{ appId: APP_ID, secret: 'app-secret', wechat: { appId: wechat.cloud.appId } }],
    exchangeCode: (code) => wechat.cloud.exchangeCode(code),
    keys,
    passwordCost: 16,
    codes: { interval: 0 },
    ...options.server,
  });
  let { device } = wechat;
  const load = (): ClientClass =>
    launchBare({ wx: device.wx, ...options.globals }).require('lib/sdk/authentication-client').AuthenticationClient as ClientClass;
  let Client = load();
  return {
    server,
    wechat,
    get device() {
      return device;
    },
    createClient: (more = {}) => new Client({ appId: APP_ID, host: server.url, ...more } as AuthenticationClientOptions),
    restart() {
      device = device.restart();
      Client = load();
    },
    stored: () => device.wx.getStorageSync<Stored | ''>(`authing_session_${APP_ID}@${server.url}`) || undefined,
    arrival: (what) =>
      new Promise((resolve) => {
        const stop = server.requests.subscribe(({ operations, path }) => {
          if (!operations.includes(what) && path !== what) return;
          stop();
          resolve();
        });
      }),
    async close() {
      device.kill();
      await server.close();
    },
  };
}

/** A world with an account and its client signed in. */
export async function createSignedInWorld(options: WorldOptions = {}): Promise<World & { client: AuthenticationClient; userId: string }> {
  const world = await createWorld(options);
  const { id } = world.server.admin.createUser(APP_ID, { email: EMAIL, username: 'ada', password: PASSWORD, profile: { nickname: 'Ada' } });
  const client = world.createClient();
  await client.loginByEmail(EMAIL, PASSWORD);
  world.server.requests.clear();
  return Object.assign(world, { client, userId: id });
}
