import { invariants } from '../chaos/invariants';
import { mutants } from '../chaos/mutants';
import { sample } from '../chaos/schedule/schedule';
import { readMarkdown, tableWith } from './markdown';

/** Written by a run of minutes; what it lists must still be what there is. */
describe('docs/chaos.md', () => {
  const page = readMarkdown('docs/chaos.md');

  it('tells of several times as many schedules as every test run', () => {
    const [, schedules = ''] = /\*\*([\d,]+) schedules, seed \d+: no invariant was broken\.\*\*/.exec(page.prose) ?? [];
    expect(Number(schedules.replaceAll(',', ''))).toBeGreaterThanOrEqual(4 * sample.schedules);
  });

  it('has every invariant', () => {
    expect(tableWith(page, 'invariant').rows).toEqual(invariants.map(({ name, statement }) => [name, statement]));
  });

  it('has every mutant', () => {
    const listed = tableWith(page, 'mutant', 'found by').rows.map(([title, caughtBy]) => [title, caughtBy]);
    expect(listed).toEqual(mutants.map(({ title, caughtBy }) => [title, caughtBy]));
  });
});
