// The one way in: `npm test`, `npm run demo` … all come here. Nothing but Node.js may be assumed,
// so a fresh clone installs its packages first, and a changed lock file installs them again.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { help, helpOf } from './help.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [task, ...args] = process.argv.slice(2);

/** Every task is a list of commands run one after the other; the last one receives the caller's arguments. */
const gulp = (name) => ['node', 'node_modules/gulp/bin/gulp.js', name];
const tsx = (file) => ['node', 'node_modules/tsx/dist/cli.mjs', file];
const jest = (...options) => ['node', 'node_modules/jest/bin/jest.js', ...options];
const tasks = {
  build: [gulp('build')],
  // What the tests need built, jest builds (test/package/build.ts).
  test: args.length > 0 ? [jest()] : [tsx('tools/test.ts')],
  // They wait for npm, or Chromium, as much as they work. (The option also ends the list of projects, so that paths can follow.)
  'test:browser': [jest('--selectProjects', 'browser', `--maxWorkers=${availableParallelism() + 1}`)],
  'test:tarballs': [jest('--selectProjects', 'tarballs', `--maxWorkers=${availableParallelism() + 2}`)],
  watch: [jest('--watch')],
  // Every script of package.json named lint:…, two at a time; each line begins with the script's name.
  lint: [gulp('build'), ['node', 'node_modules/concurrently/dist/bin/concurrently.js', '--group', '--max-processes', '2', 'npm:lint:*']],
  size: [gulp('build'), tsx('tools/size/main.ts')],
  bench: [gulp('build'), tsx('bench/main.ts')],
  demo: [gulp('build'), tsx('tools/demo/main.ts')],
  // What it builds, npm pack builds.
  frameworks: [tsx('tools/frameworks/main.ts')],
  chaos: [gulp('build'), tsx('test/chaos/main.ts')],
  // Builds by itself. What jest is not told to write, it does not write.
  looks: [jest('--config', 'test/looks/jest.config.js', '--ci')],
  pictures: [gulp('build'), tsx('tools/demo/pictures.ts')],
  mutation: [gulp('build'), tsx('test/mutation/main.ts')],
  methods: [gulp('build'), tsx('test/methods/main.ts')],
  prepack: [[...tsx('tools/release/main.ts'), 'before-pack']],
  postpack: [[...tsx('tools/release/main.ts'), 'after-pack']],
  version: [[...tsx('tools/release/main.ts'), 'version']],
  release: [tsx('tools/release/main.ts')],
};

// npm hands its options on to the scripts it calls. Inside `npm publish --dry-run` or `npm pack -w …`, `npm ci` would then install
// nothing, or a part. (`npm run release --dry-run` means the release.)
const HANDED_ON = /^npm_config_(dry_run|json|omit|only|production|workspaces?|include_workspace_root|pack_destination)$/i;
if (task !== 'release') Object.keys(process.env).forEach((name) => HANDED_ON.test(name) && delete process.env[name]);

/** `npm pack --json` has the output to itself. */
const stdio = task === 'prepack' || task === 'postpack' ? ['inherit', 2, 2] : 'inherit';

/** Ends with the command, in the same way; whoever ends this ends the command. */
async function run(command, commandArgs) {
  const child = spawn(command, commandArgs, { cwd: root, stdio });
  const end = () => child.kill('SIGTERM');
  process.once('SIGTERM', end);
  const [status, signal] = await once(child, 'close');
  process.off('SIGTERM', end);
  if (status !== 0) process.exit(status ?? (signal === 'SIGINT' ? 130 : 1));
}

/** Whether node_modules holds what package-lock.json says; npm notes what it installed in a lock file of its own. */
function isInstalled() {
  const packagesIn = (lock) => JSON.parse(readFileSync(join(root, lock), 'utf8')).packages;
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false;
  const installed = packagesIn('node_modules/.package-lock.json');
  // Of optional packages npm installs those for this system.
  return Object.entries(packagesIn('package-lock.json')).every(([path, { integrity, link, optional }]) => {
    if (integrity === undefined && link === undefined) return true;
    const found = installed[path];
    return found === undefined ? optional === true : found.integrity === integrity && found.link === link;
  });
}

async function installPackages() {
  if (isInstalled()) return;
  console.error('Installing packages (once, about two minutes) …');
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args);
}

if (!Object.hasOwn(tasks, task)) {
  console.error(`Unknown task "${task ?? ''}". Say one of: ${Object.keys(tasks).join(', ')}.`);
  process.exit(1);
}
if (args.includes('--help') && Object.hasOwn(help, task)) {
  process.stdout.write(helpOf(task));
  process.exit(0);
}
await installPackages();
const commands = tasks[task];
for (const [index, [command, ...rest]] of commands.entries()) await run(command, index === commands.length - 1 ? [...rest, ...args] : rest);
