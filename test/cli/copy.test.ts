import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFiles } from '../tools/temporary-files';
import { filesBelow, installed, writeFiles } from './cli';

const TO = 'src/wxcomponents/authing-miniapp';
const LIST = 'authing-miniapp.sha256';
/** The library for Vue code. */
const VUE = 'vue.ts';
const older = installed('1.0.0', { 'index.js': 'one', 'lib/a.js': 'a', 'lib/old/b.js': 'b', LICENSE: 'free' });
const newer = installed('2.0.0', { 'index.js': 'two', 'lib/a.js': 'a', 'lib/c.js': 'c', LICENSE: 'free' });

/** A project, and the folder in it that is written to. */
function project(files: Readonly<Record<string, string>> = {}): { cwd: string; folder: string; at: (path: string) => string } {
  const cwd = temporaryFiles({ 'src/pages.json': '{}', ...files });
  return { cwd, folder: join(cwd, TO), at: (path) => join(cwd, TO, path) };
}

it('puts what WeChat gets into the folder, with the licences', () => {
  const { cwd, folder } = project();
  expect(installed('1.0.0')(cwd, 'copy', TO)).toMatchObject({ code: 0, error: '' });
  const { [LIST]: list, [VUE]: _entry, ...files } = filesBelow(folder);
  expect(files).toEqual(filesBelow(join(__dirname, '../../miniprogram_dist')));
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['index.js', 'components/login-button/index.wxml', 'LICENSE', 'THIRD-PARTY-NOTICES.txt']),
  );
  expect(list).toContain('# authing-miniapp 1.0.0: ');
});

it('says what it did; called again, it does nothing', () => {
  const { cwd, folder } = project();
  expect(older(cwd, 'copy', TO)).toEqual({
    code: 0,
    out: [
      ...['LICENSE', 'index.js', 'lib/a.js', 'lib/old/b.js', VUE].map((path) => `  added  ${path}`),
      `authing-miniapp 1.0.0 is in ${TO}: 5 added, 0 updated, 0 unchanged, 0 removed.`,
    ],
    error: '',
  });
  const before = filesBelow(folder);
  expect(older(cwd, 'copy', TO).out).toEqual([`authing-miniapp 1.0.0 is in ${TO}: 0 added, 0 updated, 5 unchanged, 0 removed.`]);
  expect(filesBelow(folder)).toEqual(before);
});

it('brings a folder to another version, and leaves nothing of the old one', () => {
  const { cwd, folder, at } = project();
  older(cwd, 'copy', TO);
  writeFiles(folder, { 'lib/mine.js': 'mine' });
  expect(newer(cwd, 'copy', TO).out).toEqual([
    '  added  lib/c.js',
    '  updated  index.js',
    '  removed  lib/old/b.js',
    `authing-miniapp 2.0.0 is in ${TO}: 1 added, 1 updated, 3 unchanged, 1 removed.`,
  ]);
  expect(Object.keys(filesBelow(folder)).sort()).toEqual(['LICENSE', LIST, 'index.js', 'lib/a.js', 'lib/c.js', 'lib/mine.js', VUE]);
  expect(existsSync(at('lib/old'))).toBe(false);
  expect(older(cwd, 'copy', TO).code).toBe(0);
  expect(filesBelow(folder)).toMatchObject({ 'index.js': 'one', 'lib/mine.js': 'mine' });
});

it.each([
  ['changed by its user', 'index.js', (path: string) => writeFileSync(path, 'mine')],
  ['changed by its user, and not in the new version', 'lib/old/b.js', (path: string) => writeFileSync(path, 'mine')],
  ['a link to somewhere', 'index.js', (path: string) => (rmSync(path), symlinkSync('../elsewhere.js', path))],
])('changes nothing where a file is %s, until told to', (_, path, change) => {
  const { cwd, folder, at } = project({ 'src/wxcomponents/elsewhere.js': 'one' });
  older(cwd, 'copy', TO);
  change(at(path));
  const before = filesBelow(folder);
  const refused = newer(cwd, 'copy', TO);
  const remedy = `Move it away, or lose it: npx authing-miniapp copy ${TO} --force`;
  expect(refused).toMatchObject({ code: 1, out: [`  not ours  ${path}`], error: expect.stringContaining(remedy) });
  expect(filesBelow(folder)).toEqual(before);
  expect(newer(cwd, 'copy', TO, '--force').code).toBe(0);
  expect(Object.keys(filesBelow(folder)).sort()).toEqual(['LICENSE', LIST, 'index.js', 'lib/a.js', 'lib/c.js', VUE]);
  expect(filesBelow(folder)['index.js']).toBe('two');
  expect(readFileSync(join(cwd, 'src/wxcomponents/elsewhere.js'), 'utf8')).toBe('one');
});

it('refuses a folder in which somebody else has files of the same names', () => {
  const { cwd, folder } = project({ [`${TO}/index.js`]: 'theirs', [`${TO}/lib/a.js`]: 'a' });
  expect(older(cwd, 'copy', TO)).toMatchObject({ code: 1, out: ['  not ours  index.js'] });
  expect(filesBelow(folder)).toEqual({ 'index.js': 'theirs', 'lib/a.js': 'a' });
});

it('names the whole command for more than one file', () => {
  const { cwd } = project({ 'my app/index.js': 'theirs', 'my app/lib/a.js': 'theirs' });
  expect(older(cwd, 'copy', 'my app').error).toMatch(/ 2 files .* lose them: npx authing-miniapp copy "my app" --force$/);
});

