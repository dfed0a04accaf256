import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readMarkdown, root } from './markdown';

/** A link to a test file, then “title of a test”. */
const CITATION = /\]\((\S+\.test\.ts)\) “([^”]+)”/g;

describe.each([
  ['docs/security.md', 'test'],
  ['docs/security.zh-CN.md', '测试'],
])('%s', (path, testColumn) => {
  const { tables } = readMarkdown(path);
  const claims = tables
    .filter(({ header }) => header.includes(testColumn))
    .flatMap(({ header, rows }) => rows.map((row) => ({ claim: row[0]!, code: row[1]!, test: row[header.indexOf(testColumn)]! })));

  it('names code and a test for everything it says holds', () => {
    expect(claims.length).toBeGreaterThan(15);
    expect(claims.filter(({ code, test }) => !/\]\(\S+\)/.test(code) || test.match(CITATION) === null)).toEqual([]);
  });

  it('cites tests that exist', () => {
    const cited = claims.flatMap(({ test }) => [...test.matchAll(CITATION)].map(([, file, title]) => ({ file: file!, title: title! })));
    const missing = cited.filter(({ file, title }) => {
      const source = readFileSync(join(root, dirname(path), file), 'utf8').replaceAll("\\'", "'");
      // A title is a text in quotes; some begin with a number.
      return !new RegExp(`['"](\\d+\\. )?${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`).test(source);
    });
    expect(missing).toEqual([]);
  });
});
