/** Which mini program runs: ours, or the predecessor's documented order. Each has an address of its own. */
import type { DemoApp } from '../../../backend/protocol';
import { element } from '../../shell/dom';
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
    draw({ demo }) {
      const shown = JSON.stringify(demo.apps);
      if (shown === drawn) return;
      drawn = shown;
      // There is nothing to choose between.
      root.hidden = demo.apps.length < 2;
      list.replaceChildren(...demo.apps.map((app) => card(app, texts, addressOf)));
    },
  };
}

function card(app: DemoApp, texts: Texts, addressOf: (url: string) => string): HTMLElement {
  const here = app.url !== undefined && new URL(app.url).origin === location.origin;
  const note =
    app.url === undefined ? (app.unavailable ?? texts.preparing) : app.id === 'example' ? texts.exampleNote : texts.predecessorNote;
  const text = [element('b', {}, app.id === 'example' ? texts.example : texts.predecessor), element('span', { class: 'quiet' }, note)];
  if (app.url === undefined) return element('span', { class: 'app' }, ...text);
  const link = element('a', { class: 'app', href: app.url, ...(here && { 'aria-current': 'page' }) }, ...text);
  // Decided when it is followed: settings may have changed since it was drawn.
  link.addEventListener('click', () => {
    link.href = addressOf(app.url ?? '');
  });
  return link;
}
