import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Job, WorkerMessage } from './worker';

const tsx = join(__dirname, '..', '..', '..', 'node_modules', 'tsx', 'dist');
const asTypeScript = { execArgv: ['--require', join(tsx, 'preflight.cjs'), '--import', `file://${join(tsx, 'loader.mjs')}`] };

/** How many processes share `jobs` jobs: one for each core. */
export const processesFor = (jobs: number): number => Math.min(availableParallelism(), jobs);

/**
 * Spreads jobs over processes, each taking the next when it has done one.
 * @param hear every message of every process
 * @param enough asked before each job: true ends the work early
 */
export async function runJobs(
  jobs: readonly Job[],
  hear: (message: WorkerMessage) => void,
  enough: () => boolean = () => false,
): Promise<void> {
  const waiting = [...jobs];
  const one = async (): Promise<void> => {
    const child = fork(join(__dirname, 'worker.ts'), asTypeScript);
    try {
      for (let job = waiting.shift(); job !== undefined && !enough(); job = waiting.shift()) await run(child, job, hear);
    } finally {
      child.kill();
    }
  };
  await Promise.all(Array.from({ length: processesFor(jobs.length) }, one));
}

function run(child: ChildProcess, job: Job, hear: (message: WorkerMessage) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (finish: () => void): void => {
      child.off('message', receive).off('exit', gone);
      finish();
    };
    const receive = (message: WorkerMessage): void => {
      if (message.kind === 'crashed') return end(() => reject(new Error(`a chaos run crashed (${JSON.stringify(job)}): ${message.error}`)));
      hear(message);
      if (message.kind !== 'progress') end(resolve);
    };
    const gone = (code: number | null): void => end(() => reject(new Error(`a chaos process ended with ${code}`)));
    child.on('message', receive).on('exit', gone);
    child.send(job);
  });
}
