import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownFiles, readMarkdown, root } from './markdown';

const FOLDER = 'docs/decisions/';
const decisions = markdownFiles().filter((path) => path.startsWith(FOLDER) && !path.endsWith('/README.md'));

it.each(decisions)('%s has the form of a decision, on half a page', (path) => {
  expect(readMarkdown(path).headings.slice(1)).toEqual(['Context', 'Decision', 'Consequences', 'Revisit when']);
  expect(readFileSync(join(root, path), 'utf8').split('\n').length).toBeLessThanOrEqual(50);
});

it('the index names every decision by its title, and no other', () => {
  const listed = readMarkdown(`${FOLDER}README.md`).tables[0]!.rows.map(([link]) => /^\[(.*)\]\((.*)\)$/.exec(link!)!.slice(1));
  const written = decisions.map((path) => [readMarkdown(path).headings[0], path.slice(FOLDER.length)]);
  expect(listed.sort()).toEqual(written.sort());
});
