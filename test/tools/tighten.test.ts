import vm from 'node:vm';
import ts from 'typescript';
import { tighten } from '../../tools/build/tighten';

/** As the build has it: TypeScript's ES5, its run-time functions by name. */
const lowered = (source: string): string =>
  ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES5, module: ts.ModuleKind.ESNext, noEmitHelpers: true } })
    .outputText;

const RUN_TIME = `
  var __assign = Object.assign;
  function __extends(derived, base) {
    Object.setPrototypeOf(derived, base);
    derived.prototype = Object.create(base.prototype, { constructor: { value: derived, writable: true, configurable: true } });
  }`;

/** What the last expression of a source is worth, before and after. */
function worth(source: string): { before: unknown; after: unknown; code: string } {
  const before = lowered(source);
  const code = tighten(before);
  const value = (script: string): unknown => JSON.parse(String(vm.runInNewContext(`${RUN_TIME}\n${script}`)));
  return { before: value(before), after: value(code), code };
}

describe('tighten', () => {
  it('puts the members of a class into one object, accessors among them', () => {
    const { before, after, code } = worth(`
      class Counter {
        static readonly first = 1;
        private count = Counter.first;
        constructor(private readonly by: number) {}
        get value(): number { return this.count; }
        add(): this { this.count += this.by; return this; }
        twice(): this { return this.add().add(); }
      }
      const counter = new Counter(2).twice();
      JSON.stringify([counter.value, counter instanceof Counter, counter.constructor === Counter, Counter.name, Object.keys(counter)]);
    `);
    expect(before).toEqual([5, true, true, 'Counter', ['by', 'count']]);
    expect(after).toEqual(before);
    expect(code).toContain('get value()');
    expect(code).not.toMatch(/prototype\.|defineProperty/);
  });

  it('leaves setters, and getters of a class that extends another, where they are', () => {
    const { before, after } = worth(`
      class Base { get a(): number { return 1; } b(): number { return 2; } c(): number { return this.b(); } }
      class Derived extends Base {
        private kept = 0;
        get d(): number { return this.a + this.kept; }
        set d(value: number) { this.kept = value; }
        b(): number { return super.b() + 10; }
        e(): number { return this.c(); }
      }
      const one = new Derived();
      one.d = 5;
      JSON.stringify([one.d, one.e(), one.a, one instanceof Base, one.constructor === Derived, Object.keys(Derived.prototype)]);
    `);
    expect(before).toEqual([6, 12, 1, true, true, ['b', 'e']]);
    expect(after).toEqual(before);
  });

  it('puts the methods of a class that extends another into one object, too', () => {
    const { before, after, code } = worth(`
      class Base { a(): number { return 1; } }
      const Later = class Named extends Base { b(): number { return super.a() + 1; } c(): number { return this.b() + 1; } };
      JSON.stringify([new Later().c(), new Later().a()]);
    `);
    expect(before).toEqual([3, 1]);
    expect(after).toEqual(before);
    expect(code).toContain('Object.assign(Named.prototype, {');
  });

  it.each([
    ['a getter and a setter of one name', 'get x() { return this.v; } set x(n) { this.v = n; }', '(c.x = 5, c.x + c.v)', 10],
    ['a setter alone', 'set x(n) { this.v = n; }', '(c.x = 5, c.v)', 5],
    ['a computed name', "['x' + 1]() { return this.v; }", 'c.x1()', 1],
    ['a computed getter', "get ['x' + 1]() { return this.v; }", 'c.x1', 1],
    [
      'names that are no identifiers',
      "'x-1'() { return 2; } get 'y-1'() { return 3; } 0() { return 4; }",
      "c['x-1']() + c['y-1'] + c[0]()",
      9,
    ],
    ['a static member that uses the class', 'static one = new C().a();', 'C.one', 1],
    ['a static block', 'static one = 0; static { C.one = new C().a(); }', 'C.one', 1],
    ['static accessors', 'static kept = 1; static get x() { return C.kept; } static set x(n) { C.kept = n; }', '(C.x = 5, C.x)', 5],
  ])('leaves %s beside the one object, and working', (_, member, use, is) => {
    for (const heading of ['class C', 'class B { z() { return 0; } }\nclass C extends B']) {
      const { before, after, code } = worth(`
        ${heading} { v = 1; ${member} a() { return this.v; } b() { return this.a() + 1; } }
        const c: any = new C();
        JSON.stringify([c.a(), c.b(), ${use}]);
      `);
      expect(before).toEqual([1, 2, is]);
      expect(after).toEqual(before);
      expect(code).toMatch(/C\.prototype(?: = |, )\{/);
    }
  });

  it('keeps the export of a class that is an expression', () => {
    expect(tighten(lowered('export const Later = class Named { a() {} b() {} };'))).toMatch(/^export var Later = /);
  });

  it('adds up templates as texts, whatever is in them', () => {
    const { before, after, code } = worth(`
      const one = 1, two = 2, list = [1, 2], nothing = null;
      JSON.stringify([\`\${one}\${two}\`, \`\${one + two}\${\`\${two}!\`}\`, \`a\${one - two}b\${nothing}\`, \`\${one}-\${two}\`, [\`\${list}\`.length, \`-\${one}\` + two]]);
    `);
    expect(before).toEqual(['12', '32!', 'a-1bnull', '1-2', [3, '-12']]);
    expect(after).toEqual(before);
    expect(code).not.toContain('concat');
  });

  it('assigns once what is spread into a spread, and overwrites in the same order', () => {
    const { before, after, code } = worth(`
      const a = { x: 1, y: 1 }, b = { y: 2 };
      JSON.stringify([{ ...a, ...b, z: 3 }, { ...{ ...a, y: 4 }, ...b }, { q: 0, ...a, ...(b && { x: 5 }) }, a]);
    `);
    expect(before).toEqual([
      { x: 1, y: 2, z: 3 },
      { x: 1, y: 2 },
      { q: 0, x: 5, y: 1 },
      { x: 1, y: 1 },
    ]);
    expect(after).toEqual(before);
    expect(code).not.toContain('__assign(__assign(');
  });

  it.each(['next()', 'new Next().y', '(a.x = 9)', 'a.x++', 'delete a.x'])(
    'copies what is spread before it runs what may change it: %s',
    (part) => {
      const { before, after } = worth(`
      const a: any = { x: 1 };
      const next = () => (a.x = 9);
      class Next { y = next(); }
      JSON.stringify({ ...a, y: ${part} });
    `);
      expect(before).toMatchObject({ x: 1 });
      expect(after).toEqual(before);
    },
  );

  it('leaves functions that look like classes, and arrays that are joined, as they are', () => {
    const { before, after } = worth(`
      const made = (function () { function a() { return 1; } return a; })();
      const b = (function () { function inner(): number { return 2; } const own = inner(); return own; })();
      const c = (function () { function c() { return kept; } var kept = 3; return c; })();
      const d = (function () { function d() { return beside(); } function beside() { return 4; } return d; })();
      JSON.stringify([made(), b, c(), typeof kept, d(), typeof beside, [1].concat([2], [3]), 'x'.concat('y')]);
    `);
    expect(before).toEqual([1, 2, 3, 'undefined', 4, 'undefined', [1, 2, 3], 'xy']);
    expect(after).toEqual(before);
  });
});
