/** On a device-sized screen, device and panel take turns. */
import { element } from '../shell/dom';
import type { Texts } from './texts';

type Screen = 'device' | 'panel';

/** Two buttons at the lower edge; the style sheet shows them only where there is no room for both. */
export function screenSwitch(): { show(texts: Texts): void } {
  const bar = element('nav', { class: 'screens' });
  document.body.append(bar);
  const choose = (screen: Screen): void => {
    document.body.dataset['screen'] = screen;
    for (const button of bar.children) button.setAttribute('aria-pressed', String((button as HTMLElement).dataset['screen'] === screen));
  };
  return {
    show(texts) {
      const button = (screen: Screen, text: string): HTMLElement =>
        element('button', { type: 'button', 'data-screen': screen, onclick: () => choose(screen) }, text);
      bar.replaceChildren(button('device', texts.deviceTab), button('panel', texts.panelTab));
      choose((document.body.dataset['screen'] as Screen | undefined) ?? 'device');
    },
  };
}
