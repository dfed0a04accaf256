import assert from 'node:assert/strict';
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
import type { Case, Cases, Fixture, SignIn } from './fixture';

export interface Row {
  readonly method: string;
  /** Works: what it sent (empty: nothing). Not possible: why, and what to use instead. Failed: what happened. */
  readonly state: 'works' | 'not possible' | 'failed';
  readonly note: string;
}

/** What becomes of a method that asks as the signed-in user, once v3 has signed them in. */
export interface V3Row {
  readonly method: string;
  /** On a server whose v2 takes v3's id_token: undefined, or what went wrong. */
  readonly failed: string | undefined;
  /** On one whose v2 does not; `failed` says what went wrong. Told: in another way than by reason `unsupported`, see {@link toldByV2}. */
  readonly without: 'works' | 'unsupported' | 'told' | 'failed';
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

interface Outcome extends Row {
  reason?: string | undefined;
  signedIn: boolean;
}

async function row(method: string, testCase: Case, readFile: ReadFile, by?: SignIn): Promise<Outcome> {
  const fixture = await createFixture(method, readFile, by);
  try {
    const late = wait(PATIENCE, undefined, { ref: false }).then(() => {
      throw new Error(`no outcome within ${PATIENCE} ms`);
    });
    await Promise.race([testCase(fixture), late]);
    return { method, state: 'works', note: [...new Set(fixture.sent.map(describe))].join(', '), signedIn: fixture.signedIn };
  } catch (error) {
    const { reason, message } = error as { reason?: string; message: string };
    return {
      method,
      state: reason === 'unsupported' && testCase === rejectsAtOnce ? 'not possible' : 'failed',
      note: message,
      reason,
      signedIn: fixture.signedIn,
    };
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

/** Answers of v2's own to a token that it does not take: no error, or one of the network. */
const toldByV2: Cases = {
  async checkLoginStatus(fixture) {
    fixture.signIn();
    assert.equal((await fixture.call()).status, false);
  },
  async 'event.sub'(fixture) {
    fixture.configure({ socketUri: fixture.server.url.replace('http', 'ws'), retryTimes: 1 });
    fixture.signIn();
    const error = await new Promise<{ reason: string }>((resolve) => fixture.call('greeting', () => undefined, resolve));
    assert.equal(error.reason, 'network');
  },
};

async function v3Row(method: string, readFile: ReadFile): Promise<V3Row> {
  const taken = await row(method, caseOf(method), readFile, 'v3');
  const told = toldByV2[method];
  const refused = await row(method, told ?? caseOf(method), readFile, 'v3, refused by v2');
  const without = refused.state === 'works' ? (told ? 'told' : 'works') : refused.reason === 'unsupported' ? 'unsupported' : 'failed';
  const failed = [taken, ...(without === 'failed' ? [refused] : [])].find(({ state }) => state !== 'works');
  return { method, failed: failed?.note, without };
}

/** Calls every public method of the SDK, and ours, on a built package. */
export async function runMethodTable(readFile: ReadFile): Promise<{ sdk: Row[]; own: Row[]; v3: V3Row[] }> {
  const sdk: Outcome[] = [];
  for (const method of publicMethods()) sdk.push(await row(method, caseOf(method), readFile));
  const own: Row[] = [];
  for (const [method, testCase] of Object.entries(wechatCases)) own.push(await row(method, testCase, readFile));
  const v3: V3Row[] = [];
  for (const { method, signedIn } of sdk) if (signedIn) v3.push(await v3Row(method, readFile));
  return { sdk, own, v3 };
}
