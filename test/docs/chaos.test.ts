import { invariants } from '../chaos/promises';
import { sample } from '../chaos/run/sample';
import { mutants } from '../chaos/faults/list';
import { readMarkdown, tableWith } from './markdown';

/** Written by a run of minutes; what it lists must still be what there is. */
describe('docs/chaos.md', () => {
  const page = readMarkdown('docs/chaos.md');

  it('tells of several times as many stories as every test run', () => {
    const [, runs = ''] = /\*\*([\d,]+) stories, seed \d+: no promise was broken\.\*\*/.exec(page.prose) ?? [];
    expect(Number(runs.replaceAll(',', ''))).toBeGreaterThanOrEqual(4 * sample.runs);
  });

  it('has every promise', () => {
    expect(tableWith(page, 'promise').rows).toEqual(invariants.map(({ name, promise }) => [name, promise]));
  });

  it('has every hand-made fault', () => {
    const listed = tableWith(page, 'fault', 'found by').rows.map(([title, caughtBy]) => [title, caughtBy]);
    expect(listed).toEqual(mutants.map(({ title, caughtBy }) => [title, caughtBy]));
  });
});
