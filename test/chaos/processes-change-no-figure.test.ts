import { resolve } from 'node:path';
import { searchSchedules } from './search/search-schedules';

it('the same seed comes to the same, in one process or in three', async () => {
  const outcomes = async (processes: number): Promise<unknown> => {
    const {
      took: _took,
      processes: _processes,
      ...rest
    } = await searchSchedules({
      schedules: 50,
      chunk: 10,
      seed: 5,
      build: resolve('miniprogram_dist'),
      processes,
    });
    return rest;
  };
  const alone = await outcomes(1);
  expect(alone).toMatchObject({ schedules: 50 });
  expect(await outcomes(3)).toEqual(alone);
}, 120_000);
