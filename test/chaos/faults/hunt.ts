import { dirname } from 'node:path';
import { builtApp } from '../host/built-app';
import { compiledFiles } from '../host/device-modules';
import { invariants } from '../promises/index';
import { findViolation } from '../run/find-violation';
import { mutate } from './fault';
import type { Mutant } from './fault';

/** How a hunt for a hand-made fault ended. */
export interface Catch {
  title: string;
  caughtBy: string;
  /** Schedules it took; undefined when the fault was not found. */
  runs: number | undefined;
}

/** A fault that is not found within so many schedules counts as not found. */
export const MOST_RUNS = 10_000;

/** Always the same schedules: whether a fault is found is no matter of luck. */
const SEED = 1;

/** Runs schedules against a copy of the build with the fault in it, until the invariant that should says so. */
export async function hunt(mutant: Mutant, build: string): Promise<Catch> {
  const { title, caughtBy } = mutant;
  let runs = 1;
  const finding = await findViolation({
    app: builtApp(compiledFiles(build, mutate(mutant, dirname(build)))),
    runs: MOST_RUNS,
    seed: SEED,
    shrink: false,
    except: invariants.map(({ name }) => name).filter((name) => name !== caughtBy),
    onRun: () => {
      runs += 1;
    },
  });
  return { title, caughtBy, runs: finding === undefined ? undefined : runs };
}