it('writes nothing into a folder that is as it should be, so it may be read-only', () => {
  const { cwd, at } = project();
  older(cwd, 'copy', TO);
  utimesSync(at(LIST), 1, 1);
  expect(older(cwd, 'copy', TO).code).toBe(0);
  expect(statSync(at(LIST)).mtimeMs).toBe(1000);
  newer(cwd, 'copy', TO);
  expect(statSync(at(LIST)).mtimeMs).not.toBe(1000);
});

// Which the system refuses whoever asks: rights are no obstacle to root.
it.each([
  ['en', 'cannot be written (', 'call again'],
  ['zh', '无法写入', '重新运行'],
])('says in words what cannot be written: %s', (language, wrong, remedy) => {
  const { cwd } = project();
  symlinkSync('nowhere', join(cwd, 'gone'));
  const { code, out, error } = older(cwd, 'copy', 'gone', '--lang', language);
  expect([code, out, error.split('\n')]).toEqual([1, [], [expect.stringContaining(remedy)]]);
  expect(error).toContain(wrong);
  expect(error).toContain('gone');
});

it('says in words what cannot be read', () => {
  const { cwd } = project();
  expect(older(cwd, 'copy', 'x'.repeat(300))).toMatchObject({
    code: 1,
    out: [],
    error: expect.stringMatching(/cannot be read \(ENAMETOOLONG\)/),
  });
});

it('brings back what was deleted', () => {
  const { cwd, at } = project();
  older(cwd, 'copy', TO);
  rmSync(at('lib/a.js'));
  expect(older(cwd, 'copy', TO).out[0]).toBe('  added  lib/a.js');
});

it("knows its files with Windows's line ends, which Git may give them", () => {
  const lines = installed('1.0.0', { 'index.js': 'one\ntwo\n' });
  const { cwd, at } = project();
  lines(cwd, 'copy', TO);
  for (const path of ['index.js', LIST]) writeFileSync(at(path), readFileSync(at(path), 'utf8').replace(/\n/g, '\r\n'));
  expect(lines(cwd, 'copy', TO).out.at(-1)).toContain('2 unchanged');
  expect(newer(cwd, 'copy', TO)).toMatchObject({ code: 0, error: '' });
});

it.each([
  ['no list at all', 'Dear diary'],
  ['a list that leads out of the folder', `${'0'.repeat(64)}  ../../pages.json\n`],
])('does not believe %s', (_, text) => {
  const { cwd } = project({ [`${TO}/${LIST}`]: text });
  expect(older(cwd, 'copy', TO)).toMatchObject({ code: 1, out: [], error: expect.stringContaining(LIST) });
  expect(Object.keys(filesBelow(cwd))).toHaveLength(2);
  expect(older(cwd, 'copy', TO, '--force').code).toBe(0);
  expect(existsSync(join(cwd, 'src/pages.json'))).toBe(true);
});

it('writes a list that sha256sum can check', () => {
  const { cwd, folder } = project();
  newer(cwd, 'copy', TO);
  expect(execFileSync('sha256sum', ['--check', '--strict', LIST], { cwd: folder, encoding: 'utf8' })).toContain('lib/c.js: OK');
});

it('says in Chinese what it did, too', () => {
  const { cwd } = project();
  expect(older(cwd, 'copy', TO, '--lang', 'zh').out.at(-1)).toBe(`authing-miniapp 1.0.0 已在 ${TO}：新增 5，更新 0，未变 0，删除 0。`);
});

it.each([
  [['copy'], 2],
  [['copy', ''], 2],
  [['copy', '--uni-modules', ''], 2],
  [['copy', 'a', 'b'], 2],
  [['copy', 'src/pages.json'], 1],
  [['copy', '--uni-modules', 'nowhere'], 1],
])('%j ends with %i and one line', (args, code) => {
  const { cwd } = project();
  const ended = older(cwd, ...args);
  expect([ended.code, ended.out, ended.error.split('\n')]).toEqual([code, [], [expect.stringMatching(/\S/)]]);
  expect(Object.keys(filesBelow(cwd))).toEqual(['src/pages.json']);
});

describe('--uni-modules', () => {
  it.each([
    ['the folder of pages.json', { 'pages.json': '{}' }, 'uni_modules/authing-miniapp'],
    ['its src', { 'src/pages.json': '{}' }, 'src/uni_modules/authing-miniapp'],
  ])('writes a module for HBuilderX into %s', (_, files, folder) => {
    const cwd = temporaryFiles(files as unknown as Record<string, string>);
    expect(newer(cwd, 'copy', '--uni-modules').out.at(-1)).toBe(
      `authing-miniapp 2.0.0 is in ${folder}: 7 added, 0 updated, 0 unchanged, 0 removed.`,
    );
    const written = filesBelow(join(cwd, folder));
    expect(written).toMatchObject({ 'wxcomponents/index.js': 'two', 'wxcomponents/LICENSE': 'free' });
    // What DCloud demands: https://uniapp.dcloud.net.cn/plugin/uni_modules.html
    const manifest = JSON.parse(written['package.json']!) as { id: string; keywords: string[] };
    expect(manifest).toMatchObject({ id: 'authing-miniapp', version: '2.0.0', dcloudext: { type: 'component-mp' } });
    expect(manifest.id).toMatch(/^[a-z0-9]+-[a-z0-9]+$/i);
    expect(manifest.keywords.length).toBeLessThanOrEqual(5);
    expect(newer(cwd, 'copy', '--uni-modules', '.').out.at(-1)).toContain('7 unchanged');
  });
});

it('makes its folder', () => {
  const cwd = temporaryFiles({});
  mkdirSync(join(cwd, 'deep'), { recursive: true });
  expect(older(join(cwd, 'deep'), 'copy', './er/still/').code).toBe(0);
  expect(existsSync(join(cwd, 'deep/er/still/index.js'))).toBe(true);
});
