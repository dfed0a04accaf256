import fc from 'fast-check';
import { resolve } from 'node:path';
import { start } from './simulation/virtual-time';
import { buttonTemplate } from './runtime/button-template';
import { builtApp } from './apps/built-app';
import { mergeDefinition } from './runtime/definition';
import { compiledFiles } from './runtime/device-modules';
import { anySchedule } from './schedule/arbitrary';
import { describeSchedule } from './schedule/describe';
import type { Schedule } from './schedule/schedule';
import { simplify } from './schedule/simplify';
import { runSchedule } from './simulation/run-schedule';
import { accept, plainSetting } from './schedule/plain';

const app = builtApp(compiledFiles(resolve('miniprogram_dist')));
const plain = (...steps: Schedule['steps']): Schedule => ({ setting: plainSetting, steps });

describe('a run', () => {
  it('is the same each time', async () => {
    const trace = async (schedule: Schedule): Promise<string[]> =>
      (await runSchedule(schedule, app)).entries.map((entry) => `${entry.at - start} ${'entry' in entry ? entry.entry.kind : entry.what}`);
    for (const schedule of fc.sample(anySchedule, { numRuns: 15, seed: 7 })) {
      expect(await trace(schedule)).toEqual(await trace(schedule));
    }
  }, 60_000);

  it('takes no real time, however long it lasts', async () => {
    const before = performance.now();
    const trace = await runSchedule(plain({ after: 86_400_000, do: 'foreground' }), app);
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

describe('the light component host', () => {
  it('refuses what it does not have, instead of ignoring it', () => {
    expect(() => mergeDefinition({ relations: {} } as never)).toThrow("this host has no 'relations'");
    expect(() => mergeDefinition({ observers: { 'a.b': () => undefined } })).toThrow('whole fields only');
    expect(() => mergeDefinition({ behaviors: ['wx://form-field'] })).toThrow('wx://form-field');
  });

  it('evaluates WXML expressions as WXML does: what is not there is undefined', () => {
    const template = buttonTemplate(
      '<button open-type="{{a.b.c === 1 && !d ? \'x.y\' : \'\'}}" class="k-{{e}} {{f}}" data-n="{{g}}">text</button>',
    );
    expect(template.render({ a: null, d: false, e: 'E', g: 7 })).toEqual({ 'open-type': '', class: 'k-E ', 'data-n': 7 });
    expect(template.render({ a: { b: { c: 1 } }, e: 1, f: 'F' })).toMatchObject({ 'open-type': 'x.y', class: 'k-1 F' });
  });
});

describe('a schedule', () => {
  it('is made plainer as long as it fails', async () => {
    const [found] = fc.sample(
      anySchedule.filter(({ steps }) => steps.length > 8 && steps.some((step) => step.do === 'host login')),
      { numRuns: 1, seed: 3 },
    );
    const small = await simplify(found!, async ({ steps }) => steps.some((step) => step.do === 'host login'));
    expect(small).toEqual({ setting: { ...plainSetting, firstPage: [] }, steps: [{ after: 0, do: 'host login' }] });
  });

  it('reads like a story', () => {
    expect(
      describeSchedule(plain(accept(1, 1500), { after: 271_000, do: 'host login' }))
        .split('\n')
        .slice(-2),
    ).toEqual(['  1. +1.5 s    taps button 1; accepts a sheet after 0 ms', '  2. +271 s    the app around us calls wx.login']);
  });
});
