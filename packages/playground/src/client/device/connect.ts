/** The device that the mini program runs on: the model of WeChat, whose cloud and whose Authing are those of the playground's server. */
import { createDevice, createDeviceMemory, httpGateway } from 'authing-miniapp-emulator/wechat/device';
import type { Device, DeviceMemory } from 'authing-miniapp-emulator/wechat/device';
import { gatewayPath } from '../../backend/protocol';
import { fetchState } from '../backend-client';
import type { Settings } from '../bus';
import { drawAlbum } from './album';
import { chosenUser } from './chosen-user';
import { createInternet } from './internet';

export interface ConnectOptions {
  /** Members of `wx` that only the playground can do (routing, the navigation bar, queries …): for `createDevice`'s `members`. */
  members: Record<string, unknown>;
  settings: Settings;
  /** To be told what the mini program used and the playground lacks. */
  unsupported: (what: string) => void;
}

export interface ConnectedDevice {
  device: Device;
}

/** ms. Enough to be seen, and to keep what happened in WeChat apart from what the device did about it. */
const latency = { cloud: 40, network: 60 };

/** @throws Error when the playground's server does not answer */
export async function connectDevice({ members, settings, unsupported }: ConnectOptions): Promise<ConnectedDevice> {
  const state = await fetchState();
  const user = chosenUser(state);
  const memory = keptMemory(state.run, user.openid);
  const device = createDevice({
    cloud: httpGateway(gatewayPath),
    appId: state.appId,
    openid: user.openid,
    memory: memory.content,
    members,
    nickname: user.name,
    ...deviceSettings(settings),
    transport: createInternet(state.authing, unsupported),
    album: await drawAlbum(state.users.indexOf(user)),
    latency,
    privacy: { contractName: settings.language === 'en' ? 'Privacy Guide' : '《隐私保护指引》' },
  });
  device.timeline.subscribe((entry) => {
    if (entry.kind === 'storage.changed' || entry.kind === 'privacy.changed') memory.keep();
  });
  return { device };
}

/** What of the settings a device is made of; the rest is read when a page asks. */
export const deviceSettings = ({ theme, language, platform, baseLibrary }: Settings) => ({ theme, language, platform, baseLibrary });

const PREFIX = 'playground.device.';

/** What the mini program left on this user's device in this run. What earlier runs left is removed: their accounts are gone. */
function keptMemory(run: string, openid: string): { content: DeviceMemory; keep: () => void } {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX) && !key.startsWith(`${PREFIX}${run}.`)) localStorage.removeItem(key);
  }
  const key = `${PREFIX}${run}.${openid}`;
  const kept = localStorage.getItem(key);
  const content = kept === null ? createDeviceMemory() : (JSON.parse(kept) as DeviceMemory);
  return { content, keep: () => localStorage.setItem(key, JSON.stringify(content)) };
}
