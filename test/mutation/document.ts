import { posix } from 'node:path';
import { percent, scoreOf } from './score';
import type { Outcome, Score } from './score';

const row = (name: string, score: Score): string => {
  const all = score.found + score.survived;
  return `| ${name} | ${all === 0 ? 'none' : all} | ${score.survived} | ${percent(score)} |`;
};

/**
 * artifacts/mutation/report.md: it takes an hour and is of this very source, so it is no document that could be kept.
 * @param files everything that was mutated, by path from the project's root with `/`; also what has nothing to mutate
 * @param outcomes how each mutant ended; `fileName` as in `files`
 */
export function mutationDocument(files: readonly string[], outcomes: readonly Outcome[]): string {
  const below = (test: (file: string) => boolean): Score => scoreOf(outcomes.filter(({ fileName }) => test(fileName)));
  const folders = [...new Set(files.map((file) => posix.dirname(file)))].sort();
  const sections = folders.map((folder) => {
    const inside = files.filter((file) => posix.dirname(file) === folder).sort();
    return [
      row(
        `**${folder}**`,
        below((file) => posix.dirname(file) === folder),
      ),
      ...inside.map((file) =>
        row(
          `\`${file}\``,
          below((name) => name === file),
        ),
      ),
    ].join('\n');
  });
  return `<!-- Written by \`npm run mutation\`: each mutant was judged by the checks. Do not edit. -->
# Mutation testing

\`npm run mutation\` puts one small fault after the other into \`lib/\` and \`components/\` (StrykerJS: a condition turned round,
a call left out, a text emptied) and runs the checks that reach it: the schedules of \`npm run chaos\` and the specifications, on the build.
A fault that a check notices is found; one that none notices survives. Types, and files without code, have nothing to mutate.
Not in the table: \`lib/version.ts\`, which a release writes.

**${percent(scoreOf(outcomes))}** of all mutants were found.

| file | mutants | survived | found |
|---|---|---|---|
${sections.join('\n')}
`;
}
