import vm from 'node:vm';
import fc from 'fast-check';
import { transformSync } from 'esbuild';
import * as helpers from '../../../lib/sdk/promises';
import { asyncToPromises } from '../../../tools/sdk/async-to-promises';

/** What a function did: the notes it took, and how it ended. */
interface Trace {
  notes: unknown[];
  end: unknown;
}

const RUNS = 300;

type Scope = Record<string, unknown>;

/** Runs `main()` of a script as it is written, or rewritten. */
async function trace(source: string, rewrite: boolean): Promise<Trace> {
  const notes: unknown[] = [];
  const scope: Scope = {
    note: (value: unknown) => {
      notes.push(value);
      return value;
    },
    ok: (value: unknown) => {
      notes.push(`ask ${String(value)}`);
      return Promise.resolve(value);
    },
    bad: (value: unknown) => {
      notes.push(`ask ${String(value)}`);
      const rejected = Promise.reject(new Error(String(value)));
      rejected.catch(() => undefined); // a `finally` may leave it to nobody
      return rejected;
    },
    boom: (value: unknown) => {
      throw new Error(String(value));
    },
    require: () => helpers,
    exports: {},
  };
  const code = rewrite ? asyncToPromises(source, 'helpers') : source;
  const plain = transformSync(code, { loader: 'ts', format: 'cjs', target: 'es2022' }).code;
  const main = vm.runInNewContext(`${plain}\nmain`, scope) as () => Promise<unknown>;
  const returned = main();
  notes.push('returned');
  // The engine's words for a TypeError name whatever the script called things.
  const words = ({ name, message }: Error): string => (name === 'Error' ? message : name);
  const end = await returned.then(
    (value) => ['resolved', value],
    (error: Error) => ['rejected', words(error)],
  );
  return { notes, end };
}

const same: Record<string, string> = {
  'returns an await': 'async function main() { return await ok(1); }',
  'returns a promise': 'async function main() { return ok(1); }',
  'returns nothing': 'async function main() { await ok(1); note(2); }',
  'drops the value awaited last': 'async function main() { await ok(1); }',
  'runs up to the first await at once': 'async function main() { note(0); const a = await ok(1); note(a); return a + 1; }',
  chains: 'async function main() { const a = await ok(1); const b = await ok(a + 1); note([a, b]); return b; }',
  'takes apart': 'async function main() { const { x, y = 3 } = await ok({ x: 1 }); return [x, y]; }',
  'declares twice': 'async function main() { const a = note(1), b = await ok(2), c = a + b; return c; }',
  'awaits in an argument': 'const f = (x: number) => note(x * 2); async function main() { return f(await ok(4)); }',
  'awaits in an object': 'async function main() { const a = 1; return note({ a, b: await ok(2), c: await ok(3) }); }',
  'awaits twice in a row': 'async function main() { return [await ok(1), await ok(2)]; }',
  assigns: 'async function main() { let a = 1; a = await ok(2); return a; }',
  'rejects for what is thrown before': 'async function main() { boom("early"); await ok(1); }',
  'rejects for what is thrown after': 'async function main() { await ok(1); boom("late"); }',
  'rejects for what rejects': 'async function main() { note(0); await bad("no"); note(1); }',
  'throws an await': 'async function main() { throw await ok(7); }',
  'leaves early': 'async function main() { if (note(1)) return await ok("early"); await ok("late"); return "late"; }',
  'does not leave early': `async function main() {
    if (!note(1)) { await ok("x"); return "early"; } else { note("else"); }
    await ok("late");
    return "late";
  }`,
  'awaits in the last branch': 'async function main() { if (note(0)) { await ok(1); } else { await ok(2); note(3); } }',
  catches: 'async function main() { try { await bad("no"); return 1; } catch (e) { note((e as Error).message); return 2; } }',
  'does not catch': 'async function main() { try { return await ok(1); } catch { return 2; } }',
  'catches what is thrown at once': `async function main() {
    try { boom("now"); await ok(1); } catch (e) { note((e as Error).message); }
    return 3;
  }`,
  'throws anew': 'async function main() { try { await bad("no"); } catch (e) { throw new Error(`new ${(e as Error).message}`); } }',
  'goes on after a try': 'async function main() { let a = 0; try { a = await ok(1); } catch { a = await ok(2); } note(a); return a; }',
  'is a method': 'class C { n = 2; async m(k: number) { const v = await ok(k); return v * this.n; } } const main = () => new C().m(4);',
  'is an arrow': 'const main = async () => note(await ok(1));',
  'is inside another': 'async function main() { const f = async (x: number) => (await ok(x)) + 1; return f(await f(1)); }',
  'takes its parameters apart inside the promise': `
    async function f({ a }: { a: number } = { a: 5 }) { return await ok(a); }
    const main = () => f(null as never);`,
  'has defaults': 'async function f(a: number, { b }: { b: number } = { b: 2 }) { return [a, await ok(b)]; } const main = () => f(1);',
  'has super': `
    class A { async m() { return await ok(1); } }
    class B extends A { async m() { const v = await super.m(); return v + 1; } }
    const main = () => new B().m();`,
  // These stay as they are, because a chain would say something else.
  loops: 'async function main() { for (const i of [1, 2]) note(await ok(i)); }',
  decides: 'async function main() { const a = note(0) || await ok(1); return a; }',
  chooses: 'async function main() { return note(1) ? "sync" : await ok(1); }',
  'decides by a name': 'const yes = true; async function main() { return note(yes || await ok(1)); }',
  'chooses by a name': 'const yes = true; async function main() { return note(yes ? "sync" : await ok(1)); }',
  'may have nothing to call': `
    const none = null as null | { f(x: unknown): unknown };
    async function main() { return note(none?.f(await ok(1))); }`,
  'has a finally': 'async function main() { try { return await ok(1); } finally { note("finally"); } }',
  'calls before it awaits': 'async function main() { return [note("first"), await ok(1)]; }',
  'does not catch what it only returns': `async function main() {
    try { await ok(1); return bad("outside"); } catch { return "caught"; }
  }`,
  'goes on after a branch': 'async function main() { if (note(0)) { await ok(1); } note("after"); return 2; }',
  'uses arguments': `
    async function f() { await ok(1); return arguments.length; }
    const main = () => (f as (...all: number[]) => unknown)(1, 2);`,
};

