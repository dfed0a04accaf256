/**
 * Import circles. ESLint's rule for them (import-x/no-cycle) passes over `import type`: files that know each other by their types alone
 * can be read, moved and taken out no better.
 */
import { posix } from 'node:path';
import { preProcessFile } from 'typescript';

/** The modules that a file's `import`, `export … from`, `import()` and `require()` name by a path, types too. */
function importsOf(path: string, text: string, modules: ReadonlyMap<string, string>): string[] {
  return preProcessFile(text, true, true)
    .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => posix.join(posix.dirname(path), fileName))
    .map((base) => [base, `${base}.ts`, posix.join(base, 'index.ts')].find((candidate) => modules.has(candidate)))
    .filter((found) => found !== undefined);
}

/**
 * The shortest way round from each file that is part of a circle, each circle once, as the files in their order.
 * @param modules text by path; paths start at one folder
 */
export function circlesIn(modules: ReadonlyMap<string, string>): string[] {
  const graph = new Map([...modules].map(([path, text]) => [path, importsOf(path, text, modules)]));
  const found = new Map<string, string>();
  for (const start of graph.keys()) {
    const way = wayRound(graph, start);
    const members = [...(way ?? [])].sort().join();
    if (way !== undefined && !found.has(members)) found.set(members, [...way, start].join(' > '));
  }
  return [...found.values()];
}

/** The shortest way from `start` back to it, without its end. */
function wayRound(graph: ReadonlyMap<string, readonly string[]>, start: string): string[] | undefined {
  const ways = [[start]];
  const seen = new Set<string>();
  for (const way of ways) {
    for (const next of graph.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return way;
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}
