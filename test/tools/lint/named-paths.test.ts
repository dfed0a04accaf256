import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn } from '../../../tools/lint/files';

const root = join(__dirname, '../../..');

interface Text {
  readonly path: string;
  readonly text: string;
}

/** What each text names that does not exist. */
function missingIn(texts: readonly Text[]): string[][] {
  const output = execFileSync(process.execPath, [join(__dirname, 'missing-paths.mjs')], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
  });
  return JSON.parse(output) as string[][];
}

/** What ESLint does not read: Markdown without its examples and the paragraphs that announce them, comments of everything else. */
function wordsOf(path: string): string {
  const text = readFileSync(join(root, path), 'utf8');
  if (path.endsWith('.md')) return text.replace(/(?:(?:^.+\n)+\n*)?^```[\s\S]*?^```/gm, '');
  return (text.match(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|^\s*(?:\/\/|#).*/gm) ?? []).join('\n');
}

it.each([
  ['a file that is not there', 'see lib/wx/logon.ts', ['lib/wx/logon.ts']],
  ['a file that is there', 'see lib/wx/login.ts.', []],
  ['a module without its extension', 'as lib/wx/login does', []],
  ['what the compiler makes of a module', 'lib/wx/login.js, lib/wx/login.d.ts', []],
  ['a folder that is not there', 'in `tools/wechat`', ['tools/wechat']],
  ['a folder that is there', 'in `tools/sdk/`', []],
  ['a folder that is gone, at the top', 'in `playground/`', ['playground/']],
  ['a document that is not there', 'docs/fehler.md has the list, FEHLER.md too', ['docs/fehler.md', 'FEHLER.md']],
  ['a document that is there', 'docs/errors.md has the list, CHANGELOG.md not', []],
  ['a link from the file that is wrong', '[x](../docs/x.md#there)', ['../docs/x.md']],
  ['a link from the file', '[x](../../docs/errors.md#reasons)', []],
  ['a path from a folder above the file', 'see session/session.ts', []],
  ['a TypeScript file that stands alone', 'app-singleton.ts, app-singletons.ts', ['app-singletons.ts']],
  ['a pattern that nothing fits', 'components/<name>/main.*', ['components/<name>/main.*']],
  ['patterns that something fits', 'components/<name>/index.{ts,wxml}, lib/**/*.ts, lib/…', []],
  ["files of a reader's project", 'app.js, pages/index/index.js, project.config.json', []],
  ['what is built or installed', 'miniprogram_dist/lib/x.js, node_modules/x/y.js, miniprogram_npm/', []],
  ['what npm pack writes', 'index.mjs, ./index.d.mts, web-types.json', []],
  ['packages', 'authing-js-sdk/build/main/x.js, @jest/expect', []],
  ['addresses and media types', 'https://example.com/docs/x.md, application/json, iv/encryptedData, and/or', []],
])('%s', (_, text, missing) => {
  expect(missingIn([{ path: 'lib/wx/login.ts', text }])).toEqual([missing]);
});

it('no document, template, style sheet or setting names a path that is not there', () => {
  const texts = filesIn(root)
    .filter((path) => !/\.(?:[cm]?[jt]s|png|pem)$|package-lock\.json$/.test(path))
    .map((path) => ({ path, text: wordsOf(path) }));
  expect(texts.length).toBeGreaterThan(50);
  const missing = missingIn(texts);
  expect(texts.map(({ path }, index) => `${path}: ${missing[index]!.join(', ')}`).filter((_, index) => missing[index]!.length)).toEqual([]);
});
