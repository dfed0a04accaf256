import { builtApp } from '../apps/built-app';
import { sourceFiles } from '../light-engine/device-modules';
import { invariants } from '../invariants/index';
import { findViolation } from '../search/find-violation';
import { mutate } from './mutant';
import type { Mutant } from './mutant';

/** How long a mutant went unnoticed. */
export interface Detection {
  title: string;
  caughtBy: string;
  /** Schedules it took; undefined when the mutant was not found. */
  schedules: number | undefined;
}

/** A mutant that is not found within so many schedules counts as not found. */
export const MOST_SCHEDULES = 10_000;

/** Always the same schedules: whether a mutant is found is no matter of luck. */
const SEED = 1;

/**
 * Runs schedules against a mutant until the invariant that must find it says so.
 * @param known after how many schedules an earlier search found it: the last of them is tried first, and alone if it still tells
 */
export async function detectMutant(mutant: Mutant, known?: number): Promise<Detection> {
  const { title, caughtBy } = mutant;
  const app = builtApp(sourceFiles(mutate(mutant)));
  let held = 0;
  const search = (schedules: number, path?: string): ReturnType<typeof findViolation> =>
    findViolation({
      app,
      schedules,
      seed: SEED,
      ...(path !== undefined && { path }),
      shrink: false,
      except: invariants.map(({ name }) => name).filter((name) => name !== caughtBy),
      onHeld: () => {
        held += 1;
      },
    });
  if (known !== undefined && (await search(1, String(known - 1)))) return { title, caughtBy, schedules: known };
  held = 0;
  return { title, caughtBy, schedules: (await search(MOST_SCHEDULES)) && held + 1 };
}
