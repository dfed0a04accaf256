/**
 * Jest's specifications without jest's processes: loaded once, each run as often as wanted. A mutant is judged in some milliseconds
 * that way, where starting jest takes seconds. Jest's own parts do the work: jest-circus runs, @jest/expect judges.
 */
import Module, { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import { jestExpect } from '@jest/expect';
import { ModernFakeTimers } from '@jest/fake-timers';
import * as circus from 'jest-circus';
import type { Circus, Config } from '@jest/types';
import { ModuleMocker } from 'jest-mock';
import type { Check } from './check';

/** ms of real time that a specification may take, as in jest.config.js; most take a few milliseconds. */
const TIME_OUT = 30_000;

/**
 * What Node.js works with itself (its `fetch` classes wait for microtasks) goes on: in jest's own environment a test does not reach these.
 */
const notFaked: Config.FakeTimersConfig = { doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'performance'] };

const mocker = new ModuleMocker(globalThis);

/** Counts {@link beginAnew}. */
let round = 0;

/**
 * What specifications keep from run to run ends here, as it does between two runs of jest: each file is loaded again when it is next
 * needed, and what was spied on is itself again. Without this a specification that failed for one mutant could fail for the next, or
 * count what the one before did.
 */
export function beginAnew(): void {
  round += 1;
  mocker.restoreAllMocks();
  mocker.clearAllMocks();
}

/** Gives this process what specifications take for granted: `describe`, `it`, `expect`, `jest` … */
export function installJest(): void {
  const world = globalThis as unknown as Record<string, unknown>;
  const timers = new ModernFakeTimers({ global: globalThis, config: { rootDir: process.cwd(), fakeTimers: {} } as never });
  const { describe, it, test, beforeAll, beforeEach, afterEach, afterAll } = circus;
  Object.assign(world, { describe, it, test, beforeAll, beforeEach, afterEach, afterAll, expect: jestExpect });
  // What a specification uses beyond this is not a function, and says so when the checks are first run.
  world['jest'] = {
    isolateModules(load: () => void) {
      forget(inLib);
      load();
    },
    requireActual: (path: string): unknown => createRequire(running.file)(path),
    fn: mocker.fn.bind(mocker),
    spyOn: mocker.spyOn.bind(mocker),
    restoreAllMocks: () => mocker.restoreAllMocks(),
    useFakeTimers: ({ now }: { now?: number } = {}) => timers.useFakeTimers({ ...notFaked, ...(now !== undefined && { now }) }),
    useRealTimers: () => timers.useRealTimers(),
    advanceTimersByTime: (ms: number) => timers.advanceTimersByTime(ms),
    advanceTimersByTimeAsync: (ms: number) => timers.advanceTimersByTimeAsync(ms),
    setSystemTime: (now: number) => timers.setSystemTime(now),
    getTimerCount: () => timers.getTimerCount(),
  };
  // What asks for these by import (the kit's jest bindings) gets the same ones.
  const { cache, resolve } = createRequire(__filename);
  const globals = resolve('@jest/globals');
  cache[globals] = Object.assign(new Module(globals), { filename: globals, loaded: true, exports: world });
}

/**
 * The specifications of one file, in order. {@link installJest} first.
 * @param root absolute path of the project's copy that is judged
 * @param anew whether the file is loaded again for each of them, and with it what it imports of lib/: then mutants of what a file of
 * lib/ does while it is loaded are judged too. Not needed where the build is judged, whose files are evaluated for each specification.
 */
export function loadSpecifications(file: string, root: string, anew = false): Check[] {
  let state: Circus.State;
  let loadedIn: number;
  const load = (): void => {
    enter(file, root);
    forget((path) => path === file || (anew && inLib(path)));
    circus.resetState();
    createRequire(file)(file);
    state = circus.getState();
    loadedIn = round;
  };
  load();
  const ids = testsOf(state!.rootDescribeBlock).map((test) => [relative(root, file).replace(/\\/g, '/'), ...titles(test)].join(' > '));
  return ids.map((id, index) => ({
    // Titles of a table's rows can be the same.
    id: ids.indexOf(id) === index ? id : `${id} (${index + 1})`,
    run() {
      enter(file, root);
      if (anew || loadedIn !== round) load();
      return runOnly(testsOf(state.rootDescribeBlock)[index]!, state);
    },
  }));
}

/** The file whose specifications run now. */
let running = { file: '', root: '' };

/** What a mini program finds in its world, and what copies of the package share: each file of specifications has its own, as in jest. */
const ofTheFile = ['wx', 'getApp', 'getCurrentPages'] as const;
const worlds = new Map<string, Partial<Record<(typeof ofTheFile)[number], unknown>>>();

function enter(file: string, root: string): void {
  if (running.file !== file) {
    const world = globalThis as unknown as Record<string, unknown>;
    worlds.set(running.file, Object.fromEntries(ofTheFile.filter((name) => name in world).map((name) => [name, world[name]])));
    for (const name of ofTheFile) Reflect.deleteProperty(world, name);
    Object.assign(world, worlds.get(file));
  }
  running = { file, root };
}

const inLib = (path: string): boolean => path.startsWith(join(running.root, 'lib') + sep);

function forget(which: (path: string) => boolean): void {
  const { cache } = createRequire(running.file);
  for (const path of Object.keys(cache).filter(which)) Reflect.deleteProperty(cache, path);
}

function testsOf(block: Circus.DescribeBlock): Circus.TestEntry[] {
  return block.children.flatMap((child) => (child.type === 'test' ? [child] : testsOf(child)));
}

const titles = (entry: Circus.TestEntry | Circus.DescribeBlock): string[] =>
  entry.parent === undefined ? [] : [...titles(entry.parent), entry.name];

/** Runs one test with the hooks around it, as if its file held nothing else. */
async function runOnly(test: Circus.TestEntry, state: Circus.State): Promise<string | undefined> {
  const restore: (() => void)[] = [];
  for (let child: Circus.TestEntry | Circus.DescribeBlock = test; child.parent !== undefined; child = child.parent) {
    const { parent } = child as { parent: Circus.DescribeBlock };
    const { children } = parent;
    parent.children = [child];
    restore.push(() => {
      parent.children = children;
    });
  }
  Object.assign(test, { errors: [], status: null, seenDone: false });
  Object.assign(state, { unhandledErrors: [], testTimeout: TIME_OUT });
  circus.setState(state);
  try {
    const { unhandledErrors, testResults } = await circus.run();
    const errors = [...unhandledErrors, ...testResults.flatMap((result) => result.errors)];
    return errors.length === 0 ? undefined : String(errors[0]);
  } finally {
    restore.forEach((put) => put());
  }
}
