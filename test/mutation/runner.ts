/**
 * Stryker's test runner for this project: every check in one process that lives on from mutant to mutant. All mutants are in one
 * instrumented build; the one that is active is told by a global that the build's files look at.
 */
import vm from 'node:vm';
import { commonTokens } from '@stryker-mutator/api/plugin';
import type { InstrumenterContext } from '@stryker-mutator/api/core';
import { DryRunStatus, MutantRunStatus, TestStatus, determineHitLimitReached } from '@stryker-mutator/api/test-runner';
import type { DryRunResult, MutantRunOptions, MutantRunResult, TestResult, TestRunner } from '@stryker-mutator/api/test-runner';
import type { Check } from './check';
import { checksOf } from './checks-of';
import type { PartName } from './files';
import { beginAnew, installJest } from './specifications';

/** Captured before anything is faked. */
const nextTurn = setImmediate;
const settled = (): Promise<void> => new Promise((resolve) => nextTurn(resolve));

/** What the instrumented files share with the runner. */
export function instrumentation(): InstrumenterContext {
  const world = globalThis as { __stryker__?: InstrumenterContext };
  return (world.__stryker__ ??= {});
}

/** Code in a context of its own has another global object: hands it what it looks for there. */
function reachIntoContexts(): void {
  const { createContext } = vm;
  vm.createContext = (object, options) =>
    createContext(typeof object === 'object' ? Object.assign(object, { __stryker__: instrumentation() }) : object, options);
}

export class CheckRunner implements TestRunner {
  static readonly inject: [typeof commonTokens.options] = [commonTokens.options];
  private readonly load: () => Check[];
  private checks: Check[] = [];
  /** What nobody caught while a check ran. */
  private uncaught: unknown[] = [];

  /** @param load what judges; by default what the option `checksOf` says */
  constructor(options: Readonly<Record<string, unknown>>, load?: () => Check[]) {
    this.load = load ?? (() => checksOf[options['checksOf'] as PartName](process.cwd()));
  }

  capabilities(): { reloadEnvironment: boolean } {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
      process.on(event, (reason: unknown) => this.uncaught.push(reason));
    }
    installJest();
    reachIntoContexts();
    this.checks = this.load();
  }

  async dryRun(): Promise<DryRunResult> {
    const shared = instrumentation();
    // Loaded files hold on to the object, so it is emptied, not replaced. What they did while they were loaded is nobody's mutant:
    // the build's modules are evaluated anew for every check.
    const coverage = Object.assign((shared.mutantCoverage ??= { static: {}, perTest: {} }), { static: {}, perTest: {} });
    const tests: TestResult[] = [];
    for (const check of this.checks) {
      shared.currentTestId = check.id;
      const started = performance.now();
      const wrong = await this.run(check);
      const result = { id: check.id, name: check.id, timeSpentMs: Math.ceil(performance.now() - started) };
      tests.push(
        wrong === undefined ? { ...result, status: TestStatus.Success } : { ...result, status: TestStatus.Failed, failureMessage: wrong },
      );
    }
    delete shared.currentTestId;
    return { status: DryRunStatus.Complete, tests, mutantCoverage: { static: {}, perTest: coverage.perTest } };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }: MutantRunOptions): Promise<MutantRunResult> {
    const shared = instrumentation();
    const wanted = testFilter && new Set(testFilter);
    const checks = this.checks.filter(({ id }) => wanted?.has(id) ?? true);
    beginAnew();
    Object.assign(shared, { activeMutant: activeMutant.id, hitCount: hitLimit === undefined ? undefined : 0, hitLimit });
    try {
      for (const [index, check] of checks.entries()) {
        const wrong = await this.run(check);
        const looped = determineHitLimitReached(shared.hitCount, hitLimit);
        if (looped) return { status: MutantRunStatus.Timeout, ...(looped.reason !== undefined && { reason: looped.reason }) };
        if (wrong === undefined) continue;
        delete shared.activeMutant;
        await this.mustHold(check);
        return { status: MutantRunStatus.Killed, killedBy: [check.id], failureMessage: wrong, nrOfTests: index + 1 };
      }
      return { status: MutantRunStatus.Survived, nrOfTests: checks.length };
    } finally {
      delete shared.activeMutant;
      delete shared.hitCount;
    }
  }

  /**
   * A mutant is found only by a check that holds without it. Stryker starts the process anew, and tries again, when this throws: then an
   * earlier mutant has left something behind.
   */
  private async mustHold(check: Check): Promise<void> {
    let wrong: string | undefined;
    // The first time may still see what the mutant had begun.
    for (let tries = 0; tries < 2; tries++) {
      beginAnew();
      wrong = await this.run(check);
      if (wrong === undefined) return;
    }
    throw new Error(`${check.id} fails without a mutant: ${wrong}`);
  }

  private async run(check: Check): Promise<string | undefined> {
    this.uncaught = [];
    let wrong: string | undefined;
    try {
      wrong = await check.run();
    } catch (error) {
      wrong = told(error);
    }
    // A promise that nobody handles is reported one turn later.
    await settled();
    await settled();
    return wrong ?? (this.uncaught.length > 0 ? `not caught: ${told(this.uncaught[0])}` : undefined);
  }
}

const told = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
