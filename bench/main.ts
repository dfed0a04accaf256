/**
 * `npm run bench`: what users pay, beside the peers, from one run; fails when a gate is missed. `-- PART …` runs some of it.
 * A whole run writes docs/performance.md, its Chinese page and their pictures; every run writes artifacts/bench.json. `-- --pages` measures
 * nothing and writes the pages again out of what was left there.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { appCompiler } from './apps';
import { findEngines, INSTALL_JSC, type JavaScriptEngine } from './javascript-engines';
import type { Bench, Outcome, Part } from './part';
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

/** artifacts/bench.json: the figures of each part that was run, by its id. */
interface Figures {
  readonly machine: Machine;
  readonly [part: string]: unknown;
}

const artifact = join(root, 'artifacts/bench.json');

async function main(wanted: readonly string[]): Promise<number> {
  if (wanted.length === 1 && wanted[0] === '--pages') {
    writePages(JSON.parse(readFileSync(artifact, 'utf8')) as Figures);
    return 0;
  }
  const unknown = wanted.find((id) => !parts.some((part) => part.id === id));
  if (unknown !== undefined) {
    const ids = parts.map(({ id }) => id).join(' ');
    console.error(
      `Unknown part "${unknown}". Say none for all, or some of: ${ids}\n没有名为“${unknown}”的部分。不写则全部运行，或从中选取：${ids}`,
    );
    return 1;
  }
  const began = Date.now();
  const say = (progress: string): void => console.log(`  ${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s  ${progress}`);
  const bench: Bench = { root, engines: findEngines(), app: appCompiler(root, say), say };
  if (!bench.engines.some(({ id }) => id === 'jsc')) {
    console.log(`JavaScriptCore is not installed here, so V8 alone is measured. To have it: ${INSTALL_JSC}`);
    console.log(`这里没有 JavaScriptCore，只测量 V8。安装：${INSTALL_JSC}`);
  }
  const figures: Record<string, unknown> & { machine: Machine } = { machine: machineFacts(bench.engines) };
  mkdirSync(dirname(artifact), { recursive: true });
  const outcomes: Outcome[] = [];
  for (const part of parts.filter(({ id }) => wanted.length === 0 || wanted.includes(id))) {
    console.log(`\n${part.id}`);
    figures[part.id] = await part.measure(bench);
    const outcome = part.report(figures[part.id]);
    console.log(`\n${describeSection(outcome.section)}`);
    outcomes.push(outcome);
    writeFileSync(artifact, `${JSON.stringify(figures, null, 2)}\n`);
  }
  console.log(`\n${describeGoals(outcomes.flatMap(({ goals }) => goals))}\n`);
  if (wanted.length === 0) writePages(figures);
  const faults = outcomes.flatMap((outcome) => outcome.faults);
  faults.forEach((fault) => console.error(`FAILED  ${fault}`));
  console.log(faults.length === 0 ? 'Every gate is kept.' : 'Next: every figure of this run is in artifacts/bench.json.');
  return faults.length === 0 ? 0 : 1;
}

function machineFacts(engines: readonly JavaScriptEngine[]): Machine {
  const versions = [...new Set(engines.map(({ version }) => version))];
  return { date: new Date().toISOString().slice(0, 10), cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, engines: versions };
}

function writePages(figures: Figures): void {
  const outcomes = parts.filter(({ id }) => id in figures).map(({ id, report }) => report(figures[id]));
  const goals = outcomes.flatMap((outcome) => outcome.goals);
  const sections = outcomes.map(({ section }) => section);
  for (const language of ['en', 'zh'] as const) {
    const page = performancePage(figures.machine, goals, sections, language);
    writeFileSync(join(root, `docs/performance${language === 'zh' ? '.zh-CN' : ''}.md`), page);
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
