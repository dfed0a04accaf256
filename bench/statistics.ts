/** The value below which the given share of the sample lies. */
export function quantile(sample: readonly number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (value === undefined) throw new Error('An empty sample has no quantile.');
  return value;
}

export const median = (sample: readonly number[]): number => quantile(sample, 0.5);
