import { join, relative } from 'node:path';
import type { MutantResult, PartialStrykerOptions } from '@stryker-mutator/api/core';
import { root } from '../../tools/build/files';
import type { PartName } from './files';

export interface MutationRun {
  /** Whose checks judge. */
  part: PartName;
  /** What is mutated, by path from the project's root. */
  files: readonly string[];
  /** Judges only what survived the run before, where new specifications reach it. */
  again: boolean;
}

/**
 * Mutates files of lib/ and judges every mutant. The working directory must be the project's root.
 * @returns every mutant with how it ended; `fileName` from the project's root, with `/`
 */
export async function mutate({ part, files, again }: MutationRun): Promise<MutantResult[]> {
  // ES modules with ES modules under them: out of reach for `require`.
  const { Stryker } = await import('@stryker-mutator/core');
  const options: PartialStrykerOptions = {
    mutate: [...files],
    plugins: [join(root, 'test/mutation/plugin.ts')],
    testRunner: 'checks',
    testRunnerNodeArgs: ['--import', 'tsx'],
    checkerNodeArgs: ['--import', 'tsx'],
    buildCommand: 'tsx test/mutation/build.ts',
    coverageAnalysis: 'perTest',
    ignorePatterns: ['artifacts'],
    tempDirName: 'artifacts/mutation/sandbox',
    // Types are not looked at: nothing has to be switched off in the copy.
    disableTypeChecks: false,
    tsconfigFile: 'none',
    // Engines and documents pile up in a process that is used for ever.
    maxTestRunnerReuse: 150,
    concurrency: 2,
    timeoutMS: 10_000,
    reporters: [process.stdout.isTTY ? 'progress' : 'progress-append-only', 'json', 'html'],
    jsonReporter: { fileName: `artifacts/mutation/${part}.json` },
    incremental: again,
    incrementalFile: `artifacts/mutation/${part}.json`,
    htmlReporter: { fileName: `artifacts/mutation/${part}.html` },
  };
  const results = await new Stryker({ ...options, checksOf: part }).runMutationTest();
  return results.map((result) => ({ ...result, fileName: relative(root, result.fileName).replace(/\\/g, '/') }));
}
