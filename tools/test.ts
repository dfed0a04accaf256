/**
 * `npm test`: everything that proves the package as it is built. Each step says what it is; the last lines say what held. What npm and
 * other people's compilers make of the tarballs is `npm run test:tarballs`, what a browser shows `npm run test:browser`: minutes that no
 * change of a tap has to wait for.
 * (`npm test -- PATTERN …` runs jest with its arguments, and nothing else.)
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import build from '../test/package/build';
import { sample } from '../test/chaos/schedule/schedule';

const root = join(__dirname, '..');
const node = (script: string, ...args: string[]): string[] => [join(root, 'node_modules', script), ...args];

interface Step {
  title: string;
  command: string[];
}

const specifications: Step = {
  title: 'specifications',
  // One more than there are cores: tests of a command wait for its process. Measured: one a core leaves a quarter of their time unused.
  command: node('jest/bin/jest.js', '--selectProjects', 'source', 'built', `--maxWorkers=${availableParallelism() + 1}`),
};

/** Beside the specifications: each runs in one process, which would take twice the time alone, with the other core idle. */
const beside: Step[] = [
  { title: 'weight, beside the predecessor', command: node('tsx/dist/cli.mjs', 'tools/size/main.ts') },
  {
    title: 'random schedules with faults, and mutants that they must find',
    command: node(
      'tsx/dist/cli.mjs',
      ...['test/chaos/main.ts', '--runs', String(sample.schedules), '--seed', String(sample.seed), '--alone', '--mutants', '--known'],
    ),
  },
];

/** Resolves with whether the step held, and what it wrote where it was not to write at once. */
function run({ command }: Step, stdio: 'inherit' | 'pipe'): Promise<{ held: boolean; output: string }> {
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', stdio, stdio] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => void (output += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve({ held: code === 0, output }));
  });
}

async function main(): Promise<void> {
  // Once for all steps.
  build();
  const steps = [specifications, ...beside];
  const say = (index: number): void => console.log(`\n${index + 1}/${steps.length}  ${steps[index]!.title}`);
  say(0);
  const others = Promise.all(beside.map((step) => run(step, 'pipe')));
  const outcomes = [await run(specifications, 'inherit')];
  for (const outcome of await others) {
    say(outcomes.length);
    process.stdout.write(outcome.output);
    outcomes.push(outcome);
  }
  console.log('');
  outcomes.forEach(({ held }, index) => console.log(`${held ? 'ok    ' : 'FAILED'}  ${steps[index]!.title}`));
  process.exitCode = outcomes.every(({ held }) => held) ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
