/** What assistive technology hears of the timeline: the outcome of each flow and what was refused, not every step. */
import { element } from '../shell/dom';
import type { Row } from './model/rows';
import type { Texts } from './texts';
import { setText } from './views/drawing';
import { verdictOf } from './views/timeline';

export interface Spoken {
  readonly root: HTMLElement;
  hear(rows: readonly Row[], texts: Texts): void;
}

export function spokenSummary(): Spoken {
  const root = element('p', { class: 'spoken', role: 'status', 'aria-live': 'polite' });
  let last = '';
  return {
    root,
    hear(rows, texts) {
      const row = rows.findLast(({ check, tone }) => check !== undefined || tone === 'bad');
      if (row === undefined || row.id === last) return;
      last = row.id;
      const verdict = row.check === undefined ? '' : ` ${verdictOf(row.check, texts)}.`;
      setText(root, `${texts.actors[row.actor]}: ${row.text}.${verdict}`);
    },
  };
}
