/** What the processes of the pool do: one call is one job. */
import { builtApp } from '../apps/built-app';
import { predecessorApp } from '../apps/predecessor-app';
import { builtFiles } from '../light-engine/device-modules';
import { runSchedule } from '../simulation/run-schedule';
import { addToFigures } from '../report/figures';
import type { Figures } from '../report/figures';
import { addToShares, noShares } from '../report/shares';
import type { Shares } from '../report/shares';
import { findViolation } from './find-violation';
import type { Finding } from './find-violation';

export { detectMutant } from '../mutants/detect';

/** A share of the work: so many schedules from one seed. The same chunk always holds the same schedules. */
export interface Chunk {
  seed: number;
  schedules: number;
  /** Absolute path of the build to judge. */
  build: string;
  /** Without the predecessor on the same schedules, and without figures: nothing but the invariants. */
  alone: boolean;
}

/** What schedules came to, here and with the predecessor. */
export interface Outcomes {
  schedules: number;
  ours: Figures;
  theirs: Figures;
  /** How many taps ended signed in, on days on which anything goes wrong. */
  shares: { ours: Shares; theirs: Shares };
  finding?: Finding;
}

export const noOutcomes = (): Outcomes => ({ schedules: 0, ours: {}, theirs: {}, shares: { ours: noShares(), theirs: noShares() } });

/** Checks every invariant on each schedule of a chunk, up to the first that breaks one. */
export async function judgeSchedules({ seed, schedules, build, alone }: Chunk): Promise<Outcomes> {
  const outcomes = noOutcomes();
  const finding = await findViolation({
    app: builtApp(builtFiles(build)),
    schedules,
    seed,
    async onHeld(trace, schedule) {
      outcomes.schedules += 1;
      if (alone) return;
      const theirs = await runSchedule(schedule, predecessorApp);
      addToFigures(outcomes.ours, trace, schedule);
      addToFigures(outcomes.theirs, theirs, schedule);
      addToShares(outcomes.shares.ours, trace, schedule);
      addToShares(outcomes.shares.theirs, theirs, schedule);
    },
  });
  return finding === undefined ? outcomes : { ...outcomes, finding };
}
