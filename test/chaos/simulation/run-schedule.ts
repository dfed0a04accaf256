import type { AppUnderTest } from '../apps/app-under-test';
import { inspect } from 'node:util';
import { beginVirtualTime, settled } from './virtual-time';
import type { Schedule } from '../schedule/schedule';
import { appIds } from './environment';
import type { Trace } from './trace';
import { Simulation } from './simulation';

/** After the last step everything has this long (ms) to come to an end; the longest flow may take two thirds of it. */
export const PATIENCE = 61_000;

/** An app that was killed needs this long (ms) to be there again. */
const STARTING = 1000;

/** The trace that a promise nobody handled belongs to: schedules run one after the other. */
let running: Trace | undefined;
let listening = false;

/**
 * Runs one schedule on virtual time, to its end and beyond: then nothing goes wrong any more, flows come to an end, all pages are closed,
 * and the app is launched once more to see what it has kept.
 */
export async function runSchedule({ setting, steps }: Schedule, app: AppUnderTest): Promise<Trace> {
  if (!listening) process.on('unhandledRejection', noteUnhandled);
  listening = true;
  const time = beginVirtualTime();
  try {
    const simulation = await Simulation.create(setting, app);
    running = simulation.trace;
    for (const [index, step] of steps.entries()) {
      await time.advance(step.after);
      simulation.perform(step, index + 1);
      if (step.do !== 'restart') continue;
      await time.advance(STARTING);
      simulation.restart(step.user);
    }
    await settled();
    simulation.calm();
    await time.advance(PATIENCE);
    simulation.blink();
    await time.advance(PATIENCE);
    simulation.closeAllPages();
    await time.advance(PATIENCE);
    simulation.recordClosed();
    simulation.reconfigure(appIds[0]);
    simulation.kill();
    await time.advance(STARTING);
    simulation.restart('same');
    await time.advance(1000);
    await simulation.end();
    return simulation.trace;
  } finally {
    running = undefined;
    time.end();
  }
}

function noteUnhandled(reason: unknown): void {
  if (running === undefined) throw reason;
  const message = reason instanceof Error ? `${reason.name}: ${reason.message}` : inspect(reason);
  running.add('thrown', { where: 'a promise that nobody handles', message });
}
