import type { SizeReport } from '../../../tools/size/measure';
import { describe as describeReport, failures, table, verdict } from '../../../tools/size/report';

const report = (ratio: number, evaluated: number, privacyFaults: SizeReport['privacyFaults'] = []): SizeReport => ({
  rows: [
    {
      id: 'everything',
      title: 'all of it',
      bytes: 1234,
      ratio,
      files: [{ path: 'lib/a.js', bytes: 1234 }],
      budget: { gate: 0.4, goal: 0.25 },
    },
  ],
  evaluated: [{ components: ['login-button'], bytes: evaluated, files: [], budget: { gate: 40_000, goal: 20_000 } }],
  privacy: [],
  privacyFaults,
});

it('fails over a gate, not on it', () => {
  expect(failures(report(0.4, 40_000))).toEqual([]);
  expect(failures(report(0.401, 40_001))).toEqual([
    'all of it: 0.401 of authing-wxapp-sdk, the gate is 0.400.',
    'login-button: 40,001 bytes evaluated before the first tap, the gate is 40,000.',
  ]);
});

it('fails under a gate that what is measured has left more than 3 % below', () => {
  expect(failures(report(0.389, 38_900))).toEqual([]);
  expect(failures(report(0.388, 38_800))).toEqual([
    'all of it: 0.388 of authing-wxapp-sdk, the gate is 0.400, more than 3 % above: lower it in tools/size/apps.ts.',
    'login-button: 38,800 bytes evaluated before the first tap, the gate is 40,000, more than 3 % above: lower it in tools/size/apps.ts.',
  ]);
});

it('fails on a name that does not belong', () => {
  expect(failures(report(0.4, 40_000, [{ app: 'login-button', name: 'chooseMedia', paths: ['lib/x.js'] }]))).toEqual([
    'login-button names chooseMedia, in lib/x.js.',
  ]);
});

it('tells the gate from the goal', () => {
  const budget = { gate: 0.4, goal: 0.25 };
  expect([0.388, 0.39, 0.4, 0.5].map((value) => verdict(value, budget))).toEqual([
    'loose gate',
    'over the goal',
    'over the goal',
    'over the gate',
  ]);
  expect(verdict(0.245, { gate: 0.25, goal: 0.25 })).toBe('goal met');
  expect(verdict(9, undefined)).toBe('');
  expect([0.4, 0.5].map((value) => verdict(value, { gate: 0.4 }))).toEqual(['', 'over the gate']);
});

it('lines columns up, the first to the left', () => {
  expect(
    table([
      ['what', 'bytes'],
      ['a longer name', '1'],
    ]),
  ).toBe('what           bytes\na longer name      1');
});

it('shows each module with its bytes', () => {
  expect(describeReport(report(0.3, 1))).toContain('  lib/a.js  1,234');
});
