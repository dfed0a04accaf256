import { join } from 'node:path';
import { withStages } from '../../../bench/components/contenders';
import { runProcess } from '../../../bench/components/run-process';
import type { Bench } from '../../../bench/part';

const emptyApp = new Map([['app.json', Buffer.from('{"pages":[]}')]]);
const bench: Bench = { root: '', engines: [], say: () => undefined, app: () => Promise.resolve(emptyApp) };

it('mounts in turn, with the compiler to machine code and without, on templates that were compiled once', async () => {
  await withStages(bench, ['native-button', 'wrapped-button'], async (stages, dir) => {
    const file = join(dir, 'templates.json');
    const work = { kind: 'mount', counts: [3], budget: 1 } as const;
    const order = { engine: 'glass-easel', stages, work } as const;
    const runs = [
      runProcess({ ...order, templates: { record: file } }, []),
      runProcess({ ...order, templates: { replay: file } }, ['--jitless']),
    ];
    for (const samples of runs) {
      expect(samples.map(({ id, count }) => [id, count])).toEqual([
        ['native-button', 3],
        ['wrapped-button', 3],
      ]);
      const rounds = samples.flatMap(({ mount, update, unmount }) => [mount.length, update.length, unmount.length]);
      expect(new Set(rounds).size).toBe(1);
      expect(rounds[0]).toBeGreaterThan(0);
    }
  });
});

it('fails when what was to be mounted is not there', async () => {
  await withStages(bench, ['login-button'], async (stages, dir) => {
    const work = { kind: 'mount', counts: [1], budget: 1 } as const;
    const order = { engine: 'glass-easel', stages, work, templates: { record: join(dir, 'templates.json') } } as const;
    expect(() => runProcess(order, [])).toThrow('login-button');
  });
});
