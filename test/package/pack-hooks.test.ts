import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryAddress } from '../../tools/release/manifests';
import { afterPack, beforePack, packedBy, publishedManifest, withAbsoluteLinks } from '../../tools/release/pack-hooks';
import { ADDRESS, built, edit, git, smallRepository, text } from './small-repository';

let fresh: string;
beforeAll(() => {
  fresh = smallRepository();
});

describe('packed READMEs and manifests', () => {
  const isPacked = packedBy({ name: 'x', version: '1.0.0', files: ['dist', 'parts', '!parts/*/*.ts', '!parts/*.css'] });
  const absolute = (markdown: string, file = 'README.md'): string =>
    withAbsoluteLinks(markdown, { folder: 'packages/x', file, address: ADDRESS, ref: 'v1' }, isPacked);

  it.each([
    ['[a](../y/z.md#part)', `[a](${ADDRESS}/blob/v1/packages/y/z.md#part)`],
    ['![a](docs/a.png)', `![a](${ADDRESS}/raw/v1/packages/x/docs/a.png)`],
    ['[a](../../lib)', `[a](${ADDRESS}/tree/v1/lib)`],
    ['<img src="a.svg">', `<img src="${ADDRESS}/raw/v1/packages/x/a.svg">`],
    ['[a](README.zh-CN.md) [b](dist/a.js) [c](#part) [d](https://e.example)', undefined],
    ['```md\n[a](b.md)\n```', undefined],
  ])('%s', (markdown, expected = markdown) => {
    expect(absolute(markdown)).toBe(expected);
  });

  it('lead from where the file is', () => {
    expect(absolute('[a](../../README.md) [b](../b) [c](d.ts) [d](../../lib/e.ts)', 'parts/a/README.md')).toBe(
      `[a](../../README.md) [b](../b) [c](${ADDRESS}/blob/v1/packages/x/parts/a/d.ts) [d](${ADDRESS}/blob/v1/packages/x/lib/e.ts)`,
    );
  });

  it('packedBy reads `files` as npm does, as far as we use them', () => {
    const paths = [
      'parts/all.css',
      'parts/a/index.ts',
      'parts/a/index.js',
      'parts/a/b/c.ts',
      'dist',
      'dist/a.js',
      'distant/a.js',
      'LICENSE',
    ];
    expect(paths.filter(isPacked)).toEqual(['parts/a/index.js', 'parts/a/b/c.ts', 'dist', 'dist/a.js', 'LICENSE']);
  });

  it('stand beside doors to the components, which hold all that a compiler copies and lead to the one script', () => {
    const component = join(fresh, 'components/a');
    mkdirSync(join(fresh, 'artifacts'), { recursive: true });
    beforePack(fresh, '.');
    expect(Object.fromEntries(readdirSync(component).map((name) => [name, text(component, name)]))).toEqual({
      ...built,
      'index.js': "require('../../miniprogram_dist/components/a/index');\n",
      'index.wxss': '.all {\n}\n.a {\n}\n',
    });
    afterPack(fresh, '.');
    expect(git(fresh, 'status', '--porcelain')).toBe('');
  });

  it('are put back, after an interrupted run as well', () => {
    const written = (): string[] => ['README.md', 'package.json'].map((path) => text(fresh, path));
    const before = written();
    mkdirSync(join(fresh, 'artifacts'), { recursive: true });
    beforePack(fresh, '.');
    const [readme, manifest] = written();
    expect(readme).toContain(`(${repositoryAddress(fresh)}/blob/v1.2.3/docs/guide.md)`);
    expect(manifest).toBe(publishedManifest(before[1]!));
    beforePack(fresh, '.');
    expect(written()).toEqual([readme, manifest]);
    afterPack(fresh, '.');
    expect(written()).toEqual(before);
    expect(readdirSync(join(fresh, 'artifacts')).filter((name) => name.startsWith('unpacked'))).toEqual([]);
  });

  it('leave alone what was changed since an interrupted run', () => {
    const before = ['README.md', 'package.json'].map((path) => text(fresh, path));
    beforePack(fresh, '.');
    const newer = before[1]!.replace('1.2.3', '1.3.0');
    writeFileSync(join(fresh, 'package.json'), newer);
    afterPack(fresh, '.');
    expect(['README.md', 'package.json'].map((path) => text(fresh, path))).toEqual([before[0], newer]);
    writeFileSync(join(fresh, 'package.json'), before[1]!);
  });

  it('say on stderr, once, that their links lead nowhere as long as the repository is a placeholder', () => {
    const dir = smallRepository();
    const warn = jest.spyOn(console, 'error').mockReturnValue();
    beforePack(dir, '.');
    afterPack(dir, '.');
    expect(warn.mock.calls).toEqual([]);
    edit(dir, 'package.json', (manifest) => manifest.replace('somebody/thing.git', 'OWNER/thing.git'));
    beforePack(dir, '.');
    afterPack(dir, '.');
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/^Warning: [^\n]*repository\.url[^\n]*OWNER\/thing[^\n]*npm run version\.$/)]]);
    warn.mockRestore();
  });
});
