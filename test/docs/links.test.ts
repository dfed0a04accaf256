import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { anchorOf, markdownFiles, readMarkdown, root } from './markdown';

/** Why a link leads nowhere; undefined when it leads somewhere. */
function problemOf(from: string, target: string): string | undefined {
  const [path = '', anchor] = target.split('#');
  const to = path === '' ? from : relative(root, join(root, dirname(from), decodeURIComponent(path)));
  if (!existsSync(join(root, to))) return `${target}: no such file`;
  if (anchor === undefined) return undefined;
  const anchors = readMarkdown(to).headings.map(anchorOf);
  return anchors.includes(decodeURIComponent(anchor)) ? undefined : `${target}: no such heading`;
}

it.each(markdownFiles())('every relative link of %s leads somewhere', (path) => {
  const relativeLinks = readMarkdown(path).links.filter((target) => !/^[a-z]+:/.test(target));
  expect(relativeLinks.map((target) => problemOf(path, target)).filter(Boolean)).toEqual([]);
});

it('the anchors are those of GitHub', () => {
  expect(["Authing's own numbers", '取消不是错误', "Do, don't", 'The `a_b` of C'].map(anchorOf)).toEqual([
    'authings-own-numbers',
    '取消不是错误',
    'do-dont',
    'the-a_b-of-c',
  ]);
});
