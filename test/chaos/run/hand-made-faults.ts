import { mutants } from '../faults/list';
import { MOST_RUNS } from '../faults/hunt';
import type { Catch } from '../faults/hunt';
import { runJobs } from './pool';

/** Hunts every hand-made fault, in the order of the list. */
export async function huntAll(build: string, onCatch: (done: number, of: number) => void = () => undefined): Promise<Catch[]> {
  const catches: Catch[] = [];
  await runJobs(
    mutants.map(({ title }) => ({ kind: 'fault', title, build })),
    (message) => {
      if (message.kind !== 'fault') return;
      catches.push(message.result);
      onCatch(catches.length, mutants.length);
    },
  );
  return mutants.flatMap(({ title }) => catches.filter((caught) => caught.title === title));
}

/** A line for each fault: in how many schedules it was found, and by what. */
export const describeCatches = (catches: readonly Catch[]): string =>
  catches
    .map(({ title, caughtBy, runs }) => `${runs === undefined ? `NOT in ${MOST_RUNS}` : String(runs).padStart(5)}  ${title} (${caughtBy})`)
    .join('\n');
