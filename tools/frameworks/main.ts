/**
 * `npm run frameworks`: every example installed from the packed tarball, built by its framework's own CLI, compiled by WeChat's
 * compiler, and run: somebody signs in. `-- NAME …`: some of them. `-- --lock NAME …`: writes their lockfiles.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import type { Tarball } from '../../test/package/checkout';
import { packedSet } from '../../test/package/packed-set';
import { root } from '../build/files';
import { launchChromium } from '../demo/chromium';
import { compile, openProject, packNpm } from '../wechat-compiler';
import { examples, type Example } from './examples';
import { checkOutput } from './output';
import { doctor, folderOf, freshCopy, installFrom, lockFor, runScripts } from './project';
import { signInWith } from './sign-in';
import { texts, type Stage } from './texts';

const pictures = join(root, 'artifacts/frameworks');

/** So many at a time, each in its turn: the network has room for two installs, two cores for two compilers. */
function lane(width: number): <T>(run: () => Promise<T>) => Promise<T> {
  const running = new Set<Promise<unknown>>();
  return async (run) => {
    while (running.size >= width) await Promise.race(running);
    const one = run();
    const settled: Promise<unknown> = one.catch(() => undefined).finally(() => running.delete(settled));
    running.add(settled);
    return one;
  };
}

/** A framework's node_modules are tens of thousands of files: meanwhile somebody else signs in, at a server in this process. */
const remove = (dir: string): Promise<void> => rm(dir, { recursive: true, force: true });

interface Outcome {
  name: string;
  /** ms */
  duration: number;
  /** ms, of each stage that ended well. */
  stages: [Stage, number][];
  /** Why it failed, if it did. */
  failure?: string;
}

const seconds = (ms: number): string => (ms / 1000).toFixed(1);

async function tryOut(
  example: Example,
  tarball: Tarball,
  browser: Browser,
  lanes: Record<'install' | 'work', ReturnType<typeof lane>>,
): Promise<Outcome> {
  const { name, output, project, npmBuild, panels, independent } = example;
  const start = Date.now();
  const stages: Outcome['stages'] = [];
  const stage = async (title: Stage, work: () => Promise<void>, queue = lanes.work): Promise<void> =>
    queue(async () => {
      const began = Date.now();
      await work();
      stages.push([title, Date.now() - began]);
      console.log(`  ${name}: ${texts.stages[title]}, ${texts.seconds(seconds(Date.now() - began))}`);
    });
  const dir = await freshCopy(name);
  const shipped = mkdtempSync(join(tmpdir(), `authing-miniapp-${name}-shipped-`));
  try {
    await stage('install', () => installFrom(dir, tarball, independent?.folder), lanes.install);
    await stage('build', async () => {
      await runScripts(dir, ['types', 'build']);
      if (npmBuild) await packNpm(openProject(join(dir, project)));
      await doctor(dir);
    });
    await stage('output', () => checkOutput(example, join(dir, output), join(dir, 'node_modules/authing-miniapp/miniprogram_dist')));
    await stage('wechat', async () => {
      const files = await compile(openProject(join(dir, project)), () => undefined);
      // It names a folder that is not there any more; all else is what WeChat would ship.
      files.delete('project.config.json');
      for (const [path, content] of files) {
        mkdirSync(dirname(join(shipped, path)), { recursive: true });
        writeFileSync(join(shipped, path), content);
      }
    });
    await stage('run', () => signInWith({ browser, project: shipped, panels, otherPage: independent?.page, pictures, name }));
    await remove(dir);
    return { name, duration: Date.now() - start, stages };
  } catch (error) {
    const failure = `${error instanceof Error ? error.message : String(error)}\n${texts.kept(dir)}`;
    return { name, duration: Date.now() - start, stages, failure };
  } finally {
    await remove(shipped);
  }
}

async function frameworks(chosen: readonly Example[]): Promise<boolean> {
  const start = Date.now();
  console.log(texts.packing);
  const [packed, browser] = await Promise.all([packedSet(), launchChromium()]);
  const tarball = packed['authing-miniapp']!;
  console.log(texts.packed(basename(tarball.path), seconds(Date.now() - start)));
  try {
    const lanes = { install: lane(2), work: lane(2) };
    const outcomes = await Promise.all(chosen.map((example) => tryOut(example, tarball, browser, lanes)));
    for (const { name, failure } of outcomes) if (failure !== undefined) console.log(`\n${name}: ${failure}`);
    console.log(`\n${texts.pictures}`);
    outcomes.forEach((outcome) => console.log(lineOf(outcome)));
    const failed = outcomes.filter(({ failure }) => failure !== undefined).length;
    // As jest says it; .ci/run adds both up.
    console.log(`\nFrameworks: ${failed} failed, ${outcomes.length - failed} passed, ${outcomes.length} total`);
    return failed === 0;
  } finally {
    await browser.close();
  }
}

function lineOf({ name, duration, stages, failure }: Outcome): string {
  const each = stages.map(([title, ms]) => `${texts.stages[title]} ${seconds(ms)}`).join(', ');
  return `${failure === undefined ? texts.ok : texts.failed}  ${name.padEnd(12)} ${texts.seconds(seconds(duration)).padStart(8)}  (${each})`;
}

async function writeLocks(names: readonly string[]): Promise<void> {
  if (names.length === 0) throw new Error(texts.noLock);
  const { 'authing-miniapp': tarball } = await packedSet();
  for (const name of names) {
    writeFileSync(join(folderOf(name), 'package-lock.json'), await lockFor(name, tarball!));
    console.log(texts.locked(name));
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { lock: { type: 'boolean', default: false } }, allowPositionals: true });
  const names = examples.map(({ name }) => name);
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(texts.unknown(unknown, names));
  if (values.lock) await writeLocks(positionals);
  else
    process.exitCode = (await frameworks(positionals.length === 0 ? examples : examples.filter(({ name }) => positionals.includes(name))))
      ? 0
      : 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
