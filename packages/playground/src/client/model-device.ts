/** The phone when none is given: the model of WeChat, with its cloud on the playground's server. */
import { createDevice, httpGateway, type DeviceMemory } from 'authing-miniapp-emulator/wechat/device';
import type { ConnectDevice } from './device';

interface CloudFacts {
  appId: string;
  openid: string;
  nickname: string;
}

const KEPT = 'playground.phone';

export const connectDevice: ConnectDevice = async ({ members, settings }) => {
  const response = await fetch('/wechat');
  if (!response.ok) throw new Error(`The modelled WeChat answered ${response.status}`);
  const { appId, openid, nickname } = (await response.json()) as CloudFacts;
  // The mini program's Storage outlives the page, as it outlives the app on a phone.
  const memory = JSON.parse(localStorage.getItem(KEPT) ?? '{"storage":{},"privacyAuthorized":false}') as DeviceMemory;
  const device = createDevice({
    cloud: httpGateway('/wechat'),
    appId,
    openid,
    memory,
    members,
    theme: settings.theme,
    language: settings.language,
  });
  device.timeline.subscribe((entry) => {
    if (entry.kind === 'storage.changed' || entry.kind === 'privacy.changed') localStorage.setItem(KEPT, JSON.stringify(memory));
  });
  return { device, nickname };
};
