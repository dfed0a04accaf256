import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pictureSource, sourceFile } from '../../tools/demo/picture-source';

const root = join(__dirname, '../..');

describe('the pictures of the README', () => {
  it.each(['README.md', 'README.zh-CN.md'])('%s shows none that is missing', (readme) => {
    const pictures = [...readFileSync(join(root, readme), 'utf8').matchAll(/!\[[^\]]*\]\((?!https?:)([^)]+)\)/g)].map(
      ([, path]) => path ?? '',
    );
    expect(pictures.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(pictures.length).toBeGreaterThan(0);
  });

  it('are made from the example, the components and the panel as they are now (make them again: npx tsx tools/demo/pictures.ts)', () => {
    expect(readFileSync(sourceFile, 'utf8').trim()).toBe(pictureSource());
  });
});
