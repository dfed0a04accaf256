import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { root } from '../../tools/build/files';
import { esEntry } from '../../tools/release/es-entry';
import { readMarkdown } from './markdown';

/** kB (1,000 bytes) that a bundler ships of these files of the package, minified. */
function shipped(files: readonly string[]): number {
  const contents = files.map((file) => `require(${JSON.stringify(join(root, 'miniprogram_dist', file))});`).join('');
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: root },
    bundle: true,
    minify: true,
    write: false,
    format: 'cjs',
    target: 'es2015',
    logLevel: 'silent',
  });
  return outputFiles[0]!.contents.length / 1000;
}

const components = ['login-button', 'phone-button', 'avatar-picker'].map((name) => `components/${name}/index.js`);
/** The file of the package that a bundler takes for this name of the main entry. */
function fileOf(name: string): string {
  const entry = esEntry(root).get('index.mjs') as string;
  const [, file] = new RegExp(`\\b${name} \\} from './miniprogram_dist/(.*)';`).exec(entry) ?? [];
  return file!;
}
/** Of `configureAuthing` and `useAuthing`. */
const hook = (): string[] => [fileOf('configureAuthing'), fileOf('onAuthStateChange')];
const sdk = (): string => fileOf('getAuthing');

/** The numbers before "kB", in the last column of the page's table that has any. */
function figures(path: string): number[] {
  const tables = readMarkdown(path).tables.filter(({ rows }) => rows.some((row) => /\d kB$/.test(row.at(-1)!)));
  return tables.at(-1)!.rows.map((row) => Number(/([\d.]+) kB/.exec(row.at(-1)!)?.[1]));
}

/** A tenth more or less is no news. */
const isNear = (ratio: number): boolean => ratio > 0.9 && ratio < 1.1;

describe.each(['.md', '.zh-CN.md'])('docs/frameworks/*%s', (extension) => {
  it('says what three components cost in Taro, and the SDK on top', () => {
    const [three, more] = figures(`docs/frameworks/taro${extension}`);
    const measured = shipped([...components, ...hook()]);
    expect([three! / measured, more! / (shipped([...components, ...hook(), sdk()]) - measured)].map(isNear)).toEqual([true, true]);
  });

  it('says what a second copy costs in uni-app', () => {
    const [alone, withClient] = figures(`docs/frameworks/uni-app${extension}`);
    expect([alone! / shipped(hook()), withClient! / shipped([...hook(), sdk()])].map(isNear)).toEqual([true, true]);
  });
});
