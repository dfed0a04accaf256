import type { NicknameInstance } from '../nickname/form';

/*
 * A name that stands in login-panel's field when the person goes on is meant: it is saved before they do, and they go without where that
 * fails.
 */

/** login-panel, as far as this needs it. */
export interface NamingPanel {
  /** The name that was typed when the person went on: it is saved first, once. */
  meant?: string | undefined;
  /** The person goes on when it is saved. */
  leaving?: boolean;
  selectComponent(selector: string): unknown;
}

/** ms. A sheet that asks for consent covers the page by then: until it does, a second tap is the same tap. */
const SHEET_COVERS = 1000;

/** False where there is none to save, or its turn has been. */
export function savesName(panel: NamingPanel): boolean {
  const form = panel.selectComponent('.name') as (NicknameInstance & { submit(text: string): void }) | null;
  if (!form) return false;
  const { typed = '', saving, asking = 0 } = form;
  const isUnderWay = saving || Math.abs(Date.now() - asking) < SHEET_COVERS;
  if (!isUnderWay && (!typed.trim() || typed === panel.meant)) return false;
  panel.meant = typed;
  panel.leaving = true;
  if (!isUnderWay) form.submit(typed);
  return true;
}
