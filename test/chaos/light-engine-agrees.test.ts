/** @jest-environment ./test/harness/environment.js */
import fc from 'fast-check';
import { resolve } from 'node:path';
import { engineNames } from 'authing-miniapp-emulator/engines';
import { start } from './simulation/virtual-time';
import type { AppUnderTest } from './apps/app-under-test';
import { builtApp } from './apps/built-app';
import { builtFiles } from './light-engine/device-modules';
import { describeSchedule } from './schedule/describe';
import { anySchedule } from './schedule/arbitrary';
import type { Schedule, Step } from './schedule/schedule';
import { runSchedule } from './simulation/run-schedule';
import type { Entry, Trace } from './simulation/trace';
import { engineApp } from './apps/engine-app';

const build = resolve('miniprogram_dist');
const SCHEDULES = 50;

// Storage that fails is warned of, as it is to be: on the engines, to the test's own console.
beforeAll(() => void jest.spyOn(console, 'warn').mockImplementation(() => undefined));
afterAll(() => jest.restoreAllMocks());

/**
 * Schedules run on a light engine instead of an engine. On the same schedules it must come to the same: this is what makes their verdict
 * one about the components.
 */
describe.each(engineNames)('the light engine and %s', (name) => {
  it(`agree on ${SCHEDULES} random schedules`, async () => {
    const onEngine = engineApp(name, build);
    await fc.assert(
      fc.asyncProperty(anySchedule.map(forEngines), async (schedule) => {
        const expected = await onLightEngine(schedule);
        const found = account(await runSchedule(schedule, onEngine));
        const differs = difference(expected, found);
        if (differs !== undefined) throw new Error(`${differs}\n\n${describeSchedule(schedule)}`);
        expect(onEngine.engine.problems).toEqual([]);
      }),
      { numRuns: SCHEDULES, seed: 20260101 },
    );
  }, 300_000);
});

/** What came of a schedule on the light engine: both engines are given the same schedules. */
const accounts = new Map<string, Record<string, string[]>>();

async function onLightEngine(schedule: Schedule): Promise<Record<string, string[]>> {
  const key = JSON.stringify(schedule);
  const known = accounts.get(key) ?? account(await runSchedule(schedule, light));
  accounts.set(key, known);
  return known;
}

/** The engine's app mounts components alone. */
const withoutPages = (app: AppUnderTest): AppUnderTest => ({
  ...app,
  launch: (launch) => ({ ...app.launch(launch), openPage: () => undefined }),
});

const light = withoutPages(builtApp(builtFiles(build)));

/** What an engine in a test cannot do is left out; see engine-app.ts. */
function forEngines({ setting, steps }: Schedule): Schedule {
  return {
    setting: {
      ...setting,
      agreement: 'none',
      viewLag: 0,
      freezes: 'never',
      stackFirst: true,
      forGuestsOnly: false,
      copies: null,
      handlers: 'fine',
    },
    steps: steps.flatMap((step): readonly Step[] => {
      if (['clock', 'attach', 'put back', 'replace'].includes(step.do)) return [];
      // An engine says a moment later that it has drawn; nobody taps twice within a millisecond.
      const after = Math.max(step.after, 1);
      return [{ ...step, after }];
    }),
  };
}

/** What matters of a trace, by kind and in order, without what differs each time (ids, tokens, codes). */
function account(trace: Trace): Record<string, string[]> {
  const lines: Record<string, string[]> = {};
  const note = ({ at }: Entry, kind: string, ...words: unknown[]): void => void (lines[kind] ??= []).push([at - start, ...words].join(' '));
  for (const entry of trace.of('tap')) note(entry, 'taps', entry.widget, entry.openType);
  for (const entry of trace.of('native')) note(entry, 'native events', entry.widget, entry.name, entry.detail['errMsg']);
  // What is between a panel and a component within it, an engine keeps to itself.
  const within = new Set(trace.of('attached').flatMap(({ widget, within: panel }) => (panel === undefined ? [] : [widget])));
  for (const entry of trace.of('event').filter(({ widget }) => !within.has(widget)))
    note(entry, `events of ${entry.widget}`, entry.name, entry.attached, plainly(entry.detail));
  // What changes nothing only asks when the view has drawn, which a lagless one and an engine answer at different moments.
  const changed = trace.of('data').filter(({ widget, changes }) => !within.has(widget) && Object.keys(changes).length > 0);
  for (const entry of changed) note(entry, `data of ${entry.widget}`, entry.attached, plainly(entry.changes));
  for (const entry of trace.of('login')) note(entry, 'wx.login', entry.ours);
  for (const entry of trace.of('request')) {
    note(entry, 'requests', entry.method, entry.url, Object.keys(entry.header).sort().join(), Object.keys(entry.data).join());
  }
  for (const entry of trace.of('requestEnded')) note(entry, 'answers', entry.outcome, entry.status, entry.errMsg);
  for (const entry of trace.of('storage')) if (entry.action !== 'read') note(entry, 'Storage', entry.action, entry.key, entry.failed);
  for (const entry of trace.of('onError')) note(entry, 'onError', entry.code);
  for (const entry of trace.of('thrown')) note(entry, 'thrown', entry.message);
  return lines;
}

const chance = new Set([
  'id',
  'arn',
  'token',
  'tokenExpiredAt',
  'unionid',
  'openid',
  'photo',
  'chosen',
  'userId',
  'message',
  'data',
  'iv',
  'encryptedData',
]);
const plainly = (value: unknown): string =>
  JSON.stringify(value, (name, inner: unknown) => (chance.has(name) && inner !== null ? '…' : inner));

/** The first kind of entry in which two traces differ, side by side. */
function difference(expected: Record<string, string[]>, found: Record<string, string[]>): string | undefined {
  const kinds = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
  const kind = kinds.find((name) => expected[name]?.join() !== found[name]?.join());
  return kind === undefined
    ? undefined
    : `${kind}:\n  light host:\n    ${expected[kind]?.join('\n    ')}\n  engine:\n    ${found[kind]?.join('\n    ')}`;
}
