/** What covers the device's screen while the mini program is in the background. */
import { element } from '../shell/dom';
import type { Snapshot } from './store';
import type { Texts } from './texts';

/** @param back brings the mini program to the foreground */
export function awayScreen(back: () => void): { draw(snapshot: Snapshot, texts: Texts): void } {
  const words = element('p');
  const button = element('button', { type: 'button', onclick: back });
  const root = element('div', { class: 'away', hidden: true }, words, button);
  document.querySelector('.bezel')?.append(root);
  return {
    draw({ device }, texts) {
      words.textContent = texts.away;
      button.textContent = texts.foreground;
      root.hidden = device.foreground;
    },
  };
}
