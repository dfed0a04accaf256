import type { AppUnderTest } from '../apps/app-under-test';
import fc from 'fast-check';
import { violationsOf } from '../invariants/index';
import type { Violation } from '../invariants/index';
import { anySchedule } from '../schedule/arbitrary';
import type { Schedule } from '../schedule/schedule';
import { simplify } from '../schedule/simplify';
import type { Trace } from '../simulation/trace';
import { runSchedule } from '../simulation/run-schedule';

/** A schedule that breaks an invariant, made as small as it goes. */
export interface Finding {
  schedule: Schedule;
  violations: readonly Violation[];
  /** fast-check's own: with these it goes straight to this schedule again. */
  seed: number;
  path: string;
}

export interface Search {
  app: AppUnderTest;
  schedules: number;
  seed: number;
  /** fast-check's own: goes straight to this schedule of the seed. */
  path?: string;
  /** Called for each schedule that broke nothing. */
  onHeld?: (trace: Trace, schedule: Schedule) => void | Promise<void>;
  /** Invariants that are not looked at. */
  except?: readonly string[];
  /** Settles for the first schedule found, however long. */
  shrink?: boolean;
}

/** Runs random schedules until one breaks an invariant, and shrinks that one; undefined when none did. */
export async function findViolation({
  app,
  schedules,
  seed,
  path,
  onHeld,
  except = [],
  shrink = true,
}: Search): Promise<Finding | undefined> {
  /** The invariant that the shrinking must go on breaking: otherwise it would wander off to another one. */
  let broken: string | undefined;
  const judge = (trace: Trace, schedule: Schedule): Violation[] =>
    violationsOf(trace, schedule).filter(({ invariant }) => !except.includes(invariant));
  const property = fc.asyncProperty(anySchedule, async (schedule) => {
    const trace = await runSchedule(schedule, app);
    const violations = judge(trace, schedule);
    const [first] = violations.filter(({ invariant }) => broken === undefined || invariant === broken);
    if (first !== undefined) {
      broken = first.invariant;
      throw new Broken(violations);
    }
    if (broken === undefined) await onHeld?.(trace, schedule);
  });
  const result = await fc.check(property, {
    seed,
    ...(path !== undefined && { path }),
    numRuns: schedules,
    endOnFailure: !shrink,
    ignoreEqualValues: false,
  });
  if (!result.failed) return undefined;
  const [shrunk] = result.counterexample ?? [];
  if (shrunk === undefined || !(result.errorInstance instanceof Broken)) throw result.errorInstance;
  const stillBroken = async (candidate: Schedule): Promise<boolean> =>
    judge(await runSchedule(candidate, app), candidate).some(({ invariant }) => invariant === broken);
  const schedule = shrink ? await simplify(shrunk, stillBroken) : shrunk;
  return {
    schedule,
    violations: judge(await runSchedule(schedule, app), schedule),
    seed: result.seed,
    path: result.counterexamplePath ?? '',
  };
}

class Broken extends Error {
  constructor(readonly violations: readonly Violation[]) {
    super(violations.map(({ invariant, detail }) => `${invariant}: ${detail}`).join('\n'));
  }
}
