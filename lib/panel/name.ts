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

/** False where there is none to save, or its turn has been. */
export function savesName(panel: NamingPanel): boolean {
  const form = panel.selectComponent('.name') as (NicknameInstance & { submit(text: string): void }) | null;
  const typed = (form && form.typed) || '';
  if (!form || !typed.trim() || typed === panel.meant) return false;
  panel.meant = typed;
  panel.leaving = true;
  if (!form.saving) form.submit(typed);
  return true;
}
