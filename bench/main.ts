/**
 * `npm run bench`: what users pay, beside the peers, from one run; fails when a gate is missed. `-- PART …` runs some of it.
 * A whole run writes docs/performance.md, its Chinese page and their pictures; every run writes artifacts/bench.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { appCompiler } from './apps';
import { findEngines, INSTALL_JSC, type JavaScriptEngine } from './javascript-engines';
import type { Bench, GoalFigure, Outcome, Part } from './part';
import { bytesPart } from './parts/bytes';
import { dayPart } from './parts/day';
import { growthPart } from './parts/growth';
import { memoryPart } from './parts/memory';
import { mountPart } from './parts/mount';
import { passwordsPart } from './parts/passwords';
import { roundTripsPart } from './parts/round-trips';
import { startPart } from './parts/start';
import { tapPart } from './parts/tap';
import { barChart } from './report/chart';
import { describeGoals, describeSection } from './report/console';
import { chartFile, performancePage, type Machine } from './report/markdown';

const root = join(__dirname, '..');
const parts: readonly Part[] = [bytesPart, startPart, mountPart, tapPart, roundTripsPart, growthPart, dayPart, memoryPart, passwordsPart];

async function main(wanted: readonly string[]): Promise<number> {
  const unknown = wanted.find((id) => !parts.some((part) => part.id === id));
  if (unknown !== undefined) {
    console.error(`Unknown part "${unknown}". Say none for all, or some of: ${parts.map(({ id }) => id).join(', ')}.`);
    return 1;
  }
  const began = Date.now();
  const say = (progress: string): void => console.log(`  ${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s  ${progress}`);
  const bench: Bench = { root, engines: findEngines(), app: appCompiler(root, say), say };
  if (!bench.engines.some(({ id }) => id === 'jsc')) {
    console.log(`JavaScriptCore is not installed here, so V8 alone is measured. To have it: ${INSTALL_JSC}`);
  }
  const outcomes: Outcome[] = [];
  for (const part of parts.filter(({ id }) => wanted.length === 0 || wanted.includes(id))) {
    console.log(`\n${part.id}`);
    const outcome = await part.run(bench);
    console.log(`\n${describeSection(outcome.section)}`);
    outcomes.push(outcome);
  }
  const goals = outcomes.flatMap((outcome) => outcome.goals);
  const machine = machineFacts(bench.engines);
  console.log(`\n${describeGoals(goals)}\n`);
  mkdirSync(join(root, 'artifacts'), { recursive: true });
  const figures = Object.fromEntries(outcomes.map(({ id, figures: own }) => [id, own]));
  writeFileSync(join(root, 'artifacts/bench.json'), `${JSON.stringify({ machine, ...figures }, null, 2)}\n`);
  if (wanted.length === 0) writePages(machine, outcomes, goals);
  const faults = outcomes.flatMap((outcome) => outcome.faults);
  faults.forEach((fault) => console.error(`FAILED  ${fault}`));
  console.log(faults.length === 0 ? 'Every gate is kept.' : 'Next: every figure of this run is in artifacts/bench.json.');
  return faults.length === 0 ? 0 : 1;
}

function machineFacts(engines: readonly JavaScriptEngine[]): Machine {
  const versions = [...new Set(engines.map(({ version }) => version))];
  return { date: new Date().toISOString().slice(0, 10), cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, engines: versions };
}

function writePages(machine: Machine, outcomes: readonly Outcome[], goals: readonly GoalFigure[]): void {
  const sections = outcomes.map(({ section }) => section);
  for (const language of ['en', 'zh'] as const) {
    writeFileSync(
      join(root, `docs/performance${language === 'zh' ? '.zh-CN' : ''}.md`),
      performancePage(machine, goals, sections, language),
    );
    for (const chart of sections.flatMap(({ charts }) => charts)) {
      writeFileSync(join(root, 'docs', chartFile(chart.name, language)), barChart(chart, language));
    }
  }
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
