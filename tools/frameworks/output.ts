/**
 * What a framework's output must hold: each component once (and once more in an independent subpackage), the library as often as it
 * should, and lengths as they were written.
 */
import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { filesBelow } from '../build/files';
import type { Example } from './examples';

const components = ['login-button', 'phone-button', 'avatar-picker'];

/** Begins the name under which the session is kept: whoever has it in its code has the library in it. */
const SESSION_KEY = 'authing_session_';

/**
 * @param dir the output
 * @param source the package's `miniprogram_dist`, as it was installed
 * @throws Error of one line a fault
 */
export async function checkOutput({ copies, independent, npmBuild }: Example, dir: string, source: string): Promise<void> {
  const files = (await filesBelow(dir)).filter((path) => !npmBuild || !/(^|\/)node_modules\//.test(path));
  const times = independent === undefined ? 1 : 2;
  const read = (path: string): string => readFileSync(join(dir, path), 'utf8');
  const faults: string[] = [];
  for (const component of components) {
    const places = files.filter((path) => path.endsWith(`/${component}/index.wxml`));
    if (places.length !== times) faults.push(`${component} is in the output ${places.length} times, not ${times}: ${places.join(', ')}`);
    for (const place of places)
      faults.push(...lengthFaults(component, stylesOf(posix.join(posix.dirname(place), 'index.wxss'), read), source));
  }
  const holders = files.filter((path) => path.endsWith('.js') && read(path).includes(SESSION_KEY));
  if (holders.length !== copies) faults.push(`${holders.length} copies of the library, not ${copies}: ${holders.join(', ')}`);
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

/** A length that the compiler turned into another one. `rpx` depends on the screen's width; the components' sizes do not. */
function lengthFaults(component: string, styles: string, source: string): string[] {
  const written = stylesOf(`components/${component}/index.wxss`, (path) => readFileSync(join(source, path), 'utf8'));
  const missing = [...lengthsIn(written)].filter((length) => !lengthsIn(styles).has(length));
  const relative = /[\d.]+rpx/i.test(written) ? [] : (styles.match(/[\d.]+rpx/gi) ?? []);
  if (missing.length + relative.length === 0) return [];
  return [`${component}: its styles lost ${missing.join(', ') || 'nothing'} and hold ${relative.join(', ') || 'no rpx'}`];
}

const lengthsIn = (styles: string): Set<string> => new Set((styles.match(/\d[\d.]*px/gi) ?? []).map((length) => length.toLowerCase()));

/** A WXSS file with what it imports. */
function stylesOf(path: string, read: (path: string) => string): string {
  return read(path).replace(
    /@import\s+(?:url\(\s*)?["']?([^"')\s;]+)["']?\)?\s*;/g,
    (_, target: string) => stylesOf(target.startsWith('/') ? target.slice(1) : posix.join(dirname(path), target), read), // prettier-ignore
  );
}
