import { hashOf, type Files } from './files';
import type { Written } from './written';

export interface Plan {
  readonly added: readonly string[];
  readonly updated: readonly string[];
  readonly unchanged: readonly string[];
  /** Of an older version, and not in this one. */
  readonly removed: readonly string[];
  /** What would be overwritten or deleted, and was not written by this command. */
  readonly foreign: readonly string[];
}

/**
 * What it takes to make a folder hold these files.
 * @param written what the command wrote there before
 * @param present what is there, of all the paths in question; null: something that is no file
 */
export function planCopy(files: Files, written: Written, present: (path: string) => string | null | undefined): Plan {
  const plan = {
    added: [] as string[],
    updated: [] as string[],
    unchanged: [] as string[],
    removed: [] as string[],
    foreign: [] as string[],
  };
  for (const [path, text] of files) {
    const found = present(path);
    if (found === undefined) plan.added.push(path);
    else if (found === null) plan.foreign.push(path);
    else if (hashOf(found) === hashOf(text)) plan.unchanged.push(path);
    else plan[hashOf(found) === written.get(path) ? 'updated' : 'foreign'].push(path);
  }
  for (const [path, hash] of written) {
    const found = files.has(path) ? undefined : present(path);
    if (found !== undefined) plan[found !== null && hashOf(found) === hash ? 'removed' : 'foreign'].push(path);
  }
  return plan;
}
