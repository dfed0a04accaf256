import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parse } from 'acorn';

const root = join(__dirname, '../..');
const dist = join(root, 'miniprogram_dist');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(text('package.json')) as Record<string, unknown>;
const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(dist, join(entry.parentPath, entry.name)));
const scripts = files.filter((file) => file.endsWith('.js'));

describe('the package', () => {
  it("is what WeChat's npm build and TypeScript look for, and depends on nothing", () => {
    expect(manifest).toMatchObject({
      miniprogram: 'miniprogram_dist',
      main: 'miniprogram_dist/index.js',
      types: 'miniprogram_dist/index.d.ts',
      files: ['miniprogram_dist'],
    });
    const kinds = ['dependencies', 'peerDependencies', 'optionalDependencies', 'bundledDependencies'];
    expect(kinds.filter((kind) => kind in manifest)).toEqual([]);
  });

  it('mirrors the source: main entry, lib and three components, each with its declarations', () => {
    const components = ['login-button', 'phone-button', 'avatar-picker'].flatMap((name) =>
      ['js', 'json', 'wxml', 'wxss', 'd.ts'].map((extension) => `components/${name}/index.${extension}`),
    );
    expect(files).toEqual(expect.arrayContaining(['index.js', 'index.d.ts', 'lib/index.js', 'lib/index.d.ts', ...components]));
    expect(scripts.filter((file) => file !== 'lib/tslib.js' && !files.includes(file.replace(/\.js$/, '.d.ts')))).toEqual([]);
  });

  it.each(scripts)('%s is ES5 and requires nothing from outside', (file) => {
    const code = readFileSync(join(dist, file), 'utf8');
    expect(() => parse(code, { ecmaVersion: 5, sourceType: 'script' })).not.toThrow();
    const required = [...code.matchAll(/\brequire\(["']([^"']+)["']\)/g)].map(([, path]) => path!);
    expect(required.filter((path) => !path.startsWith('.'))).toEqual([]);
    for (const path of required) expect(existsSync(`${join(dist, file, '..', path)}.js`)).toBe(true);
    expect(code).not.toMatch(/\beval\(|new Function\(/);
  });

  it('tells its version to Authing', () => {
    expect(readFileSync(join(dist, 'lib/version.js'), 'utf8')).toContain(`"${manifest.version as string}"`);
  });

  it('carries the licences of what is in it', () => {
    const notices = readFileSync(join(dist, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    expect(notices).toMatch(/authing-js-sdk \d/);
    expect(notices).toMatch(/tslib \d/);
    expect(existsSync(join(dist, 'LICENSE'))).toBe(true);
  });

  it('has types that stand alone: a strict project without authing-js-sdk compiles, and mistakes do not', () => {
    const project = mkdtempSync(join(tmpdir(), 'authing-miniapp-types-'));
    try {
      mkdirSync(join(project, 'node_modules'));
      mkdirSync(join(project, 'node_modules/authing-miniapp'));
      writeFileSync(join(project, 'node_modules/authing-miniapp/package.json'), text('package.json'));
      symlinkSync(dist, join(project, 'node_modules/authing-miniapp/miniprogram_dist'));
      symlinkSync(join(root, 'node_modules/miniprogram-api-typings'), join(project, 'node_modules/miniprogram-api-typings'));
      writeFileSync(join(project, 'page.ts'), text('test/package/user-page.ts.txt'));
      const { compilerOptions } = JSON.parse(text('tsconfig.base.json')) as { compilerOptions: object };
      writeFileSync(
        join(project, 'tsconfig.json'),
        JSON.stringify({
          compilerOptions: {
            ...compilerOptions,
            skipLibCheck: false,
            noEmit: true,
            preserveSymlinks: true,
            target: 'ES2018',
            lib: ['ES2018'],
            module: 'CommonJS',
            moduleResolution: 'node10',
            types: ['miniprogram-api-typings'],
          },
          files: ['page.ts'],
        }),
      );
      let output = '';
      try {
        execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project], { encoding: 'utf8' });
      } catch (error) {
        output = (error as { stdout: string }).stdout;
      }
      // miniprogram-api-typings' own declarations are not ours to judge.
      expect(output.split('\n').filter((line) => line && !line.includes('miniprogram-api-typings'))).toEqual([]);
    } finally {
      rmSync(project, { recursive: true, force: true });
    }
  });
});
