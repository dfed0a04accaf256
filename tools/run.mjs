// The one way in: `npm test`, `npm run demo` … all come here. Nothing but Node.js may be assumed,
// so a fresh clone installs its packages first, and a changed lock file installs them again.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [task, ...args] = process.argv.slice(2);

/** Every task is a list of commands run one after the other; the last one receives the caller's arguments. */
const gulp = (name) => ['node', 'node_modules/gulp/bin/gulp.js', name];
const tsx = (file) => ['node', 'node_modules/tsx/dist/cli.mjs', file];
const tasks = {
  build: [gulp('build')],
  test: [gulp('build'), tsx('tools/test.ts')],
  lint: [gulp('build'), tsx('tools/lint/main.ts')],
  size: [gulp('build'), tsx('tools/size/main.ts')],
  bench: [gulp('build'), tsx('bench/main.ts')],
  demo: [gulp('build'), tsx('tools/demo/main.ts')],
  chaos: [gulp('build'), tsx('test/chaos/main.ts')],
  pictures: [gulp('build'), tsx('tools/demo/pictures.ts')],
  mutation: [gulp('build'), tsx('test/mutation/main.ts')],
  methods: [gulp('build'), tsx('test/methods/main.ts')],
};

function run(command, commandArgs) {
  const { status, signal, error } = spawnSync(command, commandArgs, { cwd: root, stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? (signal === 'SIGINT' ? 130 : 1));
}

function installPackages() {
  const stamp = join(root, 'node_modules', '.installed-from');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Installing packages (once, about two minutes) …');
  run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, lock);
}

if (!Object.hasOwn(tasks, task)) {
  console.error(`Unknown task "${task ?? ''}". Say one of: ${Object.keys(tasks).join(', ')}.`);
  process.exit(1);
}
installPackages();
const commands = tasks[task];
commands.forEach(([command, ...rest], index) => run(command, index === commands.length - 1 ? [...rest, ...args] : rest));
