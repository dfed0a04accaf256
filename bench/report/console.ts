import { table } from '../../tools/size/report';
import type { GoalFigure, Section } from '../part';
import { ratio } from './figures';
import { inLanguage } from './words';

/** A section as one reads it in a terminal. */
export function describeSection({ title, tables }: Section): string {
  const plain = (words: Parameters<typeof inLanguage>[0]): string => inLanguage(words, 'en').replace(/[`*]/g, '');
  return [plain(title), ...tables.map(({ head, rows }) => table([head, ...rows].map((row) => row.map(plain))))].join('\n\n');
}

export function describeGoals(goals: readonly GoalFigure[]): string {
  return table([
    ['figures and goals', 'measured', 'goal', 'gate', ''],
    ...goals.map(({ what, value, goal, gate, write = ratio }) => [
      inLanguage(what, 'en').replace(/[`*]/g, ''),
      write(value),
      write(goal),
      gate === undefined ? '' : write(gate),
      value <= goal ? 'goal met' : gate !== undefined && value > gate ? 'over the gate' : 'over the goal',
    ]),
  ]);
}
