/** Which mini program runs, when there are several: each has an address of its own. */
import type { ListedApp } from '../../../backend/protocol';
import { element } from '../../shell/dom';
import type { Settings } from '../../bus';
import type { Snapshot } from '../store';
import type { Texts } from '../texts';
import type { View } from './drawing';

/** @param addressOf adds what is set here to an app's address, so that it is set there too */
export function appsView(texts: Texts, addressOf: (url: string) => string): View<Snapshot> {
  const list = element('div', { class: 'apps' });
  const root = element('nav', { 'aria-label': texts.apps }, list);
  let drawn = '';
  return {
    root,
    draw({ backend, language }) {
      const shown = JSON.stringify(backend.apps);
      if (shown === drawn) return;
      drawn = shown;
      // There is nothing to choose between.
      root.hidden = backend.apps.length < 2;
      list.replaceChildren(...backend.apps.map((app) => card(app, language, texts, addressOf)));
    },
  };
}

function card(app: ListedApp, language: Settings['language'], texts: Texts, addressOf: (url: string) => string): HTMLElement {
  const here = app.url !== undefined && new URL(app.url).origin === location.origin;
  const note = app.url === undefined ? (app.unavailable ?? texts.preparing) : app.note[language];
  const text = [element('b', {}, app.name), element('span', { class: 'quiet' }, note)];
  if (app.url === undefined) return element('span', { class: 'app' }, ...text);
  const link = element('a', { class: 'app', href: app.url, ...(here && { 'aria-current': 'page' }) }, ...text);
  // Decided when it is followed: settings may have changed since it was drawn.
  link.addEventListener('click', () => {
    link.href = addressOf(app.url ?? '');
  });
  return link;
}
