import { resolve } from 'node:path';
import { withPool } from './search/pool';
import { searchSchedules } from './search/search-schedules';

it('the same seed comes to the same, in one process or in two', async () => {
  const outcomes = async (processes: number): Promise<unknown> => {
    const search = { schedules: 30, chunk: 10, seed: 5, build: resolve('miniprogram_dist') };
    const { took: _took, ...rest } = await withPool(processes, (pool) => searchSchedules(pool, search));
    return rest;
  };
  const alone = await outcomes(1);
  expect(alone).toMatchObject({ schedules: 30 });
  expect(await outcomes(2)).toEqual(alone);
}, 600_000);
