/**
 * `npm run chaos -- --runs N --seed S`: random schedules against the built components, every invariant checked on each, and the
 * predecessor's documented flow on the same schedules beside it. Ends with 1 when an invariant was broken.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { mutants } from './mutants';
import { MOST_SCHEDULES } from './mutants/detect';
import type { Detection } from './mutants/detect';
import { chaosDocument } from './report/document';
import { describeFinding, replay } from './report/replay';
import { shareTable } from './report/shares';
import { asText, figureTable } from './report/table';
import type { Schedule } from './schedule/schedule';
import { sample } from './schedule/schedule';
import { allCores, withPool } from './search/pool';
import type { Pool } from './search/pool';
import { searchSchedules } from './search/search-schedules';
import type { SearchOptions, SearchResult } from './search/search-schedules';

const root = join(__dirname, '../..');
const artifacts = join(root, 'artifacts/chaos');

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: String(sample.schedules) },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      alone: { type: 'boolean', default: false },
      mutants: { type: 'boolean', default: false },
      known: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      replay: { type: 'string' },
      build: { type: 'string', default: join(root, 'miniprogram_dist') },
    },
  });
  const schedules = Number(values.runs);
  const seed = Number(values.seed);
  const isUnderstood =
    Number.isSafeInteger(schedules) &&
    schedules > 0 &&
    Number.isSafeInteger(seed) &&
    (!values.write || (values.mutants && !values.known && !values.alone));
  if (!isUnderstood) {
    console.error('These options make no sense together, or a number is none. Next: npm run chaos -- --help');
    return 1;
  }
  const build = resolve(values.build);
  if (values.replay !== undefined && !existsSync(values.replay)) {
    console.error(`There is no ${values.replay}: --replay takes the file that a failing search left in artifacts/chaos.`);
    return 1;
  }
  if (values.replay !== undefined) return replay(JSON.parse(readFileSync(values.replay, 'utf8')) as Schedule, build);

  return withPool(allCores, async (pool) => {
    const result = await search(pool, { schedules, seed, build, alone: values.alone });
    if (result.finding !== undefined) return 1;
    if (!values.mutants) return 0;
    const found = await detectMutants(pool, values.known ? foundBefore() : {});
    if (found.detections.some(isMissed)) return 1;
    if (values.write) writeFileSync(join(root, 'docs/chaos.md'), chaosDocument({ result, seed, ...found }));
    return 0;
  });
}

/** Random schedules. */
async function search(pool: Pool, options: SearchOptions): Promise<SearchResult> {
  const { schedules, seed, build, alone } = options;
  console.log(`${schedules} random schedules, seed ${seed}`);
  const result = await searchSchedules(pool, { ...options, onProgress: progress(schedules, 'schedules') });
  if (result.finding !== undefined) {
    mkdirSync(artifacts, { recursive: true });
    const file = join(artifacts, `failure-${seed}.json`);
    writeFileSync(file, JSON.stringify(result.finding.schedule, null, 2));
    console.error(describeFinding(result.finding));
    const judged = build === join(root, 'miniprogram_dist') ? '' : ` --build ${build}`;
    console.error(`\nAgain, with everything that happens: npm run chaos -- --replay ${file}${judged}`);
    return result;
  }
  const seconds = result.took / 1000;
  console.log(
    `No invariant was broken by ${schedules} schedules (${seconds.toFixed(1)} s, ${(schedules / seconds).toFixed(0)} schedules a second in ` +
      `${allCores} ${allCores === 1 ? 'process' : 'processes'}${alone ? '' : '; each also runs with authing-wxapp-sdk'}).`,
  );
  if (alone) return result;
  console.log(`\nHow taps on sign-in buttons end, to which the person says yes:\n\n${asText(figureTable(result.ours, result.theirs), 2)}`);
  console.log(
    '\nWhere anything goes wrong, the share of accepted taps that end signed in (avatar-picker: with the picture kept), and what any library ' +
      `could have reached on the same taps:\n\n${asText(shareTable(result.shares.ours, result.shares.theirs))}`,
  );
  return result;
}

/** After how many schedules docs/chaos.md has found each mutant, by its title. */
function foundBefore(): Record<string, number> {
  const rows = readFileSync(join(root, 'docs/chaos.md'), 'utf8').matchAll(/^\| (.+) \| .+ \| ([\d,]+) \|$/gm);
  return Object.fromEntries([...rows].map(([, title, schedules]) => [title, Number(schedules?.replaceAll(',', ''))]));
}

/** Every mutant, in the order of the list. */
async function detectMutants(pool: Pool, known: Record<string, number>): Promise<{ detections: Detection[]; detectionTook: number }> {
  console.log('\nMutants, and after how many schedules each was found:');
  const started = performance.now();
  const onProgress = progress(mutants.length, 'mutants');
  let done = 0;
  const detections = await Promise.all(
    mutants.map(async (mutant) => {
      const detection = await pool.detectMutant(mutant, known[mutant.title]);
      onProgress(++done);
      return detection;
    }),
  );
  const detectionTook = performance.now() - started;
  for (const { title, caughtBy, schedules } of detections)
    console.log(`${schedules === undefined ? `NOT in ${MOST_SCHEDULES}` : String(schedules).padStart(5)}  ${title} (${caughtBy})`);
  const missed = detections.filter(isMissed).length;
  console.log(`${mutants.length - missed} of ${mutants.length} found (${(detectionTook / 1000).toFixed(1)} s).`);
  return { detections, detectionTook };
}

const isMissed = ({ schedules }: Detection): boolean => schedules === undefined;

/** On a terminal a line that moves; in a log a line for each tenth. */
function progress(of: number, what: string): (done: number) => void {
  const started = performance.now();
  let tenths = 0;
  return (done) => {
    const left = (((performance.now() - started) / done) * (of - done)) / 1000;
    const line = `${done} of ${of} ${what}, about ${left.toFixed(0)} s to go`;
    if (done === of && !process.stdout.isTTY) return;
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