it.each(Object.entries(same))('an async function that %s says the same', async (_, source) => {
  const original = await trace(source, false);
  expect(await trace(source, true)).toEqual(original);
  expect(original.notes.length).toBeGreaterThan(0);
});

it('leaves no async where it fits, and leaves it where it does not', () => {
  expect(asyncToPromises(same.chains!, 'helpers')).not.toMatch(/async|await/);
  expect(asyncToPromises(same.catches!, 'helpers')).not.toMatch(/async|await/);
  expect(asyncToPromises(same.loops!, 'helpers')).toContain('async');
  expect(asyncToPromises(same['does not catch what it only returns']!, 'helpers')).toContain('async');
});

/** Random statements; `x` is a variable of the function, `note`, `ok`, `bad` and `boom` are as above. */
const statements = fc.letrec<{ value: string; statement: string; block: string }>((tie) => ({
  value: fc.oneof(
    fc.nat(9).map((n) => `ok(${n})`),
    fc.nat(9).map((n) => `bad(${n})`),
    fc.constantFrom('x', 'ok(x)', 'note(x)', '(async () => note(await ok(x)))()'),
  ),
  statement: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.nat(9).map((n) => `note(${n});`),
    tie('value').map((value) => `await ${value};`),
    tie('value').map((value) => `x = await ${value};`),
    tie('value').map((value) => `{ const { length: y = 1, z = x } = [await ${value}] as any; x = y + z; }`),
    fc.tuple(tie('value'), tie('value')).map(([a, b]) => `note([await ${a}, x, await ${b}]);`),
    fc.tuple(fc.constantFrom('||', '&&', '??'), tie('value')).map(([operator, value]) => `note(x ${operator} await ${value});`),
    tie('value').map((value) => `note(x ? await ${value} : { x, value: await ok(3) });`),
    tie('value').map((value) => `return await ${value};`),
    tie('value').map((value) => `return ${value};`),
    fc.nat(9).map((n) => `if (x > 3) boom(${n});`),
    fc.tuple(tie('block'), tie('block')).map(([a, b]) => `if (x) ${a} else ${b}`),
    tie('block').map((block) => `if (note(x) === 0) ${block}`),
    fc.tuple(tie('block'), tie('block')).map(([a, b]) => `try ${a} catch (e) ${b}`),
    fc.tuple(tie('block'), tie('block')).map(([a, b]) => `try ${a} finally ${b}`),
    tie('block').map((block) => `for (const i of [1, 2]) { x += i; ${block} }`),
  ),
  block: fc.array(tie('statement'), { maxLength: 4 }).map((all) => `{ ${all.join(' ')} }`),
})).block;

it('random async functions say the same', async () => {
  let rewritten = 0;
  await fc.assert(
    fc.asyncProperty(statements, async (block) => {
      const source = `async function main() { let x: any = 0; ${block} return x; }`;
      if (!/async function main/.test(asyncToPromises(source, 'helpers'))) rewritten += 1;
      expect(await trace(source, true)).toEqual(await trace(source, false));
    }),
    { numRuns: RUNS, seed: 1 },
  );
  // Most others loop, or go on after a branch: they stay as they are.
  expect(rewritten).toBeGreaterThan(RUNS / 4);
}, 60_000);
