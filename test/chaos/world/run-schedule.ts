import { inspect } from 'node:util';
import { beginVirtualTime, settled } from '../clock/virtual-time';
import type { Schedule } from '../schedule/schedule';
import { appIds } from './environment';
import type { RunRecord } from './record';
import { World } from './world';
import type { AppUnderTest } from './world';

/** After the last step everything has this long (ms) to come to an end; the longest flow may take two thirds of it. */
export const PATIENCE = 61_000;

/** An app that was killed needs this long (ms) to be there again. */
const STARTING = 1000;

/** The record that a promise nobody handled belongs to: runs come one after the other. */
let running: RunRecord | undefined;
let listening = false;

/**
 * Runs one schedule on virtual time, to its end and beyond: then nothing goes wrong any more, flows come to an end, all pages are closed,
 * and the app is launched once more to see what it has kept.
 */
export async function runSchedule({ setting, steps }: Schedule, app: AppUnderTest): Promise<RunRecord> {
  if (!listening) process.on('unhandledRejection', noteUnhandled);
  listening = true;
  const time = beginVirtualTime();
  try {
    const world = await World.create(setting, app);
    running = world.record;
    for (const [index, step] of steps.entries()) {
      await time.advance(step.after);
      world.perform(step, index + 1);
      if (step.do !== 'restart') continue;
      await time.advance(STARTING);
      world.restart(step.user);
    }
    await settled();
    world.calm();
    await time.advance(PATIENCE);
    world.blink();
    await time.advance(PATIENCE);
    world.closeAllPages();
    await time.advance(PATIENCE);
    world.recordClosed();
    world.reconfigure(appIds[0]);
    world.kill();
    await time.advance(STARTING);
    world.restart('same');
    await time.advance(1000);
    await world.end();
    return world.record;
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
