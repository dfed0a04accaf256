import { installRandom, removeWx } from './crypto/wx-random';

type RandomText = typeof import('../../../lib/sdk/random-text');

const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 5);
  });

/** A fresh module each time: the seed is the module's. */
function load(): RandomText {
  let loaded: RandomText | undefined;
  jest.isolateModules(() => {
    loaded = jest.requireActual<RandomText>('../../../lib/sdk/random-text');
  });
  return loaded!;
}

afterEach(() => {
  removeWx();
  jest.restoreAllMocks();
});

it("comes from WeChat's randomness, not from Math.random", async () => {
  const count = installRandom();
  const weak = jest.spyOn(Math, 'random');
  const { prepareRandomText, randomText } = load();
  prepareRandomText();
  await turn();
  const texts = Array.from({ length: 200 }, () => randomText(43));
  expect(count.given).toBe(32);
  expect(weak).not.toHaveBeenCalled();
  expect(new Set(texts).size).toBe(200);
  for (const text of texts) expect(text).toMatch(/^[A-Za-z0-9]{43}$/);
});

it('depends on the seed alone', async () => {
  const run = async (fill: number): Promise<string> => {
    installRandom((bytes) => void bytes.fill(fill));
    const { prepareRandomText, randomText } = load();
    prepareRandomText();
    await turn();
    return randomText(100);
  };
  expect(await run(1)).toBe(await run(1));
  expect(await run(1)).not.toBe(await run(2));
});

it('likes no character more than another', async () => {
  installRandom();
  const { prepareRandomText, randomText } = load();
  prepareRandomText();
  await turn();
  const counts = new Map<string, number>();
  for (const char of randomText(62_000)) counts.set(char, (counts.get(char) ?? 0) + 1);
  expect(counts.size).toBe(62);
  // 1000 expected of each; six standard deviations are 190.
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(190);
});

it('is fetched once, however many clients there are', async () => {
  const count = installRandom();
  const { prepareRandomText } = load();
  prepareRandomText();
  await turn();
  prepareRandomText();
  await turn();
  expect(count.given).toBe(32);
});

it('falls back on Math.random before the seed has come, and where there is none', async () => {
  const weak = jest.spyOn(Math, 'random');
  const early = load();
  installRandom();
  early.prepareRandomText();
  expect(early.randomText(43)).toMatch(/^[A-Za-z0-9]{43}$/);
  expect(weak).toHaveBeenCalled();
  (globalThis as { wx?: unknown }).wx = {};
  const without = load();
  without.prepareRandomText();
  await turn();
  expect(without.randomText(43)).toMatch(/^[A-Za-z0-9]{43}$/);
});
