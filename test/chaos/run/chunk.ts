import { join } from 'node:path';
import { builtApp } from '../host/built-app';
import { compiledFiles } from '../host/device-modules';
import { documentedApp } from '../predecessor/documented-app';
import { runSchedule } from '../world/run-schedule';
import { addRun } from './figures';
import type { Figures } from './figures';
import { findViolation } from './find-violation';
import type { Finding } from './find-violation';
import { addRunToShares, noShares } from './shares';
import type { Shares } from './shares';

/** A share of the work: so many schedules from one seed. The same chunk always holds the same schedules. */
export interface Chunk {
  seed: number;
  runs: number;
  /** The build to judge. */
  build: string;
  /** Whether the predecessor runs the same schedules beside it. */
  beside: boolean;
}

export interface ChunkResult {
  runs: number;
  ours: Figures;
  theirs: Figures;
  /** How many taps ended signed in, on days on which anything goes wrong. */
  shares: { ours: Shares; theirs: Shares };
  finding?: Finding;
}

export const defaultBuild = join(__dirname, '..', '..', '..', 'miniprogram_dist');

export async function runChunk({ seed, runs, build, beside }: Chunk, onRun: () => void = () => undefined): Promise<ChunkResult> {
  const result: ChunkResult = { runs: 0, ours: {}, theirs: {}, shares: { ours: noShares(), theirs: noShares() } };
  const finding = await findViolation({
    app: builtApp(compiledFiles(build)),
    runs,
    seed,
    async onRun(record, schedule) {
      addRun(result.ours, record, schedule);
      addRunToShares(result.shares.ours, record, schedule);
      if (beside) {
        const theirs = await runSchedule(schedule, documentedApp);
        addRun(result.theirs, theirs, schedule);
        addRunToShares(result.shares.theirs, theirs, schedule);
      }
      result.runs += 1;
      onRun();
    },
  });
  return finding === undefined ? result : { ...result, finding };
}
