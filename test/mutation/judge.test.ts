import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');

interface Said {
  dry: { status: string; tests: { id: string; status: number }[]; mutantCoverage: { static: object } };
  refused: string;
  mutants: Record<string, { status: string; killedBy?: string[]; nrOfTests: number; failureMessage?: string }>;
}

const said = JSON.parse(
  execFileSync(process.execPath, [join(root, 'node_modules/tsx/dist/cli.mjs'), join(__dirname, 'fixture/judge.ts')], {
    encoding: 'utf8',
    cwd: root,
  }),
) as Said;

it('runs every specification without a mutant first, and all hold', () => {
  expect(said.dry.status).toBe('complete');
  expect(said.dry.tests.map(({ id, status }) => [id, status])).toEqual([
    ['half.spec.ts > halves 4', 0],
    ['half.spec.ts > halves 0', 0],
    ['half.spec.ts > halves in a while', 0],
    ['half.spec.ts > counts from nothing, also after it has failed', 0],
  ]);
  expect(said.dry.mutantCoverage.static).toEqual({});
});

it.each([
  ['doubles', 'killed', 'half.spec.ts > halves 4', 1],
  ['doubles, asked of 0 alone', 'survived', undefined, 1],
  ['doubles, asked of the counting one', 'killed', 'half.spec.ts > counts from nothing, also after it has failed', 1],
  ['changes nothing', 'survived', undefined, 4],
  ['rejects unseen', 'killed', 'half.spec.ts > halves 4', 1],
  ['never ends', 'timeout', undefined, undefined],
  ['after all of them', 'survived', undefined, 4],
])('a mutant that %s: %s', (mutant, status, killer, nrOfTests) => {
  const { killedBy, ...outcome } = said.mutants[mutant]!;
  expect([outcome.status, outcome.nrOfTests]).toEqual([status, nrOfTests]);
  expect(killedBy?.[0]).toBe(killer);
});

it('says what the check saw', () => {
  expect(said.mutants['doubles']!.failureMessage).toContain('Received: 8');
  expect(said.mutants['rejects unseen']!.failureMessage).toContain('not caught: Error: unseen');
});

it('finds nothing with a check that fails without a mutant: the process is given up', () => {
  expect(said.refused).toBe('fails from now on fails without a mutant: spoilt 3 times');
});
