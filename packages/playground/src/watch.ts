/** Tells when files of a directory change. */
import path from 'node:path';
import { watch } from 'chokidar';

/** Editors write a file in several steps (ms). */
const SETTLE_TIME = 80;

/** Directories whose changes mean nothing to a mini program. */
const IGNORED = /(^|[\\/])(node_modules|\.git)([\\/]|$)/;

/**
 * Calls `changed` once after each burst of changes below the directories. `failed` hears of a directory that cannot be watched. Node.js's
 * own recursive watching loses sight of a file that an editor saves by putting another one in its place (Node.js 20 on Linux).
 * @returns ends it
 */
export function watchDirectories(directories: readonly string[], changed: () => void, failed: (error: Error) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watchers = directories.map((directory) =>
    watch(directory, { ignoreInitial: true, ignored: (file) => IGNORED.test(path.relative(directory, file)) })
      .on('all', () => {
        clearTimeout(timer);
        timer = setTimeout(changed, SETTLE_TIME);
      })
      .on('error', (error) => failed(error instanceof Error ? error : new Error(String(error)))),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) void watcher.close();
  };
}
