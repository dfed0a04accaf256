import { REFERENCE, type Budget } from './apps';
import type { SizeReport, SizeRow } from './measure';
import type { Weight } from './weight';

/** How many files of each app are named one by one. */
const NAMED_FILES = 25;

const number = (bytes: number): string => bytes.toLocaleString('en-US');
const ratio = (value: number): string => value.toFixed(3);

/** Pads columns to the same width, the first to the left and the others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const aligned = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(aligned).join('  ').trimEnd()).join('\n');
}

/** Whether a figure keeps to its limit. */
export function verdict(value: number, budget: Budget | undefined): '' | 'over the gate' | 'over the goal' | 'goal met' {
  if (!budget) return '';
  if (value > budget.gate) return 'over the gate';
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

/** One line for each thing that fails the build. */
export function failures({ rows, evaluated, privacyFaults }: SizeReport): string[] {
  const heavy = rows.flatMap(({ title, ratio: value, budget }) =>
    budget && value > budget.gate ? [`${title}: ${ratio(value)} of ${REFERENCE}, the gate is ${ratio(budget.gate)}.`] : [],
  );
  const slow = evaluated.flatMap(({ components, bytes, budget }) =>
    budget && bytes > budget.gate
      ? [`${components.join(' + ')}: ${number(bytes)} bytes evaluated before the first tap, the gate is ${number(budget.gate)}.`]
      : [],
  );
  return [
    ...heavy,
    ...slow,
    ...privacyFaults.map(({ app, name, paths }) =>
      paths.length > 0 ? `${app} names ${name}, in ${paths.join(', ')}.` : `${app} no longer names ${name}: take it out of allowedNames.`,
    ),
  ];
}
