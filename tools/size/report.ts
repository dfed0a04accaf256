import { REFERENCE, type Budget } from './apps';
import type { SizeReport, SizeRow } from './measure';
import type { Weight } from './weight';

/** How many files of each app are named one by one. */
const NAMED_FILES = 25;

/** How far a gate may stand above what is measured, as a share of it: what came in below a looser one would go unseen. */
const SLACK = 0.03;

const number = (bytes: number): string => bytes.toLocaleString('en-US');
const ratio = (value: number): string => value.toFixed(3);

/** Pads columns to the same width, the first to the left and the others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const aligned = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(aligned).join('  ').trimEnd()).join('\n');
}

/** Whether a figure keeps to its limit, and the limit to the figure. */
export function verdict(value: number, budget: Budget | undefined): '' | 'over the gate' | 'loose gate' | 'over the goal' | 'goal met' {
  if (!budget) return '';
  if (value > budget.gate) return 'over the gate';
  if (budget.gate > value * (1 + SLACK)) return 'loose gate';
  if (budget.goal === undefined) return '';
  return value > budget.goal ? 'over the goal' : 'goal met';
}

/** The whole report as text. */
export function describe({ rows, evaluated, privacyFaults }: SizeReport): string {
  const sizes = rows.map((row) => [
    row.title,
    number(row.bytes),
    ratio(row.ratio),
    row.budget ? ratio(row.budget.gate) : '',
    row.budget?.goal === undefined ? '' : ratio(row.budget.goal),
    verdict(row.ratio, row.budget),
  ]);
  const evaluations = evaluated.map(({ components, bytes, files, budget }) => [
    components.join(' + '),
    number(bytes),
    String(files.length),
    budget ? number(budget.gate) : '',
    budget?.goal === undefined ? '' : number(budget.goal),
    verdict(bytes, budget),
  ]);
  return [
    table([['bytes added to an empty app', 'bytes', 'ratio', 'gate', 'goal', ''], ...sizes]),
    table([['evaluated before the first tap', 'bytes', 'modules', 'gate', 'goal', ''], ...evaluations]),
    ...rows.filter(({ id }) => id === 'everything' || id === 'login-button').map(byModule),
    privacyFaults.length === 0
      ? 'No component ships the name of a privacy interface of another (docs/privacy.md).'
      : `Names of privacy interfaces where they do not belong: ${privacyFaults.length}.`,
  ].join('\n\n');
}

function byModule({ title, files }: SizeRow & Weight): string {
  const rest = files.slice(NAMED_FILES);
  const named = files.slice(0, NAMED_FILES).map(({ path, bytes }) => [`  ${path}`, number(bytes)]);
  const others = rest.length > 0 ? [[`  ${rest.length} smaller files`, number(rest.reduce((sum, { bytes }) => sum + bytes, 0))]] : [];
  return `${title}, by module\n${table([...named, ...others])}`;
}

/** @param found says what was measured */
function offGate(found: string, value: number, budget: Budget | undefined, written: (value: number) => string): string[] {
  const said = verdict(value, budget);
  if (!budget || (said !== 'over the gate' && said !== 'loose gate')) return [];
  const next = said === 'loose gate' ? `, more than ${SLACK * 100} % above: lower it in tools/size/apps.ts` : '';
  return [`${found}, the gate is ${written(budget.gate)}${next}.`];
}

/** One line for each thing that fails the build. */
export function failures({ rows, evaluated, privacyFaults }: SizeReport): string[] {
  const sizes = rows.flatMap(({ title, ratio: value, budget }) =>
    offGate(`${title}: ${ratio(value)} of ${REFERENCE}`, value, budget, ratio),
  );
  const evaluations = evaluated.flatMap(({ components, bytes, budget }) =>
    offGate(`${components.join(' + ')}: ${number(bytes)} bytes evaluated before the first tap`, bytes, budget, number),
  );
  return [
    ...sizes,
    ...evaluations,
    ...privacyFaults.map(({ app, name, paths }) =>
      paths.length > 0 ? `${app} names ${name}, in ${paths.join(', ')}.` : `${app} no longer names ${name}: take it out of allowedNames.`,
    ),
  ];
}
