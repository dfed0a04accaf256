import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WechatCompilerError, checkCodeQuality, compile, createProject, openProject, packNpm } from '../../../tools/wechat-compiler';
import { temporaryFiles } from '../temporary-files';

jest.setTimeout(120_000); // each call starts WeChat's compiler in a process of its own

const app = (files: Record<string, string> = {}): string =>
  temporaryFiles({
    'app.json': JSON.stringify({ pages: ['pages/index/index'], lazyCodeLoading: 'requiredComponents' }),
    'app.js': 'App({});',
    'pages/index/index.js': 'Page({});',
    'pages/index/index.json': '{}',
    'pages/index/index.wxml': '<view>hello</view>',
    ...files,
  });
const text = (files: ReadonlyMap<string, Uint8Array>, path: string): string => Buffer.from(files.get(path) ?? '').toString('utf8');

describe('compile', () => {
  it('lowers to ES5, minifies, adds the helpers that this takes, and leaves out what nothing reaches', async () => {
    const dir = app({
      'pages/index/index.js':
        'const { answer } = require("../../answer");\n' +
        'Page({ async onLoad() { const doubled = await answer(21); this.doubled = doubled; } });',
      'answer.js': 'exports.answer = (half) => Promise.resolve(`${half * 2}`);',
      'unused.js': 'exports.unused = 1;',
    });
    const files = await compile(createProject(dir));

    expect([...files.keys()].filter((path) => !path.startsWith('@babel/')).sort()).toEqual([
      'answer.js',
      'app.js',
      'app.json',
      'pages/index/index.js',
      'pages/index/index.json',
      'pages/index/index.wxml',
      'project.config.json',
    ]);
    expect(text(files, 'answer.js')).toBe('"use strict";exports.answer=function(e){return Promise.resolve("".concat(2*e))};');
    expect(text(files, 'pages/index/index.js')).not.toMatch(/\basync\b|\bawait\b|=>/);
    expect([...files.keys()]).toContain('@babel/runtime/helpers/asyncToGenerator.js');
  });

  it('obeys the settings', async () => {
    const dir = app({ 'app.js': 'App({ onLaunch: () => 1 });', 'unused.js': 'exports.unused = 1;' });
    const settings = { es6: false, enhance: false, minified: false, ignoreUploadUnusedFiles: false };
    const files = await compile(createProject(dir, { settings }));
    expect(text(files, 'app.js')).toContain('onLaunch: () => 1');
    expect([...files.keys()]).toContain('unused.js');
  });

  it('refuses what WeChat refuses, with the reason', async () => {
    const broken = app({ 'app.js': 'App({' });
    const failure = await compile(createProject(broken)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(WechatCompilerError);
    expect((failure as WechatCompilerError).message).toContain('app.js');
    await expect(compile(createProject(temporaryFiles({})))).rejects.toThrow('app.json');
  });

  it('fails when the compiler mentions a failure on its console and goes on', async () => {
    const dir = app();
    createProject(dir);
    // A root of "./" puts the search for unused files out of action, and they would be shipped.
    const config = JSON.parse(readFileSync(join(dir, 'project.config.json'), 'utf8')) as object;
    writeFileSync(join(dir, 'project.config.json'), JSON.stringify({ ...config, miniprogramRoot: './' }));
    await expect(compile(openProject(dir))).rejects.toThrow('initUnusedFiles error');
  });
});

describe('packNpm', () => {
  const withPackage = (files: Record<string, string>): string =>
    app({
      'package.json': JSON.stringify({ dependencies: { pack: '1.0.0' } }),
      'pages/index/index.js': 'Page({ one: require("pack").one });',
      ...Object.fromEntries(Object.entries(files).map(([path, content]) => [`node_modules/pack/${path}`, content])),
    });

  it('copies the mini-program folder of a package, which the app then requires by name', async () => {
    const dir = withPackage({
      'package.json': JSON.stringify({ name: 'pack', version: '1.0.0', main: 'node.js', miniprogram: 'phone' }),
      'phone/index.js': 'exports.one = 1;',
    });
    const project = createProject(dir);
    await packNpm(project);
    expect(readFileSync(join(dir, 'miniprogram_npm/pack/index.js'), 'utf8')).toBe('exports.one = 1;');
    rmSync(join(dir, 'node_modules'), { recursive: true });
    expect(text(await compile(openProject(dir)), 'miniprogram_npm/pack/index.js')).toBe('"use strict";exports.one=1;');
    const quality = await checkCodeQuality(project);
    expect(quality.find(({ name }) => name === 'PACKAGE_SIZE_LIMIT')?.success).toBe(true);
    // The app's package.json is the one file that nothing requires.
    expect(quality.find(({ name }) => name === 'CONTAINS_UNUSED_CODES')?.detail).toEqual(['package.json']);
  });

  it('fails on a warning, unless somebody listens', async () => {
    const dir = withPackage({
      'package.json': JSON.stringify({ name: 'pack', version: '1.0.0', main: 'index.js' }),
      'index.js': 'const name = "./one"; exports.one = require(name);',
    });
    await expect(packNpm(createProject(dir))).rejects.toThrow(WechatCompilerError);
    const warnings: string[] = [];
    await packNpm(createProject(dir), (warning) => warnings.push(warning));
    expect(warnings).toEqual([expect.stringContaining('require(name)')]);
    expect(existsSync(join(dir, 'miniprogram_npm/pack/index.js'))).toBe(true);
  });
});
