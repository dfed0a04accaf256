import { launch } from '../source/launch';

it.each([
  ['object', true],
  ['number', false],
])('a timer that is a %s holds no Node.js process: %p', (kind, asked) => {
  const unref = jest.fn();
  const real = globalThis.setTimeout;
  const cleared = jest.spyOn(globalThis, 'clearTimeout').mockImplementation(() => undefined);
  const timer = kind === 'object' ? { unref } : 7;
  globalThis.setTimeout = (() => timer) as never;
  try {
    const { countDown } = launch()('lib/timers') as typeof import('../../lib/timers');
    countDown(5, () => undefined)();
    expect(unref).toHaveBeenCalledTimes(asked ? 1 : 0);
    expect(cleared.mock.calls).toEqual([[timer]]);
  } finally {
    globalThis.setTimeout = real;
    cleared.mockRestore();
  }
});
