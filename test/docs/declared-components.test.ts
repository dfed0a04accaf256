/** types/components.d.ts, which JSX and Vue's templates read, beside what the components define and their READMEs list. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { definitionOf, eventsOf, type Property } from './component-definition';
import { readMarkdown, root, tableWith } from './markdown';

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
