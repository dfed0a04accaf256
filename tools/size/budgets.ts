import type { AppId } from './apps';

/** A limit that fails the build, and what we would rather have. */
export interface Budget {
  readonly gate: number;
  readonly goal: number;
}

/** The app that ratios are taken to: the package this one succeeds. */
export const REFERENCE: AppId = 'authing-wxapp-sdk';

/** Bytes added to an empty app, as a share of what the reference adds. */
export const sizeBudgets: Partial<Record<AppId, Budget>> = {
  everything: { gate: 0.4, goal: 0.25 },
  components: { gate: 0.33, goal: 0.2 },
};

/** Bytes of JavaScript evaluated by a page that shows all three components, before anyone taps. */
export const evaluatedBudget: Budget = { gate: 40_000, goal: 20_000 };
