/** `npm run COMMAND -- --help`: says what each option of a command does, in both languages, before anything is built. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sample } from '../chaos/schedule/schedule';
import { temporaryFiles } from './temporary-files';

const root = join(__dirname, '../..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
/** Scripts that people call; npm calls the others, or they are parts of one. */
const commands = Object.keys(scripts).filter((name) => !/^(prepack|postpack|version|lint:.*)$/.test(name));

const helpOf = (command: string, cwd = root): string =>
  execFileSync(process.execPath, ['tools/run.mjs', command, '--help'], { cwd, encoding: 'utf8' });

/** Names of options in the words of one language. */
const optionsIn = (words: string): string[] => [...words.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, name]) => name ?? '');

/** Names of options that a program reads, by node:util's parseArgs or by hand. */
const optionsOf = (path: string): string[] =>
  [...text(path).matchAll(/^ *(?:options: \{ )?'?([\w-]+)'?: \{ type: '|, '?([\w-]+)'?: \{ type: '|includes\('--([\w-]+)'\)/gm)]
    .map(([, ...names]) => `--${names.find((name) => name !== undefined) ?? ''}`)
    .filter((name) => name !== '--help');

it.each(commands)('%s has a help in English and Chinese', (command) => {
  const [english = '', chinese = ''] = helpOf(command).split('用法：');
  expect(english).toMatch(new RegExp(`^Usage: npm (run )?${command}`));
  expect(chinese).toMatch(/[\u4e00-\u9fff]/);
  expect(optionsIn(chinese)).toEqual(optionsIn(english));
});

it.each([
  ['demo', 'tools/demo/main.ts'],
  ['chaos', 'test/chaos/main.ts'],
  ['mutation', 'test/mutation/main.ts'],
  ['methods', 'test/methods/main.ts'],
  ['release', 'tools/release/main.ts'],
])('%s has every option that the command takes', (command, path) => {
  const [english = ''] = helpOf(command).split('用法：');
  expect(optionsOf(path).length).toBeGreaterThan(0);
  expect(optionsIn(english).sort()).toEqual([...new Set(optionsOf(path))].sort());
});

it('chaos runs as many schedules by default as its help says', () => {
  expect(helpOf('chaos')).toContain(`default ${sample.schedules}\n`);
});

it('needs no installed package', () => {
  const clone = temporaryFiles({ 'tools/run.mjs': text('tools/run.mjs'), 'tools/help.mjs': text('tools/help.mjs') });
  expect(helpOf('demo', clone)).toContain('--once');
});

it('a command that is misunderstood names its help', () => {
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'test/chaos/main.ts', '--runs', 'many'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([1, expect.stringContaining('npm run chaos -- --help')]);
});
