/** llms.txt, as https://llmstxt.org describes it: where an assistant that finds the package in node_modules begins to read. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Files } from '../build/files';
import { readManifest } from './manifests';

/** By path from the package's folder. @param pages Markdown that is packed, by path from there */
export function llmsTxt(folder: string, pages: readonly string[]): Files {
  if (!existsSync(join(folder, 'docs'))) return new Map();
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
  const { name, description, version } = readManifest(folder);
  const english = pages.filter((path) => !path.endsWith('.zh-CN.md'));
  const listed = (beginning: RegExp): string =>
    english
      .filter((path) => beginning.test(path))
      .sort()
      .map((path) => `- [${titleOf(read(path))}](${path}): ${firstSentence(read(path))}`)
      .join('\n');
  const parts = [
    `# ${name}`,
    `> ${description}. Version ${version}.`,
    read('README.md')
      .match(/^## Three lines\n\n([^]*?)(?=^## )/m)?.[1]
      ?.trim() ?? '',
    english.some((path) => path.startsWith('docs/frameworks/')) ? NOT_NATIVE : '',
    'Declarations of all that can be imported: `miniprogram_dist/index.d.ts`; of properties and events: `types/components.d.ts`. Each page is there in Chinese, too: `.zh-CN.md`.',
    `## Overview\n\n${listed(/^README/)}`,
    `## Components\n\n${listed(/^components\//)}`,
    `## Guides\n\n${listed(/^docs\//)}`,
  ];
  return new Map([['llms.txt', `${parts.filter((part) => part !== '').join('\n\n')}\n`]]);
}

const NOT_NATIVE =
  'That is a native mini program. Taro, uni-app and weapp-vite each want the components elsewhere: begin with their page in docs/frameworks.';

const titleOf = (page: string): string => /^# (.*)$/m.exec(page)?.[1] ?? '';

/** Of the first paragraph that is one, without links. */
function firstSentence(page: string): string {
  const paragraph = page.split('\n\n').find((block) => /^\p{L}/u.test(block) && !block.startsWith('English |')) ?? '';
  const text = paragraph.replaceAll('\n', ' ').replace(/\[([^\]]+)\]\([^)]+\)/g, '$1');
  return /^.*?[.:](?=\s|$)/.exec(text)?.[0].replace(/:$/, '.') ?? text;
}
