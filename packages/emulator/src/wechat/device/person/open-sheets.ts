import type { Timeline } from '../../timeline';

/**
 * How long (ms) a sheet stays that nobody answers and whose answer never comes. Assumed: WeChat documents nothing, but what lies over a
 * page goes with it at the latest, and people do not look at a dead sheet for long.
 */
export const UNANSWERED_SHEET_MS = 3000;

/** Sheets and choosers on the screen that will never be answered. While one is there, what WeChat allows only once stays locked. */
export interface OpenSheets {
  /**
   * One more. It is closed by time ({@link UNANSWERED_SHEET_MS}) or by the next page event, whichever is first.
   * @param closed runs when it is gone; the mini program is told nothing
   */
  leave(sheet: string, closed?: () => void): void;
  /** The page was left, or the mini program. */
  closeAll(why: string): void;
}

export function createOpenSheets(timeline: Timeline): OpenSheets {
  const open = new Set<(why: string) => void>();
  return {
    leave(sheet, closed) {
      const close = (why: string): void => {
        clearTimeout(timer);
        open.delete(close);
        timeline.record('sheet.closed', { sheet, why });
        closed?.();
      };
      const timer = setTimeout(() => close('nobody answered'), UNANSWERED_SHEET_MS);
      open.add(close);
    },
    closeAll(why) {
      for (const close of [...open]) close(why);
    },
  };
}
