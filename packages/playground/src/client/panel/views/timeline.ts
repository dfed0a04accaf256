/** What happened, in order, beside the session key that was valid at each moment. */
import { element } from '../../shell/dom';
import type { Finding, OrderCheck } from '../model/order-check';
import { rowsOf } from '../model/rows';
import type { Row } from '../model/rows';
import type { Snapshot } from '../store';
import { duration, timeOfDay } from '../texts';
import type { Texts } from '../texts';
import { drawList, keyChip, keyColour } from './drawing';
import type { View } from './drawing';

/** A pause that is worth a line (ms). */
const PAUSE = 5000;
/** So close to the end (px), the list follows what comes. */
const NEAR = 60;

type Item = Row | { id: string; gap: number };

export function timelineView(texts: Texts, clear: () => void): View<Snapshot> {
  const list = element('ol', { class: 'timeline', tabindex: '0', 'aria-label': texts.views.timeline });
  const everything = element('input', { type: 'checkbox' });
  const empty = element('p', { class: 'empty' }, texts.nothingYet);
  const newest = element('button', { type: 'button', class: 'newest', hidden: true }, texts.newEntries);
  const toEnd = (): void => list.scrollTo({ top: list.scrollHeight });
  newest.addEventListener('click', toEnd);
  const atEnd = (): boolean => list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
  list.addEventListener(
    'scroll',
    () => {
      if (atEnd()) newest.hidden = true;
    },
    { passive: true },
  );
  const root = element(
    'div',
    { class: 'view' },
    element(
      'div',
      { class: 'view-tools' },
      element('label', { class: 'check' }, everything, element('span', {}, texts.everything)),
      element('button', { type: 'button', class: 'small', onclick: clear }, texts.clear),
    ),
    element('div', { class: 'timeline-frame' }, empty, list, newest),
  );

  let last: Snapshot | undefined;
  const draw = (snapshot: Snapshot): void => {
    last = snapshot;
    const rows = rowsOf(snapshot.timeline, { openid: snapshot.user.openid, everything: everything.checked, texts }).filter(
      ({ at }) => at > snapshot.clearedAt,
    );
    empty.hidden = rows.length > 0;
    list.hidden = rows.length === 0;
    const following = atEnd();
    const before = list.childElementCount;
    drawList<Item>(list, withGaps(rows), {
      id: ({ id }) => id,
      make: (item) => ('gap' in item ? gapNode(item.gap, texts) : rowNode(item, texts)),
    });
    if (following) toEnd();
    else newest.hidden &&= list.childElementCount <= before;
  };
  everything.addEventListener('change', () => {
    if (last) draw(last);
  });
  return { root, draw };
}

function withGaps(rows: readonly Row[]): Item[] {
  return rows.flatMap((row, index): Item[] => {
    const before = rows[index - 1];
    return before !== undefined && row.at - before.at >= PAUSE ? [{ id: `gap-${row.id}`, gap: row.at - before.at }, row] : [row];
  });
}

const gapNode = (ms: number, texts: Texts): HTMLElement =>
  element('li', { class: 'gap' }, element('span', {}, texts.gap(duration(Math.round(ms / 1000) * 1000))));

function rowNode(row: Row, texts: Texts): HTMLElement {
  const rail = row.validKey === undefined ? '' : `--key: ${keyColour(row.validKey)}`;
  return element(
    'li',
    { class: `row tone-${row.tone}`, 'data-actor': row.actor, 'data-begins': String(row.keyBegins), style: rail },
    element('span', { class: 'time' }, timeOfDay(row.at)),
    element('span', { class: 'rail', 'aria-hidden': 'true', 'data-key': row.validKey }),
    element(
      'div',
      { class: 'row-body' },
      element('b', { class: 'actor' }, texts.actors[row.actor]),
      element('span', { class: 'row-text' }, row.text, ...(row.key === undefined ? [] : [' ', keyChip(row.key)])),
      row.check === undefined ? undefined : checkNode(row.check, texts),
    ),
  );
}

function checkNode(check: OrderCheck, texts: Texts): HTMLElement {
  return element(
    'div',
    { class: 'order', 'data-ok': String(check.ok) },
    element('b', {}, verdictOf(check, texts)),
    element(
      'ul',
      {},
      ...check.findings.map((finding) =>
        element(
          'li',
          { 'data-ok': String(finding.ok) },
          element('span', { class: 'mark', role: 'img', 'aria-label': finding.ok ? texts.kept : texts.broken }, finding.ok ? '✓' : '✗'),
          element('span', {}, wordsFor(finding, texts)),
        ),
      ),
    ),
  );
}

/** A key that changed although everybody kept to the order is nobody's mistake: the next tap works. */
export function verdictOf({ ok, findings }: OrderCheck, texts: Texts): string {
  if (ok) return texts.checkKept;
  return findings.every((finding) => finding.ok || finding.rule === 'same-key') ? texts.checkKeyGone : texts.checkBroken;
}

function wordsFor(finding: Finding, { rules }: Texts): string {
  switch (finding.rule) {
    case 'code-before-data':
      return finding.ok ? rules.codeBefore(duration(finding.ms)) : rules.codeAfter(duration(finding.ms));
    case 'no-login-in-between':
      return finding.ok ? rules.nothingBetween : finding.byHost ? rules.hostBetween : rules.loginBetween;
    case 'same-key':
      if (finding.ok) return rules.sameKey(finding.sealed);
      return finding.yielded === undefined ? rules.noKey(finding.sealed) : rules.otherKey(finding.sealed, finding.yielded);
    case 'young-enough':
      return finding.ok ? rules.young(duration(finding.ms)) : rules.tooOld(duration(finding.ms));
    case 'used-once':
      return finding.ok ? rules.usedOnce : rules.usedTwice;
  }
}
