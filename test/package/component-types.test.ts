/** What JSX and Vue's templates know of the components: judged by the compilers, over the tarball. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { root } from '../../tools/build/files';
import { definitionOf, eventsOf, type Property } from '../docs/component-definition';
import { readMarkdown, tableWith } from '../docs/markdown';
import { unpackInto } from './packed-set';
import type { CompilerName } from './type-check';

jest.setTimeout(600_000); // a build, on a machine that does other things too

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'authing-miniapp-component-types-'));
/** Of React's typings; those of 18 have a global JSX, too. */
const reacts = { 18: 'types-react-18', 19: '@types/react' } as const;
type ReactVersion = keyof typeof reacts;
const project = (react: ReactVersion): string => join(folder, String(react));

beforeAll(async () => {
  for (const [version, typings] of Object.entries(reacts)) {
    const modules = join(folder, version, 'node_modules');
    mkdirSync(join(modules, '@types'), { recursive: true });
    symlinkSync(join(root, 'node_modules', typings), join(modules, '@types/react'));
    symlinkSync(join(root, 'node_modules/vue'), join(modules, 'vue'));
    await unpackInto(join(folder, version));
    for (const name of ['page-react.tsx', 'page-vue.tsx', 'page-vue.vue']) {
      cpSync(join(__dirname, `${name}.txt`), join(folder, version, name));
    }
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a compiler says of files; nothing when all is well, each `expect-error` included. */
async function complaints(tool: string, react: ReactVersion, files: readonly string[], options: object): Promise<string> {
  const config = join(project(react), `tsconfig.${files.join('-')}.json`);
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    // TypeScript's own are not ours to judge, and the DOM takes longer than all the rest.
    skipDefaultLibCheck: true,
    target: 'es2020',
    lib: ['es2020', 'dom'],
    types: [],
    ...options,
  };
  writeFileSync(config, JSON.stringify({ compilerOptions, files, vueCompilerOptions: { strictTemplates: true } }));
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'node_modules', tool), '-p', config]).catch(
    (failed: { stdout: string }) => failed,
  );
  return stdout;
}

it.each<[CompilerName, ReactVersion, string, object]>([
  ['typescript-4.9', 18, 'node', { module: 'commonjs', moduleResolution: 'node', exactOptionalPropertyTypes: true }],
  ['typescript', 19, 'bundler', { module: 'esnext', moduleResolution: 'bundler', exactOptionalPropertyTypes: true }],
  ['typescript-6.0', 19, 'node16', { module: 'node16', moduleResolution: 'node16' }],
])('React knows the components: %s, React %s, %s', async (compiler, react, _, options) => {
  // The typings of React 19 are beyond TypeScript 4.9; ours are judged by the others.
  const jsx = { jsx: 'react-jsx', skipLibCheck: compiler === 'typescript-4.9' };
  expect(await complaints(`${compiler}/bin/tsc`, react, ['page-react.tsx'], { ...options, ...jsx })).toBe('');
});

it("Vue knows the components, in templates and in Vue's JSX", async () => {
  const options = { module: 'esnext', moduleResolution: 'bundler', jsx: 'preserve', jsxImportSource: 'vue', skipLibCheck: true };
  expect(await complaints('vue-tsc/bin/vue-tsc.js', 19, ['page-vue.vue', 'page-vue.tsx'], options)).toBe('');
});

const components = ['login-button', 'phone-button', 'avatar-picker', 'nickname-input', 'login-panel', 'user-panel'];

describe.each(components)('types/components.d.ts on %s', (component) => {
  const file = join(root, 'types/components.d.ts');
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const pascal = component.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  const textOf = (node: ts.Node | undefined): string => (node ? node.getText(source) : '');
  /** Name and type of each member, those of what it extends first. */
  const membersOf = (name: string): [string, string][] => {
    const found = source.statements.find(
      (node): node is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(node) && node.name.text === name,
    )!;
    const inherited = found.heritageClauses?.flatMap(({ types }) => types.map(textOf)) ?? [];
    const own = found.members.filter(ts.isPropertySignature).map(({ name, type }): [string, string] => [textOf(name), textOf(type)]);
    return [...inherited.flatMap(membersOf), ...own];
  };
  /** What the declared type must be, for what the component says its property is: its type, or its default's where that is any. */
  const allows: Readonly<Record<string, RegExp>> = {
    number: /^number \| undefined$/,
    boolean: /^boolean \| undefined$/,
    // What is left out is not the same as any value of a type.
    any: /^(boolean|readonly string\[\] \| string|string) \| undefined$/,
    object: /^Partial<\w+Words> \| undefined$/,
    string: /^(string|number \| string|'\w+'( \| '\w+')*) \| undefined$/,
  };
  const kindOf = ({ type, value }: Property): string =>
    typeof type === 'function' ? type.name.toLowerCase() : value === undefined ? 'any' : typeof value;

  it('names its properties with their types and defaults, and no other', () => {
    const { properties } = definitionOf(component);
    const declared = membersOf(`${pascal}Properties`);
    expect(declared.map(([name]) => name).sort()).toEqual(Object.keys(properties).sort());
    for (const [name, type] of declared) {
      const property = properties[name]!;
      expect([name, type]).toEqual([name, expect.stringMatching(allows[kindOf(property)]!)]);
      if (type.includes("'")) expect([name, type]).toEqual([name, expect.stringContaining(`'${String(property.value)}'`)]);
    }
  });

  it('names its events with their details, and no other', () => {
    const declared = membersOf(`${pascal}Events`);
    expect(declared.map(([name]) => name).sort()).toEqual(eventsOf(component).sort());
    const { rows } = tableWith(readMarkdown(`components/${component}/README.md`), 'event');
    expect(Object.fromEntries(declared)).toEqual(
      Object.fromEntries(rows.map(([name, , type]) => [name!.slice(1, -1), type!.slice(1, -1)])),
    );
  });
});
