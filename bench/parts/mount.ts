/** What it takes to mount, change and unmount buttons on both component engines, beside TDesign's, Vant's and a bare native one. */
import { join } from 'node:path';
import type { EngineName } from 'authing-miniapp-emulator/engines';
import { withStages, type Contender } from '../components/contenders';
import { runProcess, type MountSample } from '../components/run-process';
import { definePart, type Bench, type GoalFigure, type Section } from '../part';
import { microseconds, ratioWithSpread } from '../report/figures';
import { median, ratioOf, type Spread } from '../statistics';

const COUNTS = [1, 10, 100];
/** ms of measuring for each count on each engine. */
const BUDGET = 4_000;
const OURS = 'login-button';

const compared = [OURS, 'tdesign-button', 'vant-button', 'wrapped-button', 'native-button'] as const;
type Compared = (typeof compared)[number];
type Peer = Exclude<Compared, typeof OURS>;

const engines: readonly { readonly name: EngineName; readonly title: string }[] = [
  { name: 'simulate', title: 'exparser' },
  { name: 'glass-easel', title: 'glass-easel' },
];
const modes = [
  { jit: true, flags: [] },
  { jit: false, flags: ['--jitless'] },
] as const;
const steps = ['mount', 'update', 'unmount'] as const;
type Step = (typeof steps)[number];

/**
 * Of the floor there are two readings. A native button on the page is what no component can cost, since any component is a button on a page
 * and itself besides; one in a component that does nothing else is the least that a component can be, and is what the goal is about.
 */
const goalFor: Partial<Record<Peer, number>> = { 'tdesign-button': 0.5, 'vant-button': 0.5, 'wrapped-button': 1.5 };

/** Above it the run fails; room for a busy machine is in it. */
const gateFor: Partial<Record<Peer, number>> = { 'tdesign-button': 0.8, 'vant-button': 0.8, 'wrapped-button': 2.5 };

/** One comparison. */
export interface MountRow {
  readonly engine: string;
  readonly jit: boolean;
  readonly count: number;
  readonly step: Step;
  readonly peer: Peer;
  /** Microseconds, of all `count` together. */
  readonly ours: number;
  readonly theirs: number;
  readonly ratio: Spread;
}

export type MountFigures = readonly MountRow[];

async function measure(bench: Bench): Promise<MountFigures> {
  return withStages(bench, compared, async (stages, dir) => {
    const rows: MountRow[] = [];
    for (const { name, title } of engines) {
      const file = join(dir, `${name}.templates.json`);
      for (const { jit, flags } of modes) {
        bench.say(`mounting 1, 10 and 100 buttons on ${title}${jit ? '' : ', --jitless'}`);
        const work = { kind: 'mount', counts: COUNTS, budget: BUDGET } as const;
        const samples = runProcess({ engine: name, stages, work, templates: jit ? { record: file } : { replay: file } }, flags);
        rows.push(...rowsOf(samples, title, jit));
      }
    }
    return rows;
  });
}

function rowsOf(samples: readonly MountSample[], engine: string, jit: boolean): MountRow[] {
  const sampleOf = (id: Contender['id'], count: number): MountSample => samples.find((one) => one.id === id && one.count === count)!;
  return COUNTS.flatMap((count) =>
    steps.flatMap((step) =>
      compared
        .filter((id) => id !== OURS)
        .map((peer) => {
          const [ours, theirs] = [sampleOf(OURS, count)[step], sampleOf(peer, count)[step]];
          return { engine, jit, count, step, peer, ours: median(ours), theirs: median(theirs), ratio: ratioOf(ours, theirs) };
        }),
    ),
  );
}

const mode = (engine: string, jit: boolean): string => `${engine}${jit ? '' : ' --jitless'}`;

