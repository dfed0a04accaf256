import fc from 'fast-check';
import { resolve } from 'node:path';
import { builtApp } from './apps/built-app';
import { builtFiles } from './light-engine/device-modules';
import { anySchedule } from './schedule/arbitrary';
import { accept, plainSetting } from './schedule/plain';
import type { Schedule } from './schedule/schedule';
import { runSchedule } from './simulation/run-schedule';
import { start } from './simulation/virtual-time';

const app = builtApp(builtFiles(resolve('miniprogram_dist')));

describe('a simulation', () => {
  it('is the same each time', async () => {
    const trace = async (schedule: Schedule): Promise<string[]> =>
      (await runSchedule(schedule, app)).entries.map((entry) => `${entry.at - start} ${'entry' in entry ? entry.entry.kind : entry.what}`);
    for (const schedule of fc.sample(anySchedule, { numRuns: 15, seed: 7 })) {
      expect(await trace(schedule)).toEqual(await trace(schedule));
    }
  }, 60_000);

  it('takes no real time, however long it lasts', async () => {
    const before = performance.now();
    const trace = await runSchedule({ setting: plainSetting, steps: [{ after: 86_400_000, do: 'foreground' }] }, app);
    expect((trace.entries.at(-1)?.at ?? 0) - start).toBeGreaterThan(86_400_000);
    expect(performance.now() - before).toBeLessThan(5000);
  });

  it('sees what the person sees, `viewLag` ms after the component knows it', async () => {
    const lagging: Schedule = {
      setting: { ...plainSetting, viewLag: 50, hold: 0, firstPage: ['login', 'phone'] },
      steps: [accept(0, 1000), accept(1, 30)],
    };
    const [, second] = (await runSchedule(lagging, app)).of('tap');
    // The login runs, the phone button is blocked; but it is still shown with its sheet.
    expect(second).toMatchObject({ widget: 2, openType: 'getPhoneNumber' });
  });

  it('stops the app in the background, and goes on where it was', async () => {
    const schedule: Schedule = {
      setting: { ...plainSetting, freezes: 'catches up', latency: { bridge: 0, cloud: 50, network: 8000 }, firstPage: ['login'] },
      steps: [accept(0, 1000), { after: 100, do: 'background' }, { after: 60_000, do: 'foreground' }],
    };
    const trace = await runSchedule(schedule, app);
    const [outcome] = trace.of('event');
    const [, back] = trace.of('app');
    // Cut after 5 s in the background; the app hears of it when it is back.
    expect(outcome?.detail).toMatchObject({ reason: 'network' });
    expect(outcome?.at).toBe((back?.at ?? 0) + 1);
  });
});
