import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';

export const root = join(__dirname, '../..');
/** What is published, and what WeChat's npm build copies: package.json's `miniprogram`. */
export const dist = join(root, 'miniprogram_dist');

/** Text of each file of a folder, by its path from there, with `/`. */
export type Files = ReadonlyMap<string, string>;

/** Paths of all files below a folder, with `/`, sorted; none when there is no such folder. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(orNothing);
  return (entries ?? [])
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    ) // prettier-ignore
    .sort();
}

/**
 * Makes a folder hold these files and no others. A file that is as it should be is not touched, so whoever watches the folder
 * hears of what changed.
 * @returns paths that were written or removed
 */
export async function writeFolder(folder: string, files: Files): Promise<string[]> {
  const obsolete = (await filesBelow(folder)).filter((path) => !files.has(path));
  for (const path of obsolete) {
    await rm(join(folder, path));
    await removeEmpty(folder, dirname(path));
  }
  const changed: string[] = [];
  for (const [path, text] of files) {
    if ((await readFile(join(folder, path), 'utf8').catch(orNothing)) === text) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
    changed.push(path);
  }
  return [...obsolete, ...changed];
}

/** SHA-256, hex, of all texts in these files and folders of the project, with their paths; what is not there counts as nothing. */
export function hashOf(paths: readonly string[], isCounted: (path: string) => boolean = () => true): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    if (!isCounted(path) || !existsSync(join(root, path))) return;
    if (statSync(join(root, path)).isDirectory()) {
      for (const name of readdirSync(join(root, path)).sort()) add(`${path}/${name}`);
    } else
      hash
        .update(`${path}\0`)
        .update(readFileSync(join(root, path)))
        .update('\0');
  };
  paths.forEach(add);
  return hash.digest('hex');
}

async function removeEmpty(folder: string, path: string): Promise<void> {
  if (path === '.' || (await readdir(join(folder, path))).length > 0) return;
  await rmdir(join(folder, path));
  await removeEmpty(folder, dirname(path));
}

/** What is not there is nothing; any other error is one. */
function orNothing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
