/** What the panel does to the phone, and how it reads it. */
import type { Phone } from 'authing-miniapp-emulator/wechat/device';
import type { Playground } from '../playground';
import type { PhoneFacts, Store } from './store';

/** How long a person who has made up their mind looks at a sheet (ms). */
const glance = 350;
/** So far apart (ms), two things still belong to one tap. */
const turn = 20;

export const phoneFacts = ({ phone }: Playground): PhoneFacts => ({
  storage: { ...phone.memory.storage },
  online: phone.network.isConnected,
  foreground: phone.app.state === 'foreground',
  privacyAuthorized: phone.privacy.authorized,
});

/** Answers sheets as the panel says; what it leaves to the person is shown on the phone. */
export function answerSheets({ person }: Phone, store: Store): void {
  const onScreen = person.ask;
  person.ask = (sheet) => {
    const answer = store.answers[sheet.kind] ?? 'ask';
    return answer === 'ask' ? onScreen?.(sheet) : { answer, afterMs: glance };
  };
}

/** `wx.login` by code that knows nothing of the library, as an app that migrates may still have it. */
export function loginByHost({ phone }: Playground, store: Store): void {
  store.addPhoneIntervention({ kind: 'host-login' });
  phone.wx.login({ fail: () => undefined });
}

export function toggleBackground({ phone }: Playground): void {
  if (phone.app.state === 'foreground') phone.app.background();
  else phone.app.foreground();
}

/** Everything on the phone is forgotten; the account at Authing stays. */
export function removeApp(playground: Playground): void {
  playground.phone.wx.clearStorageSync();
  playground.phone.privacy.forget();
  playground.restart();
}

/** A tap that WeChat does not act on leaves no trace in WeChat. One that it acts on is told on the same turn. */
export function noteTap({ phone }: Playground, store: Store): void {
  const at = Date.now();
  setTimeout(() => {
    const pressed = phone.timeline.of('button.pressed').some((entry) => entry.detail.openType !== '' && Math.abs(entry.at - at) <= turn);
    if (!pressed) store.addPhoneIntervention({ kind: 'tap' }, at);
  }, turn);
}
