/** A child process that does one job after the other, and tells on the way how far it is. */
import { hunt } from '../faults/hunt';
import type { Catch } from '../faults/hunt';
import { mutants } from '../faults/list';
import { runChunk } from './chunk';
import type { Chunk, ChunkResult } from './chunk';

export type Job = ({ kind: 'chunk' } & Chunk) | { kind: 'fault'; title: string; build: string };

export type WorkerMessage =
  | { kind: 'progress'; runs: number }
  | { kind: 'chunk'; result: ChunkResult }
  | { kind: 'fault'; result: Catch }
  | { kind: 'crashed'; error: string };

const TELL_EVERY = 20;

const tell = (message: WorkerMessage): void => void process.send?.(message);

async function work(job: Job): Promise<void> {
  if (job.kind === 'fault') {
    const mutant = mutants.find(({ title }) => title === job.title);
    if (mutant === undefined) throw new Error(`there is no fault "${job.title}"`);
    return tell({ kind: 'fault', result: await hunt(mutant, job.build) });
  }
  let untold = 0;
  const result = await runChunk(job, () => {
    untold += 1;
    if (untold < TELL_EVERY) return;
    tell({ kind: 'progress', runs: untold });
    untold = 0;
  });
  tell({ kind: 'progress', runs: untold });
  tell({ kind: 'chunk', result });
}

process.on('message', (job: Job) => {
  work(job).catch((error: unknown) =>
    tell({ kind: 'crashed', error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
