/**
 * `npm test`: everything that proves the package, the fast first. Each step says what it is; the last lines say what held.
 * (`npm test -- PATTERN …` runs jest with its arguments, and nothing else.)
 */
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { sample } from '../test/chaos/schedule/schedule';

const root = join(__dirname, '..');
const node = (script: string, ...args: string[]): string[] => [join(root, 'node_modules', script), ...args];

interface Step {
  title: string;
  command: string[];
}

const steps: Step[] = [
  // One more than there are cores: tests in a browser, or of a command, mostly wait for another process.
  { title: 'specifications', command: node('jest/bin/jest.js', `--maxWorkers=${availableParallelism() + 1}`) },
  { title: 'weight, beside the predecessor', command: node('tsx/dist/cli.mjs', 'tools/size/main.ts') },
  {
    title: 'random schedules with faults, and mutants that they must find',
    command: node(
      'tsx/dist/cli.mjs',
      ...['test/chaos/main.ts', '--runs', String(sample.schedules), '--seed', String(sample.seed), '--alone', '--mutants', '--known'],
    ),
  },
];

const run = ({ command }: Step): boolean => spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' }).status === 0;

const outcomes = steps.map((step, index) => {
  console.log(`\n${index + 1}/${steps.length}  ${step.title}`);
  return { ...step, held: run(step) };
});
console.log('');
outcomes.forEach(({ title, held }) => console.log(`${held ? 'ok    ' : 'FAILED'}  ${title}`));
process.exitCode = outcomes.every(({ held }) => held) ? 0 : 1;
