import type { MutantResult } from '@stryker-mutator/api/core';

/** How the mutants of a file, a folder or everything ended. */
export interface Score {
  /** Found by a check, or running for ever. */
  found: number;
  /** No check noticed: reached by some, or by none. */
  survived: number;
}

/** What Stryker says of a mutant in one file. */
export type Outcome = Pick<MutantResult, 'fileName' | 'status'>;

/**
 * @param outcomes only those that are an answer count: a mutant that Stryker ignored or that could not be run is neither found nor survived
 */
export function scoreOf(outcomes: readonly Outcome[]): Score {
  const count = (...statuses: Outcome['status'][]): number => outcomes.filter(({ status }) => statuses.includes(status)).length;
  return { found: count('Killed', 'Timeout'), survived: count('Survived', 'NoCoverage') };
}

/** The share of mutants that was found, in per cent with one decimal; a dash where there was none. */
export function percent({ found, survived }: Score): string {
  const all = found + survived;
  return all === 0 ? '–' : `${((100 * found) / all).toFixed(1)} %`;
}
