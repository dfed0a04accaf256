import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackage, installWorkingTree } from '../../../tools/size/npm-tree';
import { temporaryFiles } from '../temporary-files';

const manifest = (name: string, number: string, dependencies: Record<string, string> = {}): string =>
  JSON.stringify({ name, version: number, dependencies });
const version = (app: string, path: string): string | undefined => {
  const file = join(app, 'node_modules', path, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version : undefined;
};

describe('installPackage', () => {
  it('brings a package with everything below it, and nothing else', () => {
    const from = temporaryFiles({
      'node_modules/a/package.json': manifest('a', '1.0.0', { b: '^1.0.0' }),
      'node_modules/a/lib/index.js': 'a',
      'node_modules/b/package.json': manifest('b', '1.2.0', { c: '*' }),
      'node_modules/c/package.json': manifest('c', '3.0.0'),
      'node_modules/d/package.json': manifest('d', '1.0.0'),
    });
    const app = temporaryFiles({});
    installPackage('a', from, app);
    expect(['a', 'b', 'c', 'd'].map((name) => version(app, name))).toEqual(['1.0.0', '1.2.0', '3.0.0', undefined]);
    expect(readFileSync(join(app, 'node_modules/a/lib/index.js'), 'utf8')).toBe('a');
  });

  it('installs one version where one satisfies everyone, whatever is hoisted here', () => {
    const from = temporaryFiles({
      'node_modules/a/package.json': manifest('a', '1.0.0', { loose: '1.0.0', strict: '1.0.0' }),
      'node_modules/loose/package.json': manifest('loose', '1.0.0', { shared: '^1.4.0' }),
      'node_modules/strict/package.json': manifest('strict', '1.0.0', { shared: '1.5.0' }),
      'node_modules/strict/node_modules/shared/package.json': manifest('shared', '1.5.0'),
      'node_modules/shared/package.json': manifest('shared', '1.9.0'),
    });
    const app = temporaryFiles({});
    installPackage('a', from, app);
    expect(version(app, 'shared')).toBe('1.5.0');
    expect(version(app, 'strict/node_modules/shared')).toBeUndefined();
    expect(version(app, 'loose/node_modules/shared')).toBeUndefined();
  });

  it('installs a second version where there is no way around it', () => {
    const from = temporaryFiles({
      'node_modules/a/package.json': manifest('a', '1.0.0', { old: '1.0.0', shared: '^2.0.0' }),
      'node_modules/old/package.json': manifest('old', '1.0.0', { shared: '^1.0.0' }),
      'node_modules/old/node_modules/shared/package.json': manifest('shared', '1.0.0'),
      'node_modules/shared/package.json': manifest('shared', '2.0.0'),
    });
    const app = temporaryFiles({});
    installPackage('a', from, app);
    expect([version(app, 'shared'), version(app, 'old/node_modules/shared')]).toEqual(['2.0.0', '1.0.0']);
  });

  it('says what is missing', () => {
    expect(() => installPackage('nowhere-to-be-found', temporaryFiles({}), temporaryFiles({}))).toThrow(
      'nowhere-to-be-found is not installed',
    );
  });
});

describe('installWorkingTree', () => {
  it("brings what WeChat's npm build takes: package.json and its miniprogram folder", () => {
    const root = temporaryFiles({
      'package.json': JSON.stringify({ name: 'ours', version: '1.0.0', miniprogram: 'dist' }),
      'dist/index.js': 'ours',
      'src/index.ts': 'ours',
    });
    const app = temporaryFiles({});
    installWorkingTree(root, app);
    expect(existsSync(join(app, 'node_modules/ours/dist/index.js'))).toBe(true);
    expect(existsSync(join(app, 'node_modules/ours/src'))).toBe(false);
  });

  it('brings its dependencies, since a user would get them too', () => {
    const root = temporaryFiles({
      'package.json': JSON.stringify({ name: 'ours', version: '1.0.0', miniprogram: 'dist', dependencies: { b: '*' } }),
      'dist/index.js': 'ours',
      'node_modules/b/package.json': manifest('b', '1.0.0'),
    });
    const app = temporaryFiles({});
    installWorkingTree(root, app);
    expect(version(app, 'b')).toBe('1.0.0');
  });

  it('asks for a build when there is none', () => {
    const root = temporaryFiles({ 'package.json': JSON.stringify({ name: 'ours', version: '1.0.0', miniprogram: 'dist' }) });
    expect(() => installWorkingTree(root, temporaryFiles({}))).toThrow('npm run build');
  });
});
