/** The chaos runs' schedules as checks: always the same ones, each by itself. */
import fc from 'fast-check';
import { builtApp } from '../chaos/apps/built-app';
import { builtFiles } from '../chaos/light-engine/device-modules';
import { violationsOf } from '../chaos/invariants/index';
import { anySchedule } from '../chaos/schedule/arbitrary';
import { runSchedule } from '../chaos/simulation/run-schedule';
import type { Check } from './check';

const SEED = 1;

/** @param build absolute path of the build that is judged */
export function schedules(count: number, build: string): Check[] {
  const app = builtApp(builtFiles(build));
  return fc.sample(anySchedule, { seed: SEED, numRuns: count }).map((schedule, index) => ({
    id: `schedule ${index + 1}`,
    async run() {
      const [violation] = violationsOf(await runSchedule(schedule, app), schedule);
      return violation && `${violation.invariant}: ${violation.detail}`;
    },
  }));
}
