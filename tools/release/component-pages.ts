/**
 * What the READMEs in components/ say of each component, for editors: tests hold them to the components themselves, and so what is
 * made from them.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** One row of a README's table. */
export interface Described {
  /** As a template has it: `raw-data`, `login`, `--authing-button-color`. */
  readonly name: string;
  /** Markdown. */
  readonly description: string;
  /** TypeScript's, from types/components.d.ts; of an event, its detail's. None for a CSS variable. */
  readonly type?: string;
  /** As it stands in the README; none where there is none. */
  readonly preset?: string;
}

export interface ComponentPage {
  /** The tag: `login-button`. */
  readonly name: string;
  /** Markdown, one sentence or two. */
  readonly description: string;
  readonly properties: readonly Described[];
  readonly events: readonly Described[];
  readonly variables: readonly Described[];
}

const camel = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const pascal = (name: string): string => camel(`-${name}`);

/** @param folder the package's */
export function componentPages(folder: string): ComponentPage[] {
  const types = join(folder, 'types/components.d.ts');
  if (!existsSync(types)) return [];
  const members = membersOf(types);
  return readdirSync(join(folder, 'components'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const page = readFileSync(join(folder, 'components', name, 'README.md'), 'utf8');
      const typeOf = (of: 'Properties' | 'Events', member: string): string => {
        const type = members(pascal(name) + of).get(camel(member));
        if (type === undefined) throw new Error(`types/components.d.ts says nothing of ${member} of ${name}.`);
        return type.replace(/ \| undefined$/, '');
      };
      return {
        name,
        // After the title and the line of languages.
        description: page.split('\n\n')[2]!.replaceAll('\n', ' '),
        properties: rowsOf(page, 'property').map(([property, , preset, description]) => ({
          name: property!,
          description: description!,
          type: typeOf('Properties', property!),
          ...(preset !== '' && { preset: preset! }),
        })),
        events: rowsOf(page, 'event').map(([event, description]) => ({
          name: event!,
          description: description!,
          type: typeOf('Events', event!),
        })),
        variables: rowsOf(page, 'variable').map(([variable, preset, description]) => ({
          name: variable!,
          description: description!,
          preset: preset!,
        })),
      };
    });
}

/** Of the table whose first column has that heading: cells as written, but the first without its backticks, and links without targets. */
function rowsOf(page: string, heading: string): string[][] {
  const table = page.split('\n\n').find((block) => block.startsWith(`| ${heading} |`));
  if (table === undefined) throw new Error(`A README of components/ has no table of each ${heading}.`);
  return table
    .trimEnd()
    .split('\n')
    .slice(2)
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')),
    )
    .map(([name, ...rest]) => [name!.replaceAll('`', ''), ...rest]);
}

/** Types by name of the properties of an interface in that file, with what it extends. */
function membersOf(file: string): (name: string) => Map<string, string> {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const interfaces = new Map(source.statements.filter(ts.isInterfaceDeclaration).map((node) => [node.name.text, node]));
  const membersOf = (name: string): Map<string, string> => {
    const node = interfaces.get(name);
    if (!node) throw new Error(`types/components.d.ts has no interface ${name}.`);
    const inherited = (node.heritageClauses ?? []).flatMap(({ types }) => types.flatMap((type) => [...membersOf(type.getText(source))]));
    const own = node.members
      .filter(ts.isPropertySignature)
      .map((member) => [member.name.getText(source), member.type!.getText(source)] as const);
    return new Map([...inherited, ...own]);
  };
  return membersOf;
}
