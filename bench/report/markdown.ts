/** docs/performance.md and its Chinese page: nothing in them is written by hand. */
import type { GoalFigure, Section, Table } from '../part';
import { ratio } from './figures';
import { inLanguage, type ReportLanguage } from './words';

/** Where and when a run took place. */
export interface Machine {
  /** ISO 8601, UTC. */
  readonly date: string;
  readonly cpu: string;
  readonly cores: number;
  /** Names with versions. */
  readonly engines: readonly string[];
}

const words = {
  en: {
    title: 'Performance',
    other: 'English | [简体中文](performance.zh-CN.md)',
    about:
      'Every figure here was written by `npm run bench`, each section in one go, side by side with the packages that do the same job, on the ' +
      'machine named below. Times of different machines cannot be compared; ratios can. **Less is better, everywhere.**',
    machine: 'Machine',
    goals: 'Figures and goals',
    goalHead: ['figure', 'measured', 'goal', ''],
    met: 'met',
    missed: 'missed',
    colon: ': ',
    cores: 'cores',
  },
  zh: {
    title: '性能',
    other: '[English](performance.md) | 简体中文',
    about:
      '本页所有数字都由 `npm run bench` 写出，每一节一次测完，与做同样事情的包并排，所用机器见下。不同机器的时间不可比较，比值可以。**所有数字都是越小越好。**',
    machine: '机器',
    goals: '数字与目标',
    goalHead: ['数字', '测得', '目标', ''],
    met: '达到',
    missed: '未达到',
    colon: '：',
    cores: '核',
  },
} as const;

/** The file of a chart, from docs. */
export const chartFile = (name: string, language: ReportLanguage): string => `images/${name}${language === 'zh' ? '.zh-CN' : ''}.svg`;

export function performancePage(
  machine: Machine,
  goals: readonly GoalFigure[],
  sections: readonly Section[],
  language: ReportLanguage,
): string {
  const own = words[language];
  const say = (text: Parameters<typeof inLanguage>[0]): string => inLanguage(text, language);
  return [
    `# ${own.title}`,
    own.other,
    own.about,
    `${own.machine}${own.colon}${machine.cpu}, ${machine.cores} ${own.cores} · ${machine.engines.join(' · ')} · ${machine.date}`,
    `## ${own.goals}`,
    markdownTable({ head: own.goalHead, rows: goals.map((goal) => goalRow(goal, language)) }, language),
    ...sections.flatMap(({ title, about, tables, charts }) => [
      `## ${say(title)}`,
      say(about),
      ...charts.map((chart) => `![${say(chart.title).replace(/`/g, '')}](${chartFile(chart.name, language)})`),
      ...tables.map((table) => markdownTable(table, language)),
    ]),
  ]
    .join('\n\n')
    .concat('\n');
}

function goalRow({ what, value, goal, write = ratio }: GoalFigure, language: ReportLanguage): string[] {
  return [inLanguage(what, language), write(value), write(goal), value <= goal ? words[language].met : words[language].missed];
}

export function markdownTable({ head, rows }: Table, language: ReportLanguage): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
  return [
    line(head.map((cell) => inLanguage(cell, language))),
    `|${'---|'.repeat(head.length)}`,
    ...rows.map((row) => line(row.map((cell) => inLanguage(cell, language)))),
  ].join('\n');
}
