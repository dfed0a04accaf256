/** Tells when files of a directory change. */
import path from 'node:path';
import { watch } from 'chokidar';

/** Editors write a file in several steps (ms). */
const SETTLE_TIME = 80;

/** A log that is written all the time never settles (ms). */
const LONGEST_BURST = 500;

/** Directories whose changes mean nothing to a mini program. */
const IGNORED = /(^|[\\/])(node_modules|\.git)([\\/]|$)/;

/**
 * Calls `changed` once after each burst of changes below the directories, with the absolute paths of what changed. `failed` hears of a
 * directory that cannot be watched. Node.js's own recursive watching loses sight of a file that an editor saves by putting another one in
 * its place (Node.js 20 on Linux).
 * @param within `everything` below, at any depth, but in node_modules and .git; or only the `entries` of the directories themselves
 * @returns ends it
 */
export function watchDirectories(
  directories: readonly string[],
  changed: (paths: readonly string[]) => void,
  failed: (error: Error) => void,
  within: 'everything' | 'entries' = 'everything',
): () => void {
  let burst = new Set<string>();
  let began = 0;
  const settled = (): void => {
    const paths = [...burst];
    burst = new Set();
    changed(paths);
  };
  let timer: NodeJS.Timeout | undefined;
  const watchers = directories.map((directory) =>
    watch(directory, {
      ignoreInitial: true,
      ...(within === 'entries' ? { depth: 0 } : { ignored: (file) => IGNORED.test(path.relative(directory, file)) }),
    })
      .on('all', (_, file) => {
        if (burst.size === 0) began = Date.now();
        burst.add(path.resolve(file));
        if (Date.now() - began > LONGEST_BURST) return;
        clearTimeout(timer);
        timer = setTimeout(settled, SETTLE_TIME);
      })
      .on('error', (error) => failed(error instanceof Error ? error : new Error(String(error)))),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) void watcher.close();
  };
}
