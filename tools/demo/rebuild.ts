/** Keeps the example on the newest build of the package while somebody works on it. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../build/files';
import { watchDirectories } from 'authing-miniapp-playground/watch';
import { packExample } from './miniprogram-npm';

/** So much of a failed build is shown (lines). */
const TAIL = 25;

/**
 * Builds and packs again after each change of the package's sources; the playground sees the new files and reloads by itself.
 * @param log hears what is done and what fails
 * @returns ends the watching, and a build that is under way
 */
export function rebuildOnChange(log: (line: string) => void): () => void {
  let running: Promise<void> | undefined;
  let again = false;
  let child: ChildProcess | undefined;
  let stopped = false;

  const build = (): Promise<void> =>
    new Promise((resolve, reject) => {
      let output = '';
      child = spawn(process.execPath, [join(root, 'node_modules/gulp/bin/gulp.js'), 'build'], { cwd: root });
      const keep = (chunk: Buffer): void => {
        output += chunk.toString();
      };
      child.stdout?.on('data', keep);
      child.stderr?.on('data', keep);
      child.once('error', reject);
      child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(output.trimEnd().split('\n').slice(-TAIL).join('\n')))));
    });
  const work = async (): Promise<void> => {
    do {
      again = false;
      log('The package changed: building …');
      try {
        await build();
        await packExample();
        log('Built and packed.');
      } catch (error) {
        if (!stopped)
          log(`The build failed; the example stays on the last one.\n${error instanceof Error ? error.message : String(error)}`);
      }
    } while (again && !stopped);
  };
  const changed = (): void => {
    if (running === undefined)
      running = work().finally(() => {
        running = undefined;
      });
    else again = true;
  };

  const sources = ['lib', 'components', 'tools/build', 'tools/sdk'].map((folder) => join(root, folder));
  const stop = watchDirectories(sources, changed, (error) => log(`Cannot watch the sources: ${error.message}`));
  return () => {
    stopped = true;
    stop();
    child?.kill();
  };
}
