import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import ts from 'typescript';
import { closed, closeOver } from '../../tools/build/close-over';
import { filesBelow } from '../../tools/build/files';

const compilerOptions = { target: ts.ScriptTarget.ES5, module: ts.ModuleKind.ESNext };

/** As the build has it, and as TypeScript alone. */
const lowered = (source: string): string =>
  ts.transpileModule(source, { compilerOptions, transformers: { before: [closeOver] } }).outputText;
const asClass = (source: string): string => ts.transpileModule(source, { compilerOptions }).outputText;

const worth = (script: string): unknown => JSON.parse(String(vm.runInNewContext(script)));

describe('closeOver', () => {
  it('makes a class a function: its members are variables, and only what is public is on the object', () => {
    const source = `
      class CodeFlow {
        private count = 1;
        private last: number | undefined;
        private readonly all: number[] = [this.count];
        constructor(private readonly by: number, private readonly told: (count: number) => void) {}
        get value(): number { return this.count; }
        get isOdd(): boolean { const { value } = this; return value % 2 === 1; }
        add(by = this.by): void {
          const { count, all: before } = this;
          this.last = count;
          this.count += by;
          before.push(...[1].map(() => this.value));
          this.tell();
        }
        twice(): string { this.add(); this.add(10); this.count++; return this.name('a', this.last, this.isOdd); }
        private name(all: string, ...rest: unknown[]): string { return JSON.stringify([all, this.all, ...rest, { count: this.count }]); }
        private tell(): void { this.told(this.count); }
      }
      const heard: number[] = [];
      const flow = new CodeFlow(3, (count) => heard.push(count));
      JSON.stringify([flow.twice(), flow.value, flow.isOdd, heard]);
    `;
    const before = worth(asClass(source));
    expect(before).toEqual(['["a",[1,4,14],4,true,{"count":15}]', 15, true, [4, 14]]);
    expect(worth(lowered(source))).toEqual(before);
    expect(worth(`${lowered(source)} JSON.stringify(Object.keys(flow))`)).toEqual(['value', 'isOdd', 'add', 'twice']);
    expect(lowered(source).split('function CodeFlow')[1]).not.toMatch(/this|prototype/);
  });

  it('keeps what each instance has apart', () => {
    const source = `
      class LoginCode { private n = 0; up(): number { return ++this.n; } }
      const one = new LoginCode(); const other = new LoginCode();
      JSON.stringify([one.up(), one.up(), other.up()]);
    `;
    expect(worth(lowered(source))).toEqual([1, 2, 1]);
  });

  it('leaves every other class as it is', () => {
    const source = 'class Other { private n = 0; up() { return ++this.n; } }';
    expect(lowered(source)).toBe(asClass(source));
  });

  it.each([
    ['extends a class', 'class LoginCode extends Base {}'],
    ['other members', 'class LoginCode { static n = 1; private m = 1; static { LoginCode.n = 2; } }'],
    ['other members', 'class LoginCode { set m(value: number) {} }'],
    ['not private', 'class LoginCode { n = 1; }'],
    ['not private', 'class LoginCode { constructor(readonly n: number) {} }'],
    ['not private', 'class LoginCode { constructor(n: number) {} }'],
    ['constructor does something', 'class LoginCode { private n = 1; constructor() { this.n = 2; } }'],
    ['hands itself on', 'class LoginCode { m() { return this; } }'],
    ['hands itself on', 'class LoginCode { m() { return this["m"]; } }'],
    ['has no o', 'class LoginCode { m() { return this.o; } }'],
    ['a function of its own', 'class LoginCode { private n = 1; m() { return function () { return this.n; }; } }'],
    ['a function of its own', 'class LoginCode { private n = 1; m() { return { n: 2, get() { return this.n; } }; } }'],
  ])('refuses what it cannot do: %s', (why, source) => {
    expect(() => lowered(source)).toThrow(why);
  });

  it('names classes of lib, each once', async () => {
    const lib = join(__dirname, '../../lib');
    const code = (await filesBelow(lib)).map((path) => readFileSync(join(lib, path), 'utf8')).join('\n');
    expect(closed.map((name) => [name, code.split(new RegExp(`\\bclass ${name}\\b`)).length - 1])).toEqual(closed.map((name) => [name, 1]));
  });
});
