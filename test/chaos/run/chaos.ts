import { addFigures } from './figures';
import type { Figures } from './figures';
import type { Finding } from './find-violation';
import { addShares, noShares } from './shares';
import type { Shares } from './shares';
import { processesFor, runJobs } from './pool';
import type { Job } from './worker';

export interface ChaosOptions {
  runs: number;
  seed: number;
  build: string;
  /** Runs done so far, all processes together. */
  onProgress?: (runs: number) => void;
}

export interface ChaosResult {
  runs: number;
  /** ms of real time */
  took: number;
  processes: number;
  ours: Figures;
  theirs: Figures;
  shares: { ours: Shares; theirs: Shares };
  finding: Finding | undefined;
}

/** Runs of one chunk: small enough to spread, large enough not to matter. */
const CHUNK = 250;

/**
 * Runs `runs` random schedules, spread over one process for each core. Which schedules is decided by `seed` and `runs` alone. Stops at the
 * first that breaks a promise.
 */
export async function runChaos({ runs, seed, build, onProgress }: ChaosOptions): Promise<ChaosResult> {
  const started = performance.now();
  const jobs: Job[] = [];
  for (let first = 0; first < runs; first += CHUNK) {
    // Seeds far apart: neighbours of two runs with neighbouring seeds would overlap.
    jobs.push({ kind: 'chunk', seed: seed * 100_003 + first / CHUNK, runs: Math.min(CHUNK, runs - first), build, beside: true });
  }
  const shares = { ours: noShares(), theirs: noShares() };
  const processes = processesFor(jobs.length);
  const result: ChaosResult = { runs: 0, took: 0, processes, ours: {}, theirs: {}, shares, finding: undefined };
  await runJobs(
    jobs,
    (message) => {
      if (message.kind === 'progress') {
        result.runs += message.runs;
        onProgress?.(result.runs);
      } else if (message.kind === 'chunk') {
        addFigures(result.ours, message.result.ours);
        addFigures(result.theirs, message.result.theirs);
        addShares(result.shares.ours, message.result.shares.ours);
        addShares(result.shares.theirs, message.result.shares.theirs);
        result.finding ??= message.result.finding;
      }
    },
    () => result.finding !== undefined,
  );
  result.took = performance.now() - started;
  return result;
}
