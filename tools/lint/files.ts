import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders of things that are installed or built, never written. */
const notOurs = new Set(['node_modules', 'miniprogram_npm', 'miniprogram_dist', 'bin', 'dist', 'artifacts', '.git']);

/** Every file written by hand below a folder; paths start there and use forward slashes. */
export function filesIn(dir: string): string[] {
  const walk = (below: string): string[] =>
    readdirSync(join(dir, below), { withFileTypes: true }).flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : walk(path);
      return entry.isFile() ? [path] : [];
    });
  return walk('').sort();
}
