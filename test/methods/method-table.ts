import { setTimeout as wait } from 'node:timers/promises';
import { unsupportedMethods } from '../../lib/sdk/unsupported';
import type { ReadFile } from '../harness/bare-context';
import { clients, publicMethods } from './public-methods';
import { oidcCases } from './cases/oidc';
import { profileCases } from './cases/profile';
import { sessionCases } from './cases/session';
import { signInCases } from './cases/sign-in';
import { subClientCases } from './cases/sub-clients';
import { wechatCases } from './cases/wechat';
import { createFixture } from './fixture';
import type { Case, Cases, Fixture } from './fixture';

export interface Row {
  readonly method: string;
  /** Works: what it sent (empty: nothing). Not possible: why, and what to use instead. Failed: what happened. */
  readonly state: 'works' | 'not possible' | 'failed';
  readonly note: string;
}

const cases: Cases = { ...signInCases, ...sessionCases, ...profileCases, ...oidcCases, ...subClientCases };

/** ms; a method that neither settles nor fails by then hangs. */
const PATIENCE = 10_000;

/** What a request was, without what differs each time. */
function describe({ method, path, operations }: Fixture['sent'][number]): string {
  return [`${method} ${path}`, ...operations].join(' · ');
}

/** A method that is not possible rejects at once, whatever it is called with. */
const rejectsAtOnce: Case = async (fixture) => {
  const outcome = await Promise.race([fixture.call('x', 'y', {}), wait(0, 'nothing')]);
  throw new Error(`resolved with ${String(outcome)}`);
};

async function row(method: string, testCase: Case, readFile: ReadFile): Promise<Row> {
  const fixture = await createFixture(method, readFile);
  try {
    const late = wait(PATIENCE, undefined, { ref: false }).then(() => {
      throw new Error(`no outcome within ${PATIENCE} ms`);
    });
    await Promise.race([testCase(fixture), late]);
    return { method, state: 'works', note: [...new Set(fixture.sent.map(describe))].join(', ') };
  } catch (error) {
    const { reason, message } = error as { reason?: string; message: string };
    return { method, state: reason === 'unsupported' && testCase === rejectsAtOnce ? 'not possible' : 'failed', note: message };
  } finally {
    await fixture.close();
  }
}

function caseOf(method: string): Case {
  const [name, owner = ''] = method.split('.').reverse();
  const withdrawn = unsupportedMethods[clients[owner]?.className ?? '']?.[name ?? ''];
  const found = cases[method] ?? (withdrawn && rejectsAtOnce);
  if (!found) throw new Error(`The SDK has a method that nobody calls here: ${method}. Add a case for it to test/methods/cases.`);
  return found;
}

/** Calls every public method of the SDK, and ours, on a built package; one row each. */
export async function runMethodTable(readFile: ReadFile): Promise<{ sdk: Row[]; own: Row[] }> {
  const sdk: Row[] = [];
  for (const method of publicMethods()) sdk.push(await row(method, caseOf(method), readFile));
  const own: Row[] = [];
  for (const [method, testCase] of Object.entries(wechatCases)) own.push(await row(method, testCase, readFile));
  return { sdk, own };
}
