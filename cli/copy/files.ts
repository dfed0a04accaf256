import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Text of files, by path with `/` from the folder they belong to. */
export type Files = ReadonlyMap<string, string>;

/** Every file below a folder. */
export function readFiles(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => lstatSync(join(folder, path)).isFile());
  return new Map(paths.sort().map((path) => [path.split(sep).join('/'), readFileSync(join(folder, path), 'utf8')]));
}

/** SHA-256 of a text, hex. Git may have given it Windows's line ends: they make no difference. */
export const hashOf = (text: string): string => createHash('sha256').update(text.replace(/\r\n/g, '\n')).digest('hex');
