/**
 * `npm run chaos -- --runs N --seed S`: random schedules against the built components, every promise checked on each, and the
 * predecessor's documented flow on the same schedules beside it. Ends with 1 when a promise was broken.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Catch } from './faults/hunt';
import { describeCatches, huntAll } from './run/hand-made-faults';
import { defaultBuild } from './run/chunk';
import { runChaos } from './run/chaos';
import type { ChaosResult } from './run/chaos';
import { chaosDocument } from './run/document';
import { describeFinding, replay } from './run/replay';
import { sample } from './run/sample';
import { shareTable } from './run/shares';
import { asText, figureTable } from './run/table';

const usage = `npm run chaos -- [--runs N] [--seed S] [--faults] [--replay FILE]
  --runs N       random schedules to run (default ${sample.runs})
  --seed S       a whole number; the same seed and the same N are the same schedules (default: from the clock)
  --faults       also puts hand-made faults into copies of the build, each of which must be found
  --write        writes docs/chaos.md (with --faults)
  --replay FILE  runs the one schedule that an earlier run left in FILE, and prints everything that happens
  --build DIR    judges another build than miniprogram_dist`;

const artifacts = join(__dirname, '../../artifacts/chaos');

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: String(sample.runs) },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      faults: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      replay: { type: 'string' },
      build: { type: 'string', default: defaultBuild },
      help: { type: 'boolean', default: false },
    },
  });
  const runs = Number(values.runs);
  const seed = Number(values.seed);
  const isUnderstood = Number.isSafeInteger(runs) && runs > 0 && Number.isSafeInteger(seed) && (values.faults || !values.write);
  if (values.help || !isUnderstood) {
    console.log(usage);
    return values.help ? 0 : 1;
  }
  const build = resolve(values.build);
  if (values.replay !== undefined) return replay(JSON.parse(readFileSync(values.replay, 'utf8')), build);

  const result = await chaos(runs, seed, build);
  if (result.finding !== undefined) return 1;
  if (!values.faults) return 0;
  const hunt = await faults(build);
  if (hunt.catches.some(({ runs: found }) => found === undefined)) return 1;
  if (values.write) writeFileSync(join(__dirname, '../../docs/chaos.md'), chaosDocument({ result, seed, ...hunt }));
  return 0;
}

/** Random schedules. */
async function chaos(runs: number, seed: number, build: string): Promise<ChaosResult> {
  console.log(`${runs} random schedules, seed ${seed}`);
  const result = await runChaos({ runs, seed, build, onProgress: progress(runs, 'runs') });
  if (result.finding !== undefined) {
    mkdirSync(artifacts, { recursive: true });
    const file = join(artifacts, `failure-${seed}.json`);
    writeFileSync(file, JSON.stringify(result.finding.schedule, null, 2));
    console.error(describeFinding(result.finding));
    console.error(`\nAgain, with everything that happens: npm run chaos -- --replay ${file}`);
    return result;
  }
  const seconds = result.took / 1000;
  console.log(
    `No promise was broken in ${result.runs} runs (${seconds.toFixed(1)} s, ${(result.runs / seconds).toFixed(0)} runs a second in ` +
      `${result.processes} processes; each schedule also runs with authing-wxapp-sdk).\n`,
  );
  console.log(asText(figureTable(result.ours, result.theirs), 2));
  console.log(`\n${asText(shareTable(result.shares.ours, result.shares.theirs))}`);
  return result;
}

/** Hand-made faults, each hunted. */
async function faults(build: string): Promise<{ catches: Catch[]; huntTook: number }> {
  console.log('\nHand-made faults, and after how many schedules each was found:');
  const started = performance.now();
  const catches = await huntAll(build, progress(0, 'faults'));
  console.log(describeCatches(catches));
  const missed = catches.filter(({ runs }) => runs === undefined).length;
  const huntTook = performance.now() - started;
  console.log(`${catches.length - missed} of ${catches.length} found (${(huntTook / 1000).toFixed(1)} s).`);
  return { catches, huntTook };
}

/** On a terminal a line that moves; in a log a line for each tenth. */
function progress(runs: number, what: string): (done: number, of?: number) => void {
  const started = performance.now();
  let tenths = 0;
  return (done, of = runs) => {
    const left = (((performance.now() - started) / done) * (of - done)) / 1000;
    const line = `${done} of ${of} ${what}, about ${left.toFixed(0)} s to go`;
    if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${done < of ? line : ''}`);
    else if (Math.floor((done / of) * 10) > tenths) {
      tenths = Math.floor((done / of) * 10);
      console.log(line);
    }
  };
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
