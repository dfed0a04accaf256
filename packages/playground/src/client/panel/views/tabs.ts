/** Several views in one place, one at a time: tabs as the ARIA practices describe them. */
import { element } from '../../shell/dom';

export interface Tab {
  id: string;
  title: string;
  content: HTMLElement;
}

export interface Tabs {
  readonly root: HTMLElement;
  readonly selected: string;
  /** Shows a number beside a title; 0 shows none. */
  setCount(id: string, count: number): void;
}

/** @param selected id of the tab to begin with; `chosen` hears of every other */
export function tabs(list: readonly Tab[], selected: string, chosen: (id: string) => void): Tabs {
  let current = list.some(({ id }) => id === selected) ? selected : (list[0]?.id ?? '');
  const made = list.map(({ id, title, content }) => {
    const count = element('span', { class: 'count' });
    const button = element(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${id}`,
        'aria-controls': `view-${id}`,
        onclick: () => select(id),
      },
      title,
      count,
    );
    const panel = element('div', { role: 'tabpanel', id: `view-${id}`, 'aria-labelledby': `tab-${id}`, class: 'tab-panel' }, content);
    return { id, button, panel, count };
  });
  const select = (id: string): void => {
    if (id !== current) chosen(id);
    current = id;
    for (const tab of made) {
      const is = tab.id === id;
      tab.button.setAttribute('aria-selected', String(is));
      tab.button.tabIndex = is ? 0 : -1;
      tab.panel.hidden = !is;
    }
  };
  const bar = element('div', { class: 'tabs', role: 'tablist' }, ...made.map(({ button }) => button));
  bar.addEventListener('keydown', (event) => {
    const at = made.findIndex(({ id }) => id === current);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: made.length - 1 }[event.key];
    const target = next === undefined ? undefined : made.at(next % made.length);
    if (target === undefined) return;
    event.preventDefault();
    select(target.id);
    target.button.focus();
  });
  select(current);
  return {
    root: element('section', { class: 'card tabbed' }, bar, ...made.map(({ panel }) => panel)),
    get selected() {
      return current;
    },
    setCount(id, count) {
      const tab = made.find((one) => one.id === id);
      if (tab) tab.count.textContent = count === 0 ? '' : String(count);
    },
  };
}
