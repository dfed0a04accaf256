/** Keeps the example on the newest build of the package while somebody works on it. */
import { join } from 'node:path';
import { watchDirectories } from 'authing-miniapp-playground/server';
import type { PlaygroundServer } from 'authing-miniapp-playground/server';
import { createBuilder } from '../build';
import { root } from '../build/files';
import { updateExample } from './miniprogram-npm';

/**
 * Builds after each change of the package's sources, in this process: what has changed is compiled, and only files that come out
 * different are written to the example, whose playground sees them and reloads. A change of the build itself takes a new `npm run demo`.
 * @param log hears what is done and what fails
 * @param example shows a build that fails, until one succeeds
 * @returns ends the watching
 */
export function rebuildOnChange(log: (line: string) => void, example: Pick<PlaygroundServer, 'report' | 'rebuild'>): () => void {
  const build = createBuilder();
  let running: Promise<void> | undefined;
  let again = false;
  let failing = false;

  const work = async (): Promise<void> => {
    do {
      again = false;
      const start = Date.now();
      try {
        const changed = await build();
        updateExample(changed);
        if (changed.length > 0) log(`Built in ${Date.now() - start} ms: ${changed.join(', ')}`);
        // What is corrected may change no file that the example reads, and nothing would take the notice away.
        if (failing) await example.rebuild();
        failing = false;
      } catch (error) {
        failing = true;
        const message = `The build failed; the example stays on the last one.\n${error instanceof Error ? error.message : String(error)}`;
        log(message);
        example.report({ severity: 'error', message });
      }
    } while (again);
  };
  const changed = (): void => {
    if (running === undefined)
      running = work().finally(() => {
        running = undefined;
      });
    else again = true;
  };

  // The first build compiles everything: now, so that the first change does not wait for it.
  changed();
  const sources = ['lib', 'components'].map((folder) => join(root, folder));
  return watchDirectories(sources, changed, (error) => log(`Cannot watch the sources: ${error.message}`));
}
