import type { GoalFigure, Section } from '../../../bench/part';
import { overGate } from '../../../bench/part';
import { performancePage } from '../../../bench/report/markdown';

const machine = { date: '2026-01-02', cpu: 'A CPU', cores: 2, engines: ['Node.js v20'] };
const goals: GoalFigure[] = [
  { what: { en: 'weight', zh: '重量' }, value: 0.1, goal: 0.2, gate: 0.3 },
  { what: 'wx.login', value: 4, goal: 2, gate: 3, write: String },
];
const section: Section = {
  title: { en: 'Start', zh: '启动' },
  about: 'about',
  tables: [{ head: [{ en: 'page', zh: '页面' }, 'V8'], rows: [['`a|b`', '1']] }],
  charts: [{ name: 'start', title: { en: 'A chart', zh: '图' }, bars: [] }],
};

describe('the page that a run writes', () => {
  it('says which goals are met, in both languages', () => {
    expect(performancePage(machine, goals, [section], 'en')).toContain('| weight | 0.100 | 0.20 | met |\n| wx.login | 4 | 2 | missed |');
    expect(performancePage(machine, goals, [section], 'zh')).toContain('| 重量 | 0.100 | 0.20 | 达到 |\n| wx.login | 4 | 2 | 未达到 |');
  });

  it('names machine and day, and shows the pictures of its language', () => {
    expect(performancePage(machine, goals, [section], 'en')).toContain('Machine: A CPU, 2 cores · Node.js v20 · 2026-01-02');
    expect(performancePage(machine, goals, [section], 'zh')).toContain('![图](images/start.zh-CN.svg)');
  });

  it('keeps what looks like a column inside its cell', () => {
    expect(performancePage(machine, [], [section], 'en')).toContain('| `a\\|b` | 1 |');
  });
});

it('fails a run for what is over its gate, and for nothing else', () => {
  expect(overGate(goals)).toEqual(['wx.login: 4, the gate is 3.']);
});
