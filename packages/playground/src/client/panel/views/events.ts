/** The events that the page's handlers got, newest first. */
import { element } from '../../shell/dom';
import type { ReceivedEvent, Snapshot } from '../store';
import { timeOfDay } from '../texts';
import type { Texts } from '../texts';
import { drawList, jsonBlock } from './drawing';
import type { View } from './drawing';

export function eventsView(texts: Texts): View<Snapshot> {
  const list = element('div', { class: 'events' });
  const empty = element('p', { class: 'empty' }, texts.eventsNone);
  const inside = element('input', { type: 'checkbox' });
  const root = element(
    'div',
    { class: 'view' },
    element('div', { class: 'view-tools' }, element('label', { class: 'check' }, inside, element('span', {}, texts.inComponents))),
    element('div', { class: 'scrolls', tabindex: '0' }, empty, list),
  );
  let last: Snapshot | undefined;
  const draw = (snapshot: Snapshot): void => {
    last = snapshot;
    const shown = snapshot.events.filter(({ isPage }) => isPage || inside.checked).reverse();
    empty.hidden = shown.length > 0;
    drawList(list, shown, { id: ({ id }) => String(id), signature: ({ id }) => String(id), make: eventNode });
  };
  inside.addEventListener('change', () => {
    if (last) draw(last);
  });
  return { root, draw };
}

function eventNode({ at, type, handler, component, detail }: ReceivedEvent): HTMLElement {
  return element(
    'details',
    { class: 'event' },
    element(
      'summary',
      {},
      element('span', { class: 'time' }, timeOfDay(at)),
      element('b', { class: 'event-type' }, type),
      element('span', { class: 'quiet' }, `→ ${handler} · ${component}`),
    ),
    jsonBlock(detail ?? null),
  );
}
