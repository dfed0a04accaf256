/** The phone of the demo: the model of WeChat, whose cloud is the demo's, and whose internet consists of the demo's Authing. */
import { createDevice, createDeviceMemory, fetchTransport, httpGateway } from 'authing-miniapp-emulator/wechat/device';
import type { DeviceMemory, Transport } from 'authing-miniapp-emulator/wechat/device';
import { gatewayPath } from '../../backend/protocol';
import type { DemoState } from '../../backend/protocol';
import type { ConnectDevice } from '../device';
import { drawAlbum } from './album';
import { fetchState } from './backend-client';
import { chosenUser } from './chosen-user';
import { readPerson } from './settings-address';

/** ms. Enough to be seen, and to keep what happened in WeChat apart from what the phone did about it. */
const latency = { cloud: 40, network: 60 };

export const connectDevice: ConnectDevice = async ({ members, settings }) => {
  readPerson();
  const state = await fetchState();
  const user = chosenUser(state);
  const memory = keptMemory(state.run, user.openid);
  const domains = [state.authing.host];
  const device = createDevice({
    cloud: httpGateway(gatewayPath),
    appId: state.appId,
    openid: user.openid,
    memory: memory.content,
    members,
    theme: settings.theme,
    language: settings.language,
    transport: resolving(state.authing),
    domains: { request: domains, uploadFile: domains },
    album: await drawAlbum(state.users.indexOf(user)),
    latency,
    privacy: { contractName: settings.language === 'en' ? 'Privacy Guide' : '《隐私保护指引》' },
  });
  device.timeline.subscribe((entry) => {
    if (entry.kind === 'storage.changed' || entry.kind === 'privacy.changed') memory.keep();
  });
  return { device, nickname: user.name };
};

/** Looks up Authing's public host as a name server would, and finds it on this computer; everything else about the request stays. */
function resolving({ host, url }: DemoState['authing']): Transport {
  const send = fetchTransport();
  return (request) => send({ ...request, url: request.url.startsWith(`${host}/`) ? url + request.url.slice(host.length) : request.url });
}

const PREFIX = 'demo.phone.';

/** What the mini program left on this user's phone in this run. What earlier runs left is removed: their accounts are gone. */
function keptMemory(run: string, openid: string): { content: DeviceMemory; keep: () => void } {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX) && !key.startsWith(`${PREFIX}${run}.`)) localStorage.removeItem(key);
  }
  const key = `${PREFIX}${run}.${openid}`;
  const kept = localStorage.getItem(key);
  const content = kept === null ? createDeviceMemory() : (JSON.parse(kept) as DeviceMemory);
  return { content, keep: () => localStorage.setItem(key, JSON.stringify(content)) };
}
