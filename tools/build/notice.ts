import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './files';

/** The file with the licences of others whose code is in a folder of the package: they must travel with it. */
export const NOTICES = 'THIRD-PARTY-NOTICES.txt';

/** What it says of one package. @param licence the file that has it */
export function notice(name: string, licence: string): string {
  const read = (path: string): string => readFileSync(join(root, 'node_modules', name, path), 'utf8');
  const { version } = JSON.parse(read('package.json')) as { version: string };
  return `${name} ${version}\n${'-'.repeat(40)}\n${read(licence).trim()}\n`;
}
