import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFiles } from '../tools/temporary-files';

const root = join(__dirname, '../..');

export interface Ended {
  readonly code: number | null;
  /** Lines of standard output. */
  readonly out: readonly string[];
  readonly error: string;
}

/** The package as it lies in somebody's node_modules, with other files in miniprogram_dist if so wished, and its command. */
export function installed(version: string, files?: Readonly<Record<string, string>>): (cwd: string, ...args: string[]) => Ended {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  const folder = temporaryFiles({ 'package.json': JSON.stringify({ ...manifest, version }) });
  cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true });
  if (files) writeFiles(join(folder, 'miniprogram_dist'), files);
  else cpSync(join(root, 'miniprogram_dist'), join(folder, 'miniprogram_dist'), { recursive: true });
  return (cwd, ...args) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'bin/authing-miniapp.js'), ...args], {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'en_US.UTF-8' },
    });
    return { code: status, out: stdout.split('\n').slice(0, -1), error: stderr.trimEnd() };
  };
}

export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Text of every file below a folder, by path. */
export function filesBelow(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
