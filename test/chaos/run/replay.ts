import { violationsOf } from '../promises/index';
import { builtApp } from '../host/built-app';
import { compiledFiles } from '../host/device-modules';
import { start } from '../clock/virtual-time';
import { describeSchedule } from '../schedule/describe';
import type { Schedule } from '../schedule/schedule';
import type { Entry } from '../world/record';
import { runSchedule } from '../world/run-schedule';
import type { Violation } from '../promises/index';
import type { Finding } from './find-violation';

export function describeFinding({ schedule, violations, seed, path }: Finding): string {
  const found = `The smallest schedule found that does it (fast-check: seed ${seed}, path ${path}):`;
  return [describeViolations(violations), found, describeSchedule(schedule)].join('\n\n');
}

const describeViolations = (violations: readonly Violation[]): string =>
  violations.map(({ invariant, detail }) => `Broken: ${invariant}. ${detail}`).join('\n');

/** Runs one schedule and prints everything that happened, then what was broken. Returns the exit code. */
export async function replay(schedule: Schedule, build: string): Promise<number> {
  const record = await runSchedule(schedule, builtApp(compiledFiles(build)));
  console.log(`${describeSchedule(schedule)}\n\n${record.entries.map(describeEntry).join('\n')}`);
  const violations = violationsOf(record, schedule);
  console.log(violations.length === 0 ? '\nNo promise is broken by this schedule.' : `\n${describeViolations(violations)}`);
  return violations.length === 0 ? 0 : 1;
}

const SHOWN = 160;

function describeEntry({ seq, at, life: _life, what, ...happening }: Entry): string {
  const [name, detail] = 'entry' in happening ? [happening.entry.kind, happening.entry.detail] : [what, happening];
  const whole = JSON.stringify(detail);
  const text = whole.length > SHOWN ? `${whole.slice(0, SHOWN)}…` : whole;
  return `#${String(seq).padEnd(4)} ${String(at - start).padStart(8)} ms  ${name} ${text}`;
}
