import { posix } from 'node:path';

/** By path from the app's root. */
type Files = ReadonlyMap<string, Uint8Array>;

/** The files that a component or page may have, by extension; only one with a template is one. */
const PARTS = ['.js', '.json', '.wxml', '.wxss'];

/** How a file of each kind names another. */
const references: Readonly<Record<string, (text: string) => readonly string[]>> = {
  '.js': (text) => matches(text, /\brequire\(\s*["']([^"']+)["']\s*\)/g),
  '.wxml': (text) => matches(text, /<(?:import|include|wxs)\b[^>]*\bsrc=["']([^"']+)["']/g),
  '.wxss': (text) => matches(text, /@import\s*["']([^"']+)["']/g),
  '.wxs': (text) => matches(text, /\brequire\(\s*["']([^"']+)["']\s*\)/g),
  '.json': (text) => Object.values((JSON.parse(text) as { usingComponents?: Record<string, string> }).usingComponents ?? {}),
};

const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name]) => name!);

/**
 * The files of a compiled mini program that a page of it needs: its own, and what these name.
 * @param page path from the app's root, without extension
 * @throws where a file names one that is not there: what it weighs would be missing
 */
export function reachable(files: Files, page: string): Set<string> {
  const found = new Set(partsOf(files, page));
  for (const path of found) {
    // grows while it is walked
    const text = Buffer.from(files.get(path)!).toString('utf8');
    const names = references[posix.extname(path)]?.(text) ?? [];
    for (const name of names) {
      const targets = resolve(files, path, name);
      if (targets.length === 0) throw new Error(`${path} needs ${name}, which was not compiled.`);
      targets.forEach((target) => found.add(target));
    }
  }
  return found;
}

const partsOf = (files: Files, component: string): string[] =>
  PARTS.map((extension) => component + extension).filter((path) => files.has(path));

/** Where WeChat finds what a file names: from the root, beside the file, or in the packages of the folders around it. */
function resolve(files: Files, from: string, name: string): string[] {
  const folder = posix.dirname(from);
  const candidates = name.startsWith('/') ? [name.slice(1)] : [posix.join(folder, name), ...packagesAround(folder, name)];
  for (const candidate of candidates) {
    if (posix.extname(from) === '.json') {
      const parts = partsOf(files, candidate);
      if (parts.length > 0) return parts;
    }
    const file = [candidate, `${candidate}.js`, posix.join(candidate, 'index.js')].find((path) => files.has(path));
    if (file !== undefined) return [file];
  }
  return [];
}

function packagesAround(folder: string, name: string): string[] {
  if (name.startsWith('.')) return [];
  const parent = posix.dirname(folder);
  return [posix.join(folder, 'miniprogram_npm', name), ...(parent === folder ? [] : packagesAround(parent, name))];
}
