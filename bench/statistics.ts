/** The value below which the given share of the sample lies. */
export function quantile(sample: readonly number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (value === undefined) throw new Error('An empty sample has no quantile.');
  return value;
}

export const median = (sample: readonly number[]): number => quantile(sample, 0.5);

/** A sample in three figures: half of it lies between `low` and `high`. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export const spreadOf = (sample: readonly number[]): Spread => ({
  median: median(sample),
  low: quantile(sample, 0.25),
  high: quantile(sample, 0.75),
});

/**
 * How often one thing takes the time of another, from pairs that were measured one right after the other: whatever slowed the machine
 * down slowed both.
 */
export const ratioOf = (ours: readonly number[], theirs: readonly number[]): Spread =>
  spreadOf(ours.map((value, pair) => value / (theirs[pair] ?? NaN)));

/** What is measured in turn: forth in one round, back in the next, so that nothing always comes after the same thing. */
export const inTurn = <Item>(items: readonly Item[], round: number): readonly Item[] => (round % 2 === 0 ? items : [...items].reverse());
