/** What the panel does to the device, and how it reads it. */
import type { Device } from 'authing-miniapp-emulator/wechat/device';
import type { Playground } from '../playground';
import type { DeviceFacts, Store } from './store';

/** How long a person who has made up their mind looks at a sheet (ms). */
const GLANCE = 350;
/** So far apart (ms), two things still belong to one tap. */
const TURN = 20;

export const deviceFacts = ({ device }: Playground): DeviceFacts => ({
  storage: { ...device.memory.storage },
  online: device.network.isConnected,
  foreground: device.app.state === 'foreground',
  privacyAuthorized: device.privacy.authorized,
});

/** Answers sheets as the panel says; what it leaves to the person is shown on the device. */
export function answerSheets({ person }: Device, store: Store): void {
  const onScreen = person.ask;
  person.ask = (sheet) => {
    const answer = store.answers[sheet.kind] ?? 'ask';
    return answer === 'ask' ? onScreen?.(sheet) : { answer, afterMs: GLANCE };
  };
}

/** `wx.login` by code that knows nothing of the library, as an app that migrates may still have it. */
export function loginByHost({ device }: Playground, store: Store): void {
  store.addDeviceIntervention({ kind: 'host-login' });
  device.wx.login({ fail: () => undefined });
}

export function toggleBackground({ device }: Playground): void {
  if (device.app.state === 'foreground') device.app.background();
  else device.app.foreground();
}

/** Everything on the device is forgotten; the account at Authing stays. */
export function removeApp(playground: Playground): void {
  playground.device.wx.clearStorageSync();
  playground.device.privacy.forget();
  playground.restart();
}

/** A tap that WeChat does not act on leaves no trace in WeChat. One that it acts on is told on the same turn. */
export function noteTap({ device }: Playground, store: Store): void {
  const at = Date.now();
  setTimeout(() => {
    const pressed = device.timeline.of('button.pressed').some((entry) => entry.detail.openType !== '' && Math.abs(entry.at - at) <= TURN);
    if (!pressed) store.addDeviceIntervention({ kind: 'tap' }, at);
  }, TURN);
}
