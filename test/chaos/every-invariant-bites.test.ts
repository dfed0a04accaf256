import { builtApp } from './apps/built-app';
import { sourceFiles } from './light-engine/device-modules';
import { invariants, violationsOf } from './invariants';
import { mutants } from './mutants/index';
import { mutate } from './mutants/mutant';
import { findViolation } from './search/find-violation';
import { runSchedule } from './simulation/run-schedule';
import { accept, plainSetting } from './schedule/plain';

describe('the invariants', () => {
  it('have one mutant each, at least', () => {
    const caught = new Set(mutants.map(({ caughtBy }) => caughtBy));
    expect(invariants.map(({ name }) => name).filter((name) => !caught.has(name))).toEqual([]);
  });

  it('are named by the mutants as they are called', () => {
    const names = new Set(invariants.map(({ name }) => name));
    expect(mutants.filter(({ caughtBy }) => !names.has(caughtBy))).toEqual([]);
  });
});

describe('a mutant', () => {
  it.each(mutants.map((mutant) => [mutant.title, mutant] as const))('applies to the source: %s', (_, mutant) => {
    expect(Object.keys(mutate(mutant))).toEqual([mutant.file]);
  });

  it('says so when it does not apply any more', () => {
    const gone = { title: 'gone', file: 'lib/version.ts', find: 'no such text', replace: '' };
    expect(() => mutate(gone)).toThrow('The mutant "gone" no longer applies: lib/version.ts has its text 0 times.');
  });

  it('is the only difference to the source, which breaks nothing', async () => {
    const file = 'lib/login-code/code-flow.ts';
    const app = builtApp(sourceFiles(mutate({ title: 'none', file, find: 'class CodeFlow', replace: 'class CodeFlow' })));
    const schedule = { setting: plainSetting, steps: [accept(0, 1000), accept(0, 5000)] };
    expect(violationsOf(await runSchedule(schedule, app), schedule)).toEqual([]);
    expect(await findViolation({ app, schedules: 40, seed: 1 })).toBeUndefined();
  }, 120_000);
});

describe('a violation', () => {
  it('is found, and shrunk to a schedule that a person can read', async () => {
    const lockless = mutants.find(({ title }) => title === 'a tap during a flow is ignored without a word');
    const finding = await findViolation({
      app: builtApp(sourceFiles(mutate(lockless!))),
      schedules: 500,
      seed: 1,
      except: invariants.map(({ name }) => name).filter((name) => name !== 'one outcome'),
    });
    expect(finding?.violations[0]?.invariant).toBe('one outcome');
    expect(finding?.schedule.steps.length).toBeLessThanOrEqual(3);
  }, 120_000);
});
