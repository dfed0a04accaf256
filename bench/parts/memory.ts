/** What a mounted component holds, and whether what is gone is freed. */
import { join } from 'node:path';
import type { EngineName } from 'authing-miniapp-emulator/engines';
import { withStages, type Contender } from '../components/contenders';
import { runProcess } from '../components/run-process';
import { definePart, type Bench, type GoalFigure, type Section } from '../part';
import { bytes } from '../report/figures';

const MOUNTED = 200;
const CYCLES = 10_000;

const engines: readonly { readonly name: EngineName; readonly title: string }[] = [
  { name: 'simulate', title: 'exparser' },
  { name: 'glass-easel', title: 'glass-easel' },
];

const cycled: readonly Contender['id'][] = ['login-button', 'phone-button', 'avatar-picker'];
const measured: readonly Contender['id'][] = [...cycled, 'tdesign-button', 'vant-button', 'wrapped-button', 'native-button'];

export interface MemoryRow {
  readonly engine: string;
  readonly id: Contender['id'];
  /** Bytes that one mounted component holds, the engine's and jsdom's included. */
  readonly held: number;
  /** Bytes by which the heap grew for each of 10,000 mounts and unmounts. */
  readonly growth?: number;
}

function measure(bench: Bench): Promise<MemoryRow[]> {
  return withStages(bench, measured, async (stages, dir) =>
    engines.flatMap(({ name, title }) => {
      bench.say(`${bytes(MOUNTED)} mounted at once, then ${bytes(CYCLES)} mounts and unmounts of each component on ${title}`);
      const work = { kind: 'memory', mounted: MOUNTED, cycles: CYCLES, cycled } as const;
      const templates = { record: join(dir, `${name}.templates.json`) };
      return runProcess({ engine: name, stages, work, templates }, ['--expose-gc']).map((sample) => ({ engine: title, ...sample }));
    }),
  );
}

const growthText = (growth: number | undefined): string => (growth === undefined ? '' : growth.toFixed(1));

function section(rows: readonly MemoryRow[]): Section {
  return {
    title: { en: 'Memory', zh: '内存' },
    about: {
      en:
        `The heap after garbage collection in Node.js: what one of ${MOUNTED} mounted components holds, its elements in jsdom included, and how ` +
        `many bytes are left of each of ${bytes(CYCLES)} components that were mounted and unmounted.`,
      zh: `Node.js 垃圾回收之后的堆：${MOUNTED} 个已挂载组件平均占用多少（含 jsdom 中的元素）；挂载又卸载 ${bytes(CYCLES)} 次，每次剩下多少字节。`,
    },
    tables: [
      {
        head: [
          { en: 'engine', zh: '引擎' },
          { en: 'component', zh: '组件' },
          { en: 'bytes held', zh: '占用字节' },
          { en: 'bytes left of each cycle', zh: '每次循环剩余字节' },
        ],
        rows: rows.map(({ engine, id, held, growth }) => [engine, `\`${id}\``, bytes(Math.round(held)), growthText(growth)]),
      },
    ],
    charts: [
      {
        name: 'performance-memory',
        title: { en: 'Bytes that one mounted component holds (glass-easel)', zh: '一个已挂载组件占用的字节（glass-easel）' },
        bars: rows
          .filter(({ engine }) => engine === 'glass-easel')
          .map(({ id, held }) => ({ label: id, value: held, text: bytes(Math.round(held)), ours: cycled.includes(id) })),
      },
    ],
  };
}

/**
 * Share of what one component holds that may be left of each that is gone: compiled code and statistics of the JavaScript engine grow the
 * heap a little, whoever runs. One that stays would be 1.
 */
const LEFT = { goal: 0.01, gate: 0.05 };

function goals(rows: readonly MemoryRow[]): GoalFigure[] {
  return rows.flatMap(({ engine, id, held, growth }) => {
    if (growth === undefined) return [];
    const what = {
      en: `left of each \`${id}\` that is gone, ${engine}, share of one`,
      zh: `每个已卸载的 \`${id}\` 剩余，${engine}，占一个的份额`,
    };
    return [{ what, value: Math.max(0, growth / held), ...LEFT }];
  });
}

export const memoryPart = definePart<MemoryRow[]>({ id: 'memory', measure, section, goals });
