/** What can be made to go wrong. */
import type { Answering } from '../../../backend/protocol';
import { element } from '../../shell/dom';
import type { Snapshot } from '../store';
import type { Texts } from '../texts';
import { actionButton, segments, setText } from './drawing';
import type { View } from './drawing';

export interface InterferenceActions {
  expireKey(): void;
  useUpCode(): void;
  hostLogin(): void;
  toggleBackground(): void;
  forgetPrivacy(): void;
  removeApp(): void;
  setOffline(offline: boolean): void;
  setNoQuota(noQuota: boolean): void;
  setAnswering(answering: Answering): void;
}

export function interferenceView(texts: Texts, actions: InterferenceActions): View<Snapshot & { freshCode: boolean }> {
  const expire = actionButton(texts.expireKey, texts.expireKeyNote, () => actions.expireKey());
  const useUp = actionButton(texts.useUpCode, texts.useUpCodeNote, () => actions.useUpCode());
  const host = actionButton(texts.hostLogin, texts.hostLoginNote, () => actions.hostLogin());
  const background = actionButton(texts.background, texts.backgroundNote, () => actions.toggleBackground());
  const forget = actionButton(texts.forgetPrivacy, texts.forgetPrivacyNote, () => actions.forgetPrivacy());
  const remove = actionButton(texts.removeApp, texts.removeAppNote, () => actions.removeApp());
  const offline = toggle(texts.offline, undefined, (on) => actions.setOffline(on));
  const noQuota = toggle(texts.noQuota, texts.noQuotaNote, (on) => actions.setNoQuota(on));
  const answering = segments<Answering>(
    'answering',
    texts.authingAnswers,
    [
      { value: 'normal', text: texts.normal },
      { value: 'slow', text: texts.slow },
      { value: '502', text: texts.badGateway },
    ],
    (value) => actions.setAnswering(value),
  );

  const root = element(
    'section',
    { class: 'card', 'aria-labelledby': 'panel-interfere' },
    element('h3', { id: 'panel-interfere' }, texts.interfere),
    element('div', { class: 'actions' }, expire, useUp, host, background, forget, remove),
    element('div', { class: 'toggles' }, offline.root, noQuota.root),
    answering.root,
  );
  return {
    root,
    draw({ backend, device, freshCode }) {
      setText(background, device.foreground ? texts.background : texts.foreground);
      useUp.disabled = !freshCode;
      forget.disabled = !device.privacyAuthorized;
      offline.input.checked = !device.online;
      noQuota.input.checked = backend.phoneQuota === 0;
      answering.select(backend.answering);
    },
  };
}

function toggle(text: string, note: string | undefined, change: (on: boolean) => void): { root: HTMLElement; input: HTMLInputElement } {
  const input = element('input', { type: 'checkbox', role: 'switch' });
  input.addEventListener('change', () => change(input.checked));
  return { root: element('label', { class: 'toggle', title: note }, input, element('span', {}, text)), input };
}
