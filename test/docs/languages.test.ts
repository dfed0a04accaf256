import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn } from '../../tools/lint/files';
import { codeSpans, markdownFiles, readMarkdown, root } from './markdown';
import type { Markdown } from './markdown';

const chinese = markdownFiles().filter((path) => path.endsWith('.zh-CN.md'));
const english = (path: string): string => path.replace('.zh-CN.md', '.md');

/** The code spans of each table, each once: words differ between languages, names do not. */
const namesByTable = ({ tables }: Markdown): string[][] =>
  tables.map(({ header, rows }) => [...new Set(codeSpans([header, ...rows].flat().join(' ')))].sort());

it('what is written for users is written in both languages', () => {
  const pages = [
    'README',
    'CONTRIBUTING',
    'components/login-button/README',
    'components/phone-button/README',
    'components/avatar-picker/README',
    'components/nickname-input/README',
    'components/login-panel/README',
    'components/user-panel/README',
    'docs/architecture',
    'docs/consent',
    'docs/editors',
    'docs/errors',
    ...['README', 'native', 'weapp-vite', 'subpackages', 'taro', 'uni-app'].map((page) => `docs/frameworks/${page}`),
    'docs/frameworks/taro',
    'docs/performance',
    'docs/privacy',
    'docs/security',
    'packages/emulator/README',
  ];
  expect(chinese).toEqual(expect.arrayContaining(pages.map((page) => `${page}.zh-CN.md`)));
  expect(chinese.filter((path) => !existsSync(join(root, english(path))))).toEqual([]);
});

it('people and developers are 你 to every text, as they are to WeChat: never the formal one', () => {
  const texts = filesIn(root).filter((path) => /\.(md|ts|tsx|vue|js|json|wxml|html|txt)$/.test(path));
  expect(texts.filter((path) => readFileSync(join(root, path), 'utf8').includes('\u60a8'))).toEqual([]);
  expect(texts).toEqual(expect.arrayContaining(['lib/errors/reasons.ts', 'lib/panel/login-words.ts', 'cli/doctor/texts.ts']));
});

describe.each(chinese)('%s', (path) => {
  const here = readMarkdown(path);
  const there = readMarkdown(english(path));

  it('has the tables of the English page, with the same names in them', () => {
    expect(namesByTable(here)).toEqual(namesByTable(there));
    expect(here.tables.map(({ rows }) => rows.length)).toEqual(there.tables.map(({ rows }) => rows.length));
  });

  it('has the headings and the examples of the English page', () => {
    expect(here.headings).toHaveLength(there.headings.length);
    expect(here.blocks.map(({ language }) => language)).toEqual(there.blocks.map(({ language }) => language));
  });

  it('and the English page lead to each other', () => {
    const name = (page: string): string => page.split('/').at(-1)!;
    expect(here.links).toContain(name(english(path)));
    expect(there.links).toContain(name(path));
  });
});
