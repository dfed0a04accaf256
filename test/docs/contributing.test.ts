import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeSpans, readMarkdown, root } from './markdown';

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/** Commands of npm itself. */
const NPM = /^(?:ci|install|pack|publish|test|version)$/;

/** Why a command cannot be run; undefined when it can. */
function problemOf(command: string): string | undefined {
  const [program, first = '', ...rest] = command.replace(/ +#.*/, '').split(/ +/);
  const [name, args] = first === 'run' ? [rest[0] ?? '', rest.slice(1)] : [first, rest];
  if (program === 'npm' && !(name in scripts) && (first === 'run' || !NPM.test(name))) return `${command}: no such script`;
  if (program === 'npx' && !existsSync(join(root, 'node_modules/.bin', name))) return `${command}: ${name} is not installed`;
  const missing = args.filter((arg) => /^[a-z][\w./-]*\//.test(arg) && !arg.startsWith('artifacts/') && !existsSync(join(root, arg)));
  if (missing.length) return `${command}: ${missing.join(', ')} does not exist`;
  if (program !== 'npm' || name !== 'chaos') return undefined;
  const usage = readFileSync(join(root, 'test/chaos/main.ts'), 'utf8');
  const unknown = args.filter((arg) => /^--\w/.test(arg) && !usage.includes(`  ${arg} `));
  return unknown.length ? `${command}: no option ${unknown.join(', ')}` : undefined;
}

const isCommand = (text: string): boolean => /^(?:npm|npx) /.test(text);

it.each(['CONTRIBUTING.md', 'CONTRIBUTING.zh-CN.md', 'README.md', 'README.zh-CN.md', 'docs/architecture.md', 'docs/architecture.zh-CN.md'])(
  'every command of %s can be run',
  (path) => {
    const { blocks, prose } = readMarkdown(path);
    const shown = blocks.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.split('\n'));
    const commands = [...shown, ...codeSpans(prose)].filter(isCommand).filter((command) => command !== 'npm install authing-miniapp');
    expect(commands.map(problemOf).filter(Boolean)).toEqual([]);
  },
);

it('finds commands that cannot be run', () => {
  const wrong = ['npm run biuld', 'npm tset', 'npx nothing-like-it', 'npx jest test/nowhere/x', 'npm run chaos -- --again x'];
  expect(wrong.map((command) => problemOf(command) !== undefined)).toEqual(wrong.map(() => true));
});

it.each(['CONTRIBUTING.md', 'CONTRIBUTING.zh-CN.md'])('what the table of %s names exists', (path) => {
  const [table] = readMarkdown(path).tables;
  const named = table!.rows.flatMap((row) => codeSpans(row.slice(1).join(' '))).filter((name) => /^(lib|test|docs|packages)\//.test(name));
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !existsSync(join(root, name)))).toEqual([]);
});
