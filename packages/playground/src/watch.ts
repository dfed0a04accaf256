/** Tells when files of a directory change. */
import { watch, type FSWatcher } from 'node:fs';
import path from 'node:path';

/** Editors write a file in several steps (ms). */
const SETTLE_TIME = 80;

/** Directories whose changes mean nothing to a mini program. */
const IGNORED = /(^|[\\/])(node_modules|\.git)([\\/]|$)/;

/** Calls `changed` once after each burst of changes below the directories. `failed` hears of a directory that cannot be watched. */
export function watchDirectories(directories: readonly string[], changed: () => void, failed: (error: Error) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watchers: FSWatcher[] = [];
  for (const directory of directories) {
    const watcher = watch(directory, { recursive: true }, (_event, file) => {
      if (file !== null && IGNORED.test(path.normalize(file))) return;
      clearTimeout(timer);
      timer = setTimeout(changed, SETTLE_TIME);
    });
    watcher.on('error', failed);
    watchers.push(watcher);
  }
  return () => {
    clearTimeout(timer);
    watchers.forEach((watcher) => watcher.close());
  };
}
