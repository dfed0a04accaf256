import { addFigures } from '../report/figures';
import { addShares } from '../report/shares';
import type { Pool } from './pool';
import { noOutcomes } from './worker';
import type { Chunk, Outcomes } from './worker';

export interface SearchOptions {
  schedules: number;
  seed: number;
  /** Absolute path of the build to judge. */
  build: string;
  /** Leaves the predecessor and all figures out. Default false. */
  alone?: boolean;
  /** Schedules of one job. It decides, with the seed, which schedules are drawn. Default: small enough to spread, large enough to pay. */
  chunk?: number;
  /** Schedules done so far, all processes together. */
  onProgress?: (schedules: number) => void;
}

export interface SearchResult extends Outcomes {
  /** ms of real time */
  took: number;
}

/**
 * Judges random schedules, spread over processes. Which schedules, and so what they come to, is decided by `seed` and `schedules` alone.
 * Ends at the first that breaks an invariant.
 */
export async function searchSchedules(pool: Pool, { build, onProgress, ...options }: SearchOptions): Promise<SearchResult> {
  const { schedules, seed, alone = false, chunk: size = 250 } = options;
  const started = performance.now();
  // Seeds far apart: schedules of neighbouring seeds would overlap.
  const chunks = Array.from({ length: Math.ceil(schedules / size) }, (_, index): Chunk => ({
    seed: seed * 100_003 + index,
    schedules: Math.min(size, schedules - index * size),
    build,
    alone,
  }));
  const outcomes = noOutcomes();
  const judge = async (chunk: Chunk): Promise<void> => {
    addOutcomes(outcomes, await pool.judgeSchedules(chunk));
    onProgress?.(outcomes.schedules);
  };
  await new Promise<void>((resolve, reject) => {
    const judged = chunks.map((chunk) => judge(chunk).then(() => outcomes.finding && resolve()));
    Promise.all(judged).then(() => resolve(), reject);
  });
  return { ...outcomes, took: performance.now() - started };
}

function addOutcomes(sum: Outcomes, { schedules, ours, theirs, shares, finding }: Outcomes): void {
  sum.schedules += schedules;
  addFigures(sum.ours, ours);
  addFigures(sum.theirs, theirs);
  addShares(sum.shares.ours, shares.ours);
  addShares(sum.shares.theirs, shares.theirs);
  if (finding !== undefined) sum.finding ??= finding;
}
