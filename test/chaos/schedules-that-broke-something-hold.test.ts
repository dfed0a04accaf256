import { resolve } from 'node:path';
import { builtApp } from './apps/built-app';
import { violationsOf } from './invariants';
import { builtFiles } from './light-engine/device-modules';
import { accept, plainSetting } from './schedule/plain';
import type { Schedule } from './schedule/schedule';
import { runSchedule } from './simulation/run-schedule';

/** What a search found once, as small as it went. */
const found: Readonly<Record<string, Schedule>> = {
  'a code whose answer comes after the clock was set back is as old as it is': {
    setting: { ...plainSetting, firstPage: ['login'] },
    steps: [
      { after: 0, do: 'detach', widget: 0 },
      { after: 0, do: 'clock', jump: -250_000 },
      { after: 452_000, do: 'clock', jump: -60_000 },
      { after: 0, do: 'open', widgets: ['login'] },
      accept(0, 0),
    ],
  },
  'a wx.login that waits its turn does not begin when data has arrived': {
    setting: { ...plainSetting, latency: { bridge: 0, cloud: 300, network: 200 }, hold: 300, firstPage: ['userinfo'] },
    steps: [
      { after: 0, do: 'offline' },
      { after: 1000, do: 'tap', widget: 0, touch: true, again: 1000, person: { answer: 'accept', afterMs: 0 } },
    ],
  },
  'a refused login code costs no second number: the phone token goes with another': {
    setting: { ...plainSetting, numbers: 'token' },
    steps: [{ after: 3000, do: 'fault', fault: 'code2Session: 40029 invalid code' }, accept(0, 3000)],
  },
};

it.each(Object.entries(found))('%s', async (_, schedule) => {
  const app = builtApp(builtFiles(resolve('miniprogram_dist')));
  expect(violationsOf(await runSchedule(schedule, app), schedule)).toEqual([]);
});
