import fc from 'fast-check';
import { anySchedule } from './schedule/arbitrary';
import { describeSchedule } from './schedule/describe';
import { accept, plainSetting } from './schedule/plain';
import { simplify } from './schedule/simplify';

describe('a schedule', () => {
  it('is made plainer as long as it fails', async () => {
    const [found] = fc.sample(
      anySchedule.filter(({ steps }) => steps.length > 8 && steps.some((step) => step.do === 'host login')),
      { numRuns: 1, seed: 3 },
    );
    const small = await simplify(found!, async ({ steps }) => steps.some((step) => step.do === 'host login'));
    expect(small).toEqual({ setting: { ...plainSetting, firstPage: [] }, steps: [{ after: 0, do: 'host login' }] });
  });

  it('reads as a list of what is done', () => {
    expect(
      describeSchedule({ setting: plainSetting, steps: [accept(1, 1500), { after: 271_000, do: 'host login' }] })
        .split('\n')
        .slice(-2),
    ).toEqual(['  1. +1.5 s    taps button 1; accepts a sheet after 0 ms', '  2. +271 s    the app around us calls wx.login']);
    const steps = [{ after: 0, do: 'open', widgets: ['get-phone', 'album'] } as const];
    expect(describeSchedule({ setting: { ...plainSetting, firstPage: ['login'] }, steps })).toMatch(
      /starts on a page with <login-button, silent>\.[^]*opens a page with <phone-button, get> <avatar-picker, album>$/,
    );
  });
});
