/** `npm run bench`: every figure of the package beside its peers', from one run; fails when a gate is missed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buttonPeers, emptyApp, measuredApps, type AppId } from '../tools/size/apps';
import type { CompiledApp } from '../tools/size/compile-app';
import { evaluatedBeforeTap } from '../tools/size/evaluated';
import { compileApps, measureSizes, type CompiledApps, type SizeReport } from '../tools/size/measure';
import { failures } from '../tools/size/report';
import type { Weight } from '../tools/size/weight';
import { growthFaults, measureGrowth } from './growth';
import { contenders, measureMounting, type MountResult } from './mount';
import { describeEvaluated, describeGrowth, describeMounting, describeRoundTrips, describeSizes, mountBudget } from './report';
import { measureRoundTrips, roundTripFaults } from './round-trips';

const root = join(__dirname, '..');
const mountingRounds = { warmUp: 200, rounds: 1_000 };

async function main(): Promise<number> {
  const apps = [emptyApp, ...measuredApps(root), ...buttonPeers(root)];
  console.log(`Compiling ${apps.length} apps with WeChat's compiler (about half a minute) …`);
  const compiled = await compileApps(apps, (title) => console.log(`  compiled: ${title}`));
  const app = (id: AppId): CompiledApp => compiled.get(id) ?? new Map();

  const sizes = await measureSizes(apps, compiled);
  console.log(`\n${describeSizes(sizes)}\n`);
  const evaluatedPeers = await evaluatePeers(compiled);
  console.log(`${describeEvaluated([...ownEvaluated(sizes), ...evaluatedPeers])}\n`);

  console.log(`Mounting each button ${(mountingRounds.warmUp + mountingRounds.rounds).toLocaleString('en-US')} times, in turn …`);
  const mounting = await measureMounting(compiled, mountingRounds);
  console.log(`\n${describeMounting(mounting)}\n`);
  const growth = await measureGrowth(app('components'));
  console.log(`${describeGrowth(growth)}\n`);
  const roundTrips = await measureRoundTrips(app('components'), app('authing-wxapp-sdk'));
  console.log(`${describeRoundTrips(roundTrips)}\n`);

  mkdirSync(join(root, 'artifacts'), { recursive: true });
  const figures = { sizes, evaluatedPeers, mounting, growth, roundTrips };
  writeFileSync(join(root, 'artifacts/bench.json'), `${JSON.stringify(figures, null, 2)}\n`);
  const faults = [...failures(sizes), ...mountingFaults(mounting), ...growthFaults(growth), ...roundTripFaults(roundTrips)];
  faults.forEach((fault) => console.error(`FAILED  ${fault}`));
  console.log(faults.length === 0 ? 'Every gate is kept.' : 'Next: every figure of this run is in artifacts/bench.json.');
  return faults.length === 0 ? 0 : 1;
}

const ownEvaluated = ({ evaluated }: SizeReport) => evaluated.map((row) => ({ title: row.components.join(' + '), ...row }));

async function evaluatePeers(compiled: CompiledApps): Promise<(Weight & { title: string })[]> {
  const rows: (Weight & { title: string })[] = [];
  for (const { id, component } of contenders.slice(1)) {
    rows.push({ title: id, ...(await evaluatedBeforeTap(compiled.get(id) ?? new Map(), [component])) });
  }
  return rows;
}

function mountingFaults(results: readonly MountResult[]): string[] {
  return results
    .filter(({ id, oursToThis }) => id !== 'login-button' && oursToThis > mountBudget.gate)
    .map(({ id, oursToThis }) => `Mounting login-button takes ${oursToThis.toFixed(2)} of the time of ${id}: gate ${mountBudget.gate}.`);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