function section(rows: MountFigures): Section {
  const cell = (row: MountRow | undefined): string => (row ? `${ratioWithSpread(row.ratio)} · ${microseconds(row.theirs)}` : '');
  const find = (like: MountRow, peer: Peer): MountRow | undefined =>
    rows.find(
      (row) =>
        row.engine === like.engine && row.jit === like.jit && row.count === like.count && row.step === like.step && row.peer === peer,
    );
  return {
    title: { en: 'Mount, update, unmount', zh: '挂载、更新、卸载' },
    about: {
      en:
        'A page on which 1, 10 or 100 `login-button` appear, are disabled, and disappear, on both of WeChat’s component engines (exparser: the ' +
        'classic one) in Node.js with and without JIT, each round beside the buttons of TDesign, Vant and WeChat itself. Our share of their time, ' +
        'median and middle half, and their time. The clock is virtual: WeChat’s limit of four `wx.login` a second is not part of it.',
      zh:
        '页面上出现、禁用、移除 1、10、100 个 `login-button`，在微信的两个组件引擎（exparser 为旧引擎）上、Node.js 有无 JIT 时测量，' +
        '每轮都与 TDesign、Vant 和微信自己的按钮相邻。数字是我们占对方时间的几分之几（中位数与中间一半），其后为对方的时间。' +
        '时钟是虚拟的：微信每秒四次 `wx.login` 的限制不计入。',
    },
    tables: [
      {
        head: [
          { en: 'engine', zh: '引擎' },
          { en: 'step', zh: '步骤' },
          { en: 'buttons', zh: '按钮数' },
          { en: 'ours', zh: '我们' },
          { en: 'to TDesign', zh: '与 TDesign 之比' },
          { en: 'to Vant', zh: '与 Vant 之比' },
          { en: 'to a component of one `<button>`', zh: '与只含一个 `<button>` 的组件之比' },
          { en: 'to `<button>`', zh: '与 `<button>` 之比' },
        ],
        rows: rows
          .filter(({ peer }) => peer === 'native-button')
          .map((row) => [
            mode(row.engine, row.jit),
            row.step,
            String(row.count),
            microseconds(row.ours),
            cell(find(row, 'tdesign-button')),
            cell(find(row, 'vant-button')),
            cell(find(row, 'wrapped-button')),
            cell(row),
          ]),
      },
    ],
    charts: (['tdesign-button', 'vant-button', 'wrapped-button'] as const).map((peer) => ({
      name: `performance-mount-${peer}`,
      title: { en: `Mounting login-button, share of the time of ${peer}`, zh: `挂载 login-button，与 ${peer} 之比` },
      ...(goalFor[peer] !== undefined && { goal: goalFor[peer] }),
      bars: rows
        .filter((row) => row.peer === peer && row.step === 'mount')
        .map(({ engine, jit, count, ratio }) => ({
          label: `${mode(engine, jit)}, ${count}`,
          value: ratio.median,
          low: ratio.low,
          high: ratio.high,
          text: ratio.median.toFixed(2),
          ours: true,
        })),
    })),
  };
}

/** The worst of 1, 10 and 100 for each engine and peer; the table has them all. */
function goals(rows: MountFigures): GoalFigure[] {
  const mounts = rows.filter(({ step }) => step === 'mount');
  return engines.flatMap(({ title }) =>
    modes.flatMap(({ jit }) =>
      (Object.keys(goalFor) as Peer[]).map((peer) => {
        const ratios = mounts
          .filter((row) => row.engine === title && row.jit === jit && row.peer === peer)
          .map(({ ratio }) => ratio.median);
        const where = mode(title, jit);
        return {
          what: {
            en: `mounting: time, over that of ${peer}: ${where}, worst of 1, 10, 100`,
            zh: `挂载：时间 ÷ ${peer} 的时间：${where}，1、10、100 中最差者`,
          },
          value: Math.max(...ratios),
          goal: goalFor[peer] ?? NaN,
          gate: gateFor[peer] ?? NaN,
        };
      }),
    ),
  );
}

export const mountPart = definePart<MountFigures>({ id: 'mount', measure, section, goals });
