/** What one tap costs on pages with 1, 10 and 100 buttons: `setData` calls, what they carry as JSON, and the time of our handlers. */
import { join } from 'node:path';
import type { ComponentName } from '../../tools/size/apps';
import type { CompiledApp } from '../../tools/size/compile-app';
import { definePart, type GoalFigure } from '../part';
import { bytes, microseconds, ratioWithSpread } from '../report/figures';
import { withAppOnDisk, withScene } from '../scene';
import { median, ratioOf, type Spread } from '../statistics';

export interface TapResult {
  readonly component: ComponentName;
  readonly buttons: number;
  /** `setData` calls of the button that was tapped, from the finger to long after the result. */
  readonly ownCalls: number;
  /** `setData` calls of all the others together. */
  readonly otherCalls: number;
  /** JSON of the arguments of all those calls. */
  readonly bytes: number;
  /** Microseconds of each further tap, from the finger until every handler has returned: that long the page answers nobody. */
  readonly times: readonly number[];
}

const counts = [1, 10, 100];
const SETTLING_MS = 5_000;
const TIMED_TAPS = 25;

const tapped: readonly ComponentName[] = ['login-button', 'phone-button'];

/** Opens a page with N buttons, waits until it stands still, taps the first, and counts until it stands still again. */
export async function measureTap(app: CompiledApp, components: readonly ComponentName[] = tapped): Promise<TapResult[]> {
  const results: TapResult[] = [];
  for (const component of components) {
    for (const buttons of counts) results.push(await tapFirst(app, component, buttons));
  }
  return results;
}

function tapFirst(app: CompiledApp, component: ComponentName, buttons: number): Promise<TapResult> {
  return withAppOnDisk(app, {}, (dir) =>
    withScene(async ({ engine, pass, press }) => {
      const path = join(dir, `miniprogram_npm/authing-miniapp/components/${component}/index`);
      const page = engine.mountPage(Array.from({ length: buttons }, () => ({ component: path })));
      await pass(SETTLING_MS);
      const before = page.parts.map(({ setDataCalls }) => setDataCalls.length);
      const [first] = page.parts;
      if (!first) throw new Error('There is no button to tap.');
      press(first);
      await pass(SETTLING_MS);
      if (!first.events.some(({ name }) => name === 'login')) throw new Error(`The tap ended in ${JSON.stringify(first.events)}.`);
      const calls = page.parts.map(({ setDataCalls }, index) => setDataCalls.slice(before[index]));
      const [own = [], ...others] = calls;
      const times: number[] = [];
      for (let tap = 0; tap < TIMED_TAPS; tap += 1) {
        const start = process.hrtime.bigint();
        press(first);
        times.push(Number(process.hrtime.bigint() - start) / 1000);
        await pass(SETTLING_MS);
      }
      return {
        component,
        buttons,
        ownCalls: own.length,
        otherCalls: others.flat().length,
        bytes: calls.flat().reduce((sum, data) => sum + Buffer.byteLength(JSON.stringify(data)), 0),
        times,
      };
    }),
  );
}

/** How much longer a tap takes than the same tap where the button stands alone. */
function slowdown({ component, times }: TapResult, results: readonly TapResult[]): Spread {
  const alone = results.find((result) => result.component === component && result.buttons === 1);
  return ratioOf(times, alone?.times ?? []);
}

/** A tap costs the button that was tapped a few `setData`, whatever else stands on the page; and the view less than 1 kB in all. */
const goalFor = { ownCalls: 4, bytes: 1_000 };

/** Counts are exact: any `setData` more than today fails the run. */
const gateFor = { ownCalls: 2, bytes: { 'login-button': 20, 'phone-button': 2_000, 'avatar-picker': NaN, 'nickname-input': NaN } };

/**
 * None, where nothing that they show changes. A phone-button opens no sheet while a flow runs, since WeChat would charge for data that
 * could not be sent: its `open-type` changes, and changes back.
 */
const otherCallsGoal = (component: ComponentName): number => (component === 'phone-button' ? 2 * 99 : 0);

const whole = (value: number): string => bytes(value);

function goals(results: readonly TapResult[]): GoalFigure[] {
  return results
    .filter(({ buttons }) => buttons === 100)
    .flatMap(({ component, ownCalls, otherCalls, bytes: sent }) => {
      const where = { en: `tap on one of 100 \`${component}\``, zh: `点按 100 个 \`${component}\` 之一` };
      const figure = (en: string, zh: string, value: number, goal: number, gate: number): GoalFigure => ({
        what: { en: `${where.en}: ${en}`, zh: `${where.zh}：${zh}` },
        value,
        goal,
        gate,
        write: whole,
      });
      return [
        figure('its own `setData`', '它自己的 `setData`', ownCalls, goalFor.ownCalls, gateFor.ownCalls),
        figure('`setData` of the others', '其他按钮的 `setData`', otherCalls, otherCallsGoal(component), otherCallsGoal(component)),
        figure('bytes to the view', '发往视图的字节', sent, goalFor.bytes, gateFor.bytes[component]),
      ];
    });
}

export const tapPart = definePart<readonly TapResult[]>({
  id: 'tap',
  async measure({ app, say }) {
    say('one tap on pages with 1, 10 and 100 buttons');
    return measureTap(await app('components'));
  },
  section: (results) => ({
    title: { en: 'A tap', zh: '一次点按' },
    about: {
      en:
        'The first of 1, 10 or 100 buttons is tapped, and somebody is signed in: every `setData` of every button from the finger to long after, ' +
        'counted. Time is that of further taps, from the finger until all handlers have returned (glass-easel in Node.js), and its ratio to the ' +
        'same tap where the button stands alone.',
      zh:
        '点按 1、10、100 个按钮中的第一个并完成登录：从手指按下到结束之后，所有按钮的所有 `setData`，计数。' +
        '时间取自其后的点按，从手指按下到所有处理函数返回（Node.js 中的 glass-easel），并与页面上只有一个按钮时相比。',
    },
    tables: [
      {
        head: [
          { en: 'component', zh: '组件' },
          { en: 'on the page', zh: '页面上的数量' },
          { en: 'its own `setData`', zh: '自己的 `setData`' },
          { en: '`setData` of the others', zh: '其他按钮的 `setData`' },
          { en: 'bytes to the view', zh: '发往视图的字节' },
          { en: 'time', zh: '时间' },
          { en: 'to one button alone', zh: '与单个按钮之比' },
        ],
        rows: results.map((result) => [
          `\`${result.component}\``,
          ...[result.buttons, result.ownCalls, result.otherCalls].map(String),
          bytes(result.bytes),
          microseconds(median(result.times)),
          ratioWithSpread(slowdown(result, results)),
        ]),
      },
    ],
    charts: [
      {
        name: 'performance-tap',
        title: { en: 'Bytes that one tap sends to the view', zh: '一次点按发往视图的字节' },
        bars: results.map(({ component, buttons, bytes: sent }) => ({
          label: `${buttons} × ${component}`,
          value: sent,
          text: bytes(sent),
          ours: true,
        })),
      },
    ],
  }),
  goals,
});
