import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn } from '../../tools/lint/files';

export const root = join(__dirname, '../..');

/** A table, cell by cell as written; `under` is the heading it stands below. */
export interface Table {
  under: string;
  header: string[];
  rows: string[][];
}

/** A fenced block: its language, its text, the line it starts at. */
export interface CodeBlock {
  language: string;
  text: string;
  line: number;
}

export interface Markdown {
  /** Relative to the root, with forward slashes. */
  path: string;
  headings: string[];
  tables: Table[];
  blocks: CodeBlock[];
  /** Targets of links and pictures, as written. */
  links: string[];
  /** Everything but the fenced blocks. */
  prose: string;
}

/** Every Markdown file written by hand, relative to the root. */
export const markdownFiles = (): string[] => filesIn(root).filter((path) => path.endsWith('.md'));

export function readMarkdown(path: string): Markdown {
  const markdown: Markdown = { path, headings: [], tables: [], blocks: [], links: [], prose: '' };
  let block: CodeBlock | undefined;
  let table: Table | undefined;
  readFileSync(join(root, path), 'utf8')
    .split('\n')
    .forEach((line, index) => {
      if (line.startsWith('```')) {
        if (block) markdown.blocks.push(block);
        block = block ? undefined : { language: line.slice(3), text: '', line: index + 1 };
      } else if (block) {
        block.text += `${line}\n`;
      } else {
        markdown.prose += `${line}\n`;
        if (/^#+ /.test(line)) markdown.headings.push(line.replace(/^#+ /, ''));
        if (!line.startsWith('|')) table = undefined;
        else if (!table) markdown.tables.push((table = { under: markdown.headings.at(-1) ?? '', header: cellsOf(line), rows: [] }));
        else if (!/^[|\s:-]+$/.test(line)) table.rows.push(cellsOf(line));
      }
    });
  // A picture that is a link, too: [![…](picture)](target).
  markdown.links = [...markdown.prose.matchAll(/\]\(([^()\s]+)\)/g)].map(([, target]) => target!);
  return markdown;
}

const cellsOf = (line: string): string[] =>
  line
    .replace(/^\||\|\s*$/g, '')
    .split('|')
    .map((cell) => cell.trim());

/** The code spans of a text, without their backticks. */
export const codeSpans = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code!);

/** The first table whose header begins with these cells. Throws when there is none. */
export function tableWith({ path, tables }: Markdown, ...header: string[]): Table {
  const found = tables.find((table) => header.every((cell, index) => table.header[index] === cell));
  if (!found) throw new Error(`${path} has no table ${header.join(' | ')}`);
  return found;
}

/** The anchor that GitHub gives a heading. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replace(/ /g, '-');
