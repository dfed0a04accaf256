import { violationsOf } from '../invariants/index';
import { builtApp } from '../apps/built-app';
import { builtFiles } from '../light-engine/device-modules';
import { start } from '../simulation/virtual-time';
import { describeSchedule } from '../schedule/describe';
import type { Schedule } from '../schedule/schedule';
import type { Entry } from '../simulation/trace';
import { runSchedule } from '../simulation/run-schedule';
import type { Violation } from '../invariants/index';
import type { Finding } from '../search/find-violation';

export function describeFinding({ schedule, violations, seed, path }: Finding): string {
  const found = `The smallest schedule found that does it (fast-check: seed ${seed}, path ${path}):`;
  return [describeViolations(violations), found, describeSchedule(schedule)].join('\n\n');
}

const describeViolations = (violations: readonly Violation[]): string =>
  violations.map(({ invariant, detail }) => `Broken: ${invariant}. ${detail}`).join('\n');

/** Runs one schedule and prints everything that happened, then what was broken. Returns the exit code. */
export async function replay(schedule: Schedule, build: string): Promise<number> {
  const trace = await runSchedule(schedule, builtApp(builtFiles(build)));
  console.log(`${describeSchedule(schedule)}\n\n${trace.entries.map(describeEntry).join('\n')}`);
  const violations = violationsOf(trace, schedule);
  console.log(violations.length === 0 ? '\nNo invariant is broken by this schedule.' : `\n${describeViolations(violations)}`);
  return violations.length === 0 ? 0 : 1;
}

const SHOWN = 160;

function describeEntry({ seq, at, launch: _launch, what, ...details }: Entry): string {
  const [name, detail] = 'entry' in details ? [details.entry.kind, details.entry.detail] : [what, details];
  const whole = JSON.stringify(detail);
  const text = whole.length > SHOWN ? `${whole.slice(0, SHOWN)}…` : whole;
  return `#${String(seq).padEnd(4)} ${String(at - start).padStart(8)} ms  ${name} ${text}`;
}
