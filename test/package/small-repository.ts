import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDerivedFiles } from '../../tools/release/manifests';
import { temporaryFiles } from '../tools/temporary-files';

const root = join(__dirname, '../..');
const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
const main = join(root, 'tools/release/main.ts');

/** Of the small repository. */
export const ADDRESS = 'https://git.example.com/somebody/thing';

export const git = (dir: string, ...args: string[]): string => execFileSync('git', args, { cwd: dir, encoding: 'utf8' }).trim();
export const text = (dir: string, path: string): string => readFileSync(join(dir, path), 'utf8');

/** `npm run release` in a repository. */
export const release = (dir: string, ...args: string[]): { status: number | null; output: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsx, main, ...args], { cwd: dir, encoding: 'utf8' });
  return { status, output: stdout + stderr };
};

/** Writes files into a repository and commits them. */
export function commit(dir: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) writeFileSync(join(dir, path), content);
  git(dir, 'add', '--all');
  git(
    dir,
    '-c',
    'user.name=Somebody',
    '-c',
    'user.email=somebody@example.com',
    'commit',
    '--quiet',
    '--allow-empty',
    '--message',
    'Change',
  );
}

/** Changes one file. */
export const edit = (dir: string, path: string, change: (content: string) => string): void =>
  writeFileSync(join(dir, path), change(text(dir, path)));

/** A component of the small repository, as it is built. */
export const built = {
  'index.js': 'Component({});\n',
  'index.json': '{ "component": true }\n',
  'index.wxml': '<view />\n',
  'index.wxss': '@import "../all.wxss";\n.a {\n}\n',
};

/** A repository of this one's form, small: three packages, all in order to be released as 1.2.3. */
export function smallRepository(): string {
  const manifest = (name: string, more: object): string => JSON.stringify({ name, version: '0.0.0', license: 'MIT', ...more });
  const dir = temporaryFiles({
    'package.json': manifest('thing', {
      version: '1.2.3',
      files: ['dist'],
      workspaces: ['packages/*'],
      scripts: { version: `"${process.execPath}" "${tsx}" "${main}" version` },
      repository: { type: 'git', url: `git+${ADDRESS}.git` },
    }),
    'packages/emulator/package.json': manifest('thing-emulator', {}),
    'packages/playground/package.json': manifest('thing-playground', { dependencies: { 'thing-emulator': '0.0.0' } }),
    'lib/version.ts': "export const VERSION = '0.0.0';\n",
    LICENSE: 'Anybody may.\n',
    'CHANGELOG.md': '# Changelog\n\n## 1.2.3\n\n- The first.\n\n## 1.0.0\n\n- Before it.\n',
    'README.md': '# Thing\n\n[Guide](docs/guide.md)\n',
    'dist/index.js': 'exports.thing = 1;\n',
    'components/a/index.wxss': '@import "../all.wxss";\n',
    'miniprogram_dist/components/all.wxss': '.all {\n}\n',
    ...Object.fromEntries(Object.entries(built).map(([name, content]) => [`miniprogram_dist/components/a/${name}`, content])),
    '.gitignore': 'artifacts/\nnode_modules/\n',
    '.npmrc': 'git-tag-version=false\n',
  });
  writeDerivedFiles(dir);
  git(dir, 'init', '--quiet', '--initial-branch', 'main');
  git(dir, 'config', 'user.name', 'Somebody');
  git(dir, 'config', 'user.email', 'somebody@example.com');
  commit(dir, {});
  return dir;
}
