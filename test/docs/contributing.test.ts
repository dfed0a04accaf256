import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { codeSpans, readMarkdown, root } from './markdown';

interface Manifest {
  name: string;
  scripts: Record<string, string>;
}
const manifestIn = (folder: string): Manifest => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;
const packages = readdirSync(join(root, 'packages')).map((name) => `packages/${name}`);
/** What a command of ours is called when our packages are installed. */
const ownNames = ['.', ...packages].map((folder) => manifestIn(folder).name);

/** Commands of npm itself. */
const NPM = /^(?:ci|install|pack|publish|test|version)$/;

/** Why a command cannot be run; undefined when it can. */
function problemOf(command: string): string | undefined {
  const [program, first = '', ...rest] = command.replace(/ +#.*/, '').split(/ +/);
  const [name, args] = first === 'run' ? [rest[0] ?? '', rest.slice(1)] : [first, rest];
  const workspace = args[args.indexOf('-w') + 1];
  if (args.includes('-w') && !packages.includes(workspace!)) return `${command}: no such package`;
  const { scripts } = manifestIn(args.includes('-w') ? workspace! : '.');
  if (program === 'npm' && !(name in scripts) && (first === 'run' || !NPM.test(name))) return `${command}: no such script`;
  if (program === 'npx' && !ownNames.includes(name) && !existsSync(join(root, 'node_modules/.bin', name)))
    return `${command}: ${name} is not installed`;
  const missing = args.filter((arg) => /^[a-z][\w./-]*\//.test(arg) && !arg.startsWith('artifacts/') && !existsSync(join(root, arg)));
  if (missing.length) return `${command}: ${missing.join(', ')} does not exist`;
  const options = args.filter((arg) => /^--\w/.test(arg));
  if (program !== 'npm' || first !== 'run' || args.includes('-w') || options.length === 0) return undefined;
  const help = execFileSync(process.execPath, ['tools/run.mjs', name, '--help'], { cwd: root, encoding: 'utf8' });
  const unknown = options.filter((option) => !help.includes(`  ${option} `));
  return unknown.length ? `${command}: no option ${unknown.join(', ')}` : undefined;
}

const isCommand = (text: string): boolean => /^(?:npm|npx) /.test(text);

const pages = ['CONTRIBUTING', 'README', 'docs/architecture', ...packages.map((folder) => `${folder}/README`)];

it.each([...pages.flatMap((page) => [`${page}.md`, `${page}.zh-CN.md`]), 'test/chaos/README.md'])(
  'every command of %s can be run',
  (path) => {
    const { blocks, prose } = readMarkdown(path);
    const shown = blocks.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.split('\n'));
    const commands = [...shown, ...codeSpans(prose)].filter(isCommand).filter((command) => command !== 'npm install authing-miniapp');
    expect(commands.map(problemOf).filter(Boolean)).toEqual([]);
  },
);

it('finds commands that cannot be run', () => {
  const wrong = [
    ...['npm run biuld', 'npm tset', 'npx nothing-like-it', 'npx jest test/nowhere/x', 'npm run chaos -- --again x'],
    ...['npm run demo -w packages/playground', 'npm run build -w packages/nowhere'],
  ];
  expect(wrong.map((command) => problemOf(command) !== undefined)).toEqual(wrong.map(() => true));
});

it.each(['CONTRIBUTING.md', 'CONTRIBUTING.zh-CN.md'])('what the table of %s names exists', (path) => {
  const [table] = readMarkdown(path).tables;
  const named = table!.rows.flatMap((row) => codeSpans(row.slice(1).join(' '))).filter((name) => /^(lib|test|docs|packages)\//.test(name));
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !existsSync(join(root, name)))).toEqual([]);
});
