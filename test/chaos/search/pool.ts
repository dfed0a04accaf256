import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'jest-worker';
import type { JestWorkerFarm } from 'jest-worker';
import type * as jobs from './worker';

type Jobs = Pick<typeof jobs, 'judgeSchedules' | 'detectMutant'>;

/** The functions of worker.ts; each call waits for a free process. */
export type Pool = JestWorkerFarm<Jobs>;

/** One process for each core. */
export const allCores = availableParallelism();

/** bytes: a process that is larger between two jobs is replaced. */
const MEMORY_LIMIT = 1024 ** 3;

/**
 * Processes, not threads: each has one virtual clock, and hears of promises that nobody handles.
 * @param processes how many jobs are done at the same time
 */
export async function withPool<Result>(processes: number, work: (pool: Pool) => Promise<Result>): Promise<Result> {
  const pool = new Worker(join(__dirname, 'worker.ts'), {
    numWorkers: processes,
    exposedMethods: ['judgeSchedules', 'detectMutant'] satisfies (keyof Jobs)[],
    forkOptions: { execArgv: ['--import', pathToFileURL(createRequire(__filename).resolve('tsx')).href] },
    idleMemoryLimit: MEMORY_LIMIT,
    // The same job would crash again.
    maxRetries: 0,
  }) as Pool;
  pool.getStdout().pipe(process.stdout);
  pool.getStderr().pipe(process.stderr);
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}
