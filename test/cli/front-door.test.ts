import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installed } from './cli';

const run = installed('1.2.3', {});
const commands = ['copy', 'doctor'];

it('is one file that asks for nothing but Node.js', () => {
  const text = readFileSync(join(__dirname, '../../bin/authing-miniapp.js'), 'utf8');
  expect(text).toMatch(/^#!\/usr\/bin\/env node\n/);
  // Code of the bundle has double quotes; what the command writes into projects has single ones.
  const required = [...text.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name!);
  expect(required.length).toBeGreaterThan(0);
  expect(required.filter((name) => !name.startsWith('node:'))).toEqual([]);
});

it.each([['--help'], ['-h'], []])('says what it can do: %s', (...args) => {
  const { code, out } = run('/', ...args);
  expect(code).toBe(0);
  for (const command of commands) expect(out).toContainEqual(expect.stringMatching(new RegExp(`^ {2}${command} +\\S`)));
});

it('says its version', () => expect(run('/', '--version')).toEqual({ code: 0, out: ['1.2.3'], error: '' }));

it.each(commands)('%s has a help in both languages, with the same options', (command) => {
  const [english, chinese] = ['en', 'zh'].map((lang) => run('/', command, '--help', '--lang', lang).out.join('\n'));
  const options = (text = ''): string[] => [...text.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, name]) => name!);
  expect(english).toMatch(/^Usage: authing-miniapp /);
  expect(chinese).toMatch(/^用法：authing-miniapp /);
  expect(options(english)).toContain('--lang');
  expect(options(chinese)).toEqual(options(english));
});

it.each([
  [['fly'], 'There is no command "fly". Say one of: copy, doctor.'],
  [['--lang', 'zh', 'fly'], '没有 “fly” 这个命令。可用的命令：copy、doctor。'],
  [['--twice'], 'There is no option --twice: see authing-miniapp --help.'],
  [['copy', 'here', '--twice'], 'There is no option --twice: see authing-miniapp copy --help.'],
  [['copy', 'here', '--lang', 'fr'], '--lang fr is neither en nor zh: say one of them.'],
])('a call that makes no sense ends with 2 and one line: %s', (args, error) => {
  expect(run('/', ...args)).toEqual({ code: 2, out: [], error });
});
