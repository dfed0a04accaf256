import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const root = join(__dirname, '../..');

/** One thing that `npm run lint` checks. */
export interface LintStep {
  readonly title: string;
  /** What to do about a complaint, in one line. */
  readonly next: string;
  /** @returns complaints; none when all is well */
  run(): Promise<readonly string[]>;
}

/** Runs a Node.js program of the project's; whatever it prints is a complaint if it ends with an error. */
export function runProgram(script: string, args: readonly string[]): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    let output = '';
    const child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root });
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (status) => {
      const lines = output.split('\n').filter((line) => line.trim() !== '');
      resolve(status === 0 ? [] : [...lines, `${script} ended with ${status}`]);
    });
  });
}
