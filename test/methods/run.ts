import { setTimeout as wait } from 'node:timers/promises';
import { unsupportedMethods } from '../../lib/sdk/unsupported';
import type { ReadFile } from '../../tools/sdk/bare-context';
import { clients, publicMethods } from './public-methods';
import { oidcRuns } from './runs/oidc';
import { profileRuns } from './runs/profile';
import { sessionRuns } from './runs/session';
import { signInRuns } from './runs/sign-in';
import { subClientRuns } from './runs/sub-clients';
import { wechatRuns } from './runs/wechat';
import { createStage } from './stage';
import type { Stage } from './stage';

/** Uses a method for what it is for, and throws when it does not do that. */
export type Run = (stage: Stage) => Promise<void>;
export type Runs = Readonly<Record<string, Run>>;

export interface Row {
  readonly method: string;
  /** Works: what it sent (empty: nothing). Not possible: why, and what to use instead. Failed: what happened. */
  readonly state: 'works' | 'not possible' | 'failed';
  readonly note: string;
}

const runs: Runs = { ...signInRuns, ...sessionRuns, ...profileRuns, ...oidcRuns, ...subClientRuns };

/** ms; a method that neither settles nor fails by then hangs. */
const PATIENCE = 10_000;

/** What a request was, without what differs from run to run. */
function describe({ method, path, operations }: Stage['sent'][number]): string {
  return [`${method} ${path}`, ...operations].join(' · ');
}

/** A method that is not possible rejects at once, whatever it is called with. */
const rejectsAtOnce: Run = async (stage) => {
  const outcome = await Promise.race([stage.call('x', 'y', {}), wait(0, 'nothing')]);
  throw new Error(`resolved with ${String(outcome)}`);
};

async function row(method: string, run: Run, readFile: ReadFile): Promise<Row> {
  const stage = await createStage(method, readFile);
  try {
    const late = wait(PATIENCE, undefined, { ref: false }).then(() => {
      throw new Error(`no outcome within ${PATIENCE} ms`);
    });
    await Promise.race([run(stage), late]);
    return { method, state: 'works', note: [...new Set(stage.sent.map(describe))].join(', ') };
  } catch (error) {
    const { reason, message } = error as { reason?: string; message: string };
    return { method, state: reason === 'unsupported' && run === rejectsAtOnce ? 'not possible' : 'failed', note: message };
  } finally {
    await stage.close();
  }
}

function runOf(method: string): Run {
  const [name, owner = ''] = method.split('.').reverse();
  const withdrawn = unsupportedMethods[clients[owner]?.className ?? '']?.[name ?? ''];
  const run = runs[method] ?? (withdrawn && rejectsAtOnce);
  if (!run) throw new Error(`The SDK has a method that nobody calls here: ${method}. Add a run for it to test/methods/runs.`);
  return run;
}

/** Calls every public method of the SDK, and ours, on a built package; one row each. */
export async function runMethodTable(readFile: ReadFile): Promise<{ sdk: Row[]; own: Row[] }> {
  const sdk: Row[] = [];
  for (const method of publicMethods()) sdk.push(await row(method, runOf(method), readFile));
  const own: Row[] = [];
  for (const [method, run] of Object.entries(wechatRuns)) own.push(await row(method, run, readFile));
  return { sdk, own };
}
