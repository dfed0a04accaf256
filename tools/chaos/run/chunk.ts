import { join } from 'node:path';
import { builtApp } from '../host/built-app';
import { compiledFiles } from '../host/phone-modules';
import { documentedApp } from '../predecessor/documented-app';
import { runSchedule } from '../world/run-schedule';
import { addRun } from './figures';
import type { Figures } from './figures';
import { findViolation } from './find-violation';
import type { Finding } from './find-violation';

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
  finding?: Finding;
}

export const defaultBuild = join(__dirname, '..', '..', '..', 'miniprogram_dist');

export async function runChunk({ seed, runs, build, beside }: Chunk, onRun: () => void = () => undefined): Promise<ChunkResult> {
  const result: ChunkResult = { runs: 0, ours: {}, theirs: {} };
  const finding = await findViolation({
    app: builtApp(compiledFiles(build)),
    runs,
    seed,
    async onRun(record, schedule) {
      addRun(result.ours, record, schedule);
      if (beside) addRun(result.theirs, await runSchedule(schedule, documentedApp), schedule);
      result.runs += 1;
      onRun();
    },
  });
  return finding === undefined ? result : { ...result, finding };
}
