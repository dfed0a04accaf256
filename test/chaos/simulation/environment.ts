import { createEmulator } from 'authing-miniapp-emulator';
import { WECHAT_FAILURES } from 'authing-miniapp-emulator/authing';
import type { AuthingServer, ServerKeys } from 'authing-miniapp-emulator/authing';
import { createDeviceMemory, drawPicture } from 'authing-miniapp-emulator/wechat';
import type {
  Device,
  DeviceLatency,
  DeviceMemory,
  RotationPolicy,
  StoredValue,
  Timeline,
  WeChatCloud,
} from 'authing-miniapp-emulator/wechat';
import { serverKeys } from '../../harness/server-keys';
import type { Rotation, Setting, StoredBefore } from '../schedule/schedule';
import { seededRandom } from './random';

/** The two applications of the developer; each has users of its own. */
export const appIds = ['app-one', 'app-two'] as const;

/** The only host that may ever see a token. */
export const HOST = 'http://127.0.0.1';
const WE_CHAT_APP_ID = 'wx0123456789abcdef';

/** Everything around the app: WeChat's back end, the phone, Authing. */
export interface Environment {
  readonly cloud: WeChatCloud;
  readonly server: AuthingServer;
  readonly timeline: Timeline;
  /** Replaced at every restart. */
  device: Device;
  /** Starts the app again, for this WeChat user; what each has in Storage stays. */
  restart(user: 'same' | 'other'): void;
}

/** Once per process. */
let keys: ServerKeys | undefined;
let album: ReturnType<typeof drawPicture>[] | undefined;

const rotations: Readonly<Record<Rotation, RotationPolicy>> = {
  'every-call': 'every-call',
  never: 'never',
  'one in three': { sometimes: 1 / 3 },
  'older than 2 min': { olderThan: 120_000 },
};

export async function createEnvironment(setting: Setting): Promise<Environment> {
  keys ??= serverKeys();
  album ??= [drawPicture(8, 8, 0x2b6cb0)];
  const users = ['openid-of-the-user', 'openid-of-another'].map((openid) => ({ openid, ...(setting.unionid ? {} : { unionid: null }) }));
  const { wechat, authing: server } = await createEmulator({
    wechat: {
      cloud: {
        appId: WE_CHAT_APP_ID,
        seed: 1,
        users,
        rotation: rotations[setting.rotation],
        supersededCode: setting.supersededCode,
      },
      device: {
        album,
        latency: latencyOf(setting),
        sealing: setting.sealing,
        wording: setting.wording,
        baseLibrary: setting.baseLibrary,
        // The predecessor's documentation awaits wx.login, which phones of some versions allow.
        loginPromise: true,
        privacy: { authorized: setting.privacy === 'agreed' },
      },
    },
    authing: {
      apps: appIds.map((appId) => ({
        appId,
        wechat: { appId: WE_CHAT_APP_ID },
        tokenLifetime: setting.tokenSeconds,
        // No client checks who signed a token, and this takes a hundredth of the time that RSA does.
        tokenAlgorithm: 'HS256',
        secret: 'of the application',
      })),
      wechatFailure: WECHAT_FAILURES[setting.refusal],
      profileToken: setting.profileToken,
      url: HOST,
      keys,
    },
  });
  const { cloud, device, timeline } = wechat;
  const [user] = cloud.users;
  if (setting.phoneAccount && user?.phone !== undefined) server.admin.createUser(appIds[0], { phone: user.phone.purePhoneNumber });
  const memories = new Map<string, DeviceMemory>([[device.openid, device.memory]]);
  Object.assign(device.memory.storage, storedBefore(setting.stored, server));

  const environment: Environment = {
    cloud,
    server,
    timeline,
    device,
    restart(which) {
      const { openid } = environment.device;
      const next = which === 'same' ? openid : (cloud.users.find((other) => other.openid !== openid)?.openid ?? openid);
      const memory = memories.get(next) ?? createDeviceMemory();
      memories.set(next, memory);
      memory.privacyAuthorized ||= setting.privacy === 'agreed';
      environment.device = environment.device.restart({ openid: next, memory });
    },
  };
  return environment;
}

/** Each call draws how long it takes to arrive, and its answer to come back. */
function latencyOf({ latency, travel: { most, seed } }: Setting): DeviceLatency {
  const random = seededRandom(seed);
  const way = (): number => (most === 0 ? 0 : Math.floor(random() * (most + 1)));
  return { ...latency, arrival: way, bridge: () => latency.bridge + way() };
}

/** The sign-ins that a user's Storage holds, under whatever key. */
export function storedSessions({ storage }: DeviceMemory): Record<string, unknown> {
  const entries = Object.entries(storage).filter(([key]) => /authing/.test(key));
  return Object.fromEntries(entries.map(([key, { type, data }]) => [key, type === 'Object' ? (JSON.parse(data) as unknown) : data]));
}

const json = (value: unknown): StoredValue => ({ type: 'Object', data: JSON.stringify(value) });
const text = (value: string): StoredValue => ({ type: 'String', data: value });

/** Storage of the first app at the first launch. */
function storedBefore(stored: StoredBefore, server: AuthingServer): Record<string, StoredValue> {
  const [own, other] = appIds;
  const key = `authing_session_${own}@${HOST}`;
  const user = (appId: string) => server.admin.signIn(appId, server.admin.createUser(appId, { username: 'before' }).id);
  switch (stored) {
    case 'nothing':
      return {};
    case 'session':
    case 'expired session': {
      const before = user(own);
      if (stored === 'expired session') server.admin.signOut(before.id);
      return { [key]: json({ appId: own, host: HOST, token: before.token, user: before }) };
    }
    case 'legacy session':
    case 'legacy session of another app': {
      const before = user(stored === 'legacy session' ? own : other);
      return { _authing_token: text(before.token ?? ''), _authing_user: json(before) };
    }
    case 'legacy token alone':
      return { _authing_token: text(user(own).token ?? '') };
    case "another app's token":
    case "another app's token in our record": {
      const before = user(other);
      return { [key]: json({ appId: stored === "another app's token" ? other : own, host: HOST, token: before.token, user: before }) };
    }
    case 'nonsense':
      return {
        [key]: json({ appId: own, host: HOST, token: 7, user: ['?'] }),
        _authing_token: text('null'),
        _authing_user: text('undefined'),
      };
    case 'token that breaks headers':
      return { [key]: json({ appId: own, host: HOST, token: 'a\r\nx-injected: b', user: { id: 'x' } }) };
  }
}
