import { predecessorApp } from './apps/predecessor-app';
import type { Schedule, Setting } from './schedule/schedule';
import { runSchedule } from './simulation/run-schedule';
import { accept, plainSetting } from './schedule/plain';

/** What became of two taps on the phone button, by the README of authing-wxapp-sdk. */
async function outcomes(rotation: Setting['rotation']): Promise<string[]> {
  const schedule: Schedule = { setting: { ...plainSetting, rotation }, steps: [accept(0, 1000), accept(0, 5000)] };
  const trace = await runSchedule(schedule, predecessorApp);
  return trace.of('event').map(({ name, detail }) => `${name} ${String((detail as { error?: Error }).error?.message ?? '')}`.trim());
}

describe("the predecessor's documented flow, run with its own package", () => {
  it('signs in where wx.login never renews the session key', async () => {
    expect(await outcomes('never')).toEqual(['phone', 'phone']);
  });

  it('never decrypts where every wx.login renews it', async () => {
    const message = expect.stringContaining('session_key does not fit') as string;
    expect(await outcomes('every-call')).toEqual([message, message]);
  });

  it('keeps its session where it always did', async () => {
    const schedule: Schedule = { setting: { ...plainSetting, rotation: 'never' }, steps: [accept(0, 1000)] };
    const trace = await runSchedule(schedule, predecessorApp);
    const [, relaunch] = trace.of('launch');
    expect(Object.keys(relaunch?.stored ?? {}).sort()).toEqual(['_authing_token', '_authing_user']);
  });
});
