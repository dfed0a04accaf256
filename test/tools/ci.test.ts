import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFiles } from './temporary-files';

interface Task {
  prints: string;
  status: number;
}

/** Runs `.ci/run` in a project whose tasks print and end as told. */
function ci(
  test: Task,
  lint: Task,
  frameworks: Task = built,
  looks: Task = pictured,
  tarballs: Task = packed,
  browser: Task = visited,
): { last: string; status: number | null } {
  const task = ({ prints, status }: Task): string => `echo '${prints}' && exit ${status}`;
  const scripts = {
    test: task(test),
    'test:tarballs': task(tarballs),
    'test:browser': task(browser),
    frameworks: task(frameworks),
    looks: task(looks),
    lint: task(lint),
  };
  // In npm's place, which takes a third of a second to start: `npm run --silent TASK`.
  const npm = `#!/bin/sh\ncase "$*" in\n${Object.entries(scripts)
    .map(([name, script]) => `'run --silent ${name}') ${script} ;;`)
    .join('\n')}\n*) exit 127 ;;\nesac\n`;
  const root = temporaryFiles({ 'bin/npm': npm });
  chmodSync(join(root, 'bin/npm'), 0o755);
  mkdirSync(join(root, '.ci'));
  copyFileSync(join(__dirname, '../../.ci/run'), join(root, '.ci/run'));
  // A Chromium is named, so that nothing is installed.
  const env = { ...process.env, CHROMIUM_PATH: '/bin/true', PATH: `${join(root, 'bin')}:${process.env['PATH'] ?? ''}` };
  const { stdout, status } = spawnSync('bash', [join(root, '.ci/run')], { encoding: 'utf8', env });
  return { last: stdout.trimEnd().split('\n').at(-1) ?? '', status };
}

const good = { prints: 'Tests:       1 skipped, 41 passed, 42 total', status: 0 };
const linted = (...codes: number[]): string => codes.map((code) => `[code] npm run lint:code exited with code ${code}`).join('\n');
const built = { prints: 'Frameworks: 0 failed, 5 passed, 5 total', status: 0 };
const visited = { prints: 'Tests:       10 passed, 10 total', status: 0 };
const packed = { prints: 'Tests:       20 passed, 20 total', status: 0 };
const pictured = { prints: 'Tests:       30 passed, 30 total', status: 0 };
const clean = { prints: linted(0, 0, 0), status: 0 };

it('adds up what passed', () => {
  expect(ci(good, clean)).toEqual({ last: '109 passed, 0 failed', status: 0 });
});

it('counts failed tests and failed lint steps', () => {
  expect(ci({ prints: 'Tests:       2 failed, 40 passed, 42 total', status: 1 }, { prints: linted(0, 2, 0), status: 1 })).toEqual({
    last: '107 passed, 3 failed',
    status: 1,
  });
});

it('counts examples that failed in their framework', () => {
  expect(ci(good, clean, { prints: 'Frameworks: 2 failed, 3 passed, 5 total', status: 1 })).toEqual({
    last: '107 passed, 2 failed',
    status: 1,
  });
});

it('counts looks that changed', () => {
  expect(ci(good, clean, built, { prints: 'Tests:       1 failed, 29 passed, 30 total', status: 1 })).toEqual({
    last: '108 passed, 1 failed',
    status: 1,
  });
});

it('counts tarballs that are not as they should be', () => {
  expect(ci(good, clean, built, pictured, { prints: 'Tests:       3 failed, 17 passed, 20 total', status: 1 })).toEqual({
    last: '106 passed, 3 failed',
    status: 1,
  });
});

it('counts a task that broke before it could count', () => {
  expect(ci(good, { prints: 'no such file', status: 2 })).toEqual({ last: '106 passed, 1 failed', status: 1 });
  expect(ci({ prints: 'Tests:       42 passed, 42 total', status: 1 }, clean)).toEqual({ last: '110 passed, 1 failed', status: 1 });
});
