/** Which phone the mini program runs on. */
import { platforms } from 'authing-miniapp-emulator/wechat/device';
import { baseLibraries, fontScalesOf, hasBaseLibrary } from '../../device/possible-devices';
import type { Settings } from '../../bus';
import { element } from '../../shell/dom';
import type { Snapshot } from '../store';
import type { Texts } from '../texts';
import { segments } from './drawing';
import type { View } from './drawing';

export function deviceView(texts: Texts, change: (settings: Partial<Settings>) => void): View<Snapshot> {
  const platform = choice(texts.platform, (value) => change({ platform: platforms.find((one) => one === value) ?? 'android' }));
  const library = choice(texts.baseLibrary, (baseLibrary) => change({ baseLibrary }));
  const font = choice(texts.fontSize, (value) => change({ fontScale: Number(value) }));
  const theme = segments<Settings['theme']>(
    'device-theme',
    texts.darkMode,
    [
      { value: 'light', text: texts.off },
      { value: 'dark', text: texts.on },
    ],
    (value) => change({ theme: value }),
  );
  const root = element(
    'section',
    { class: 'card of-device', 'aria-labelledby': 'panel-device' },
    element('h3', { id: 'panel-device' }, texts.ofDevice),
    element('div', { class: 'of-device-settings' }, platform.root, library.root, theme.root, font.root),
  );
  return {
    root,
    draw({ settings }) {
      // What an address named is in the list, too.
      const libraries = [...new Set([...baseLibraries, settings.baseLibrary])].filter((one) => hasBaseLibrary(settings.platform, one));
      const notes: Readonly<Record<string, string>> = texts.libraries;
      platform.draw(
        platforms.map((value) => ({ value, text: texts.platforms[value] })),
        settings.platform,
      );
      library.draw(
        libraries.map((value) => ({ value, text: notes[value] === undefined ? value : `${value} · ${notes[value]}` })),
        settings.baseLibrary,
      );
      font.draw(
        [...new Set([...fontScalesOf(settings.platform), settings.fontScale])].map((scale) => ({
          value: String(scale),
          text: `${Math.round(scale * 100)} %`,
        })),
        String(settings.fontScale),
      );
      theme.select(settings.theme);
    },
  };
}

interface Option {
  value: string;
  text: string;
}

/** A choice of one from a list that unfolds. */
function choice(
  label: string,
  choose: (value: string) => void,
): { root: HTMLElement; draw(options: readonly Option[], value: string): void } {
  const select = element('select', { 'aria-label': label });
  select.addEventListener('change', () => choose(select.value));
  let drawn = '';
  return {
    root: element('label', { class: 'choice' }, element('span', {}, label), select),
    draw(options, value) {
      const signature = JSON.stringify(options);
      if (signature !== drawn) select.replaceChildren(...options.map((option) => element('option', { value: option.value }, option.text)));
      drawn = signature;
      if (select.value !== value) select.value = value;
    },
  };
}
