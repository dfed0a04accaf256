import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { filesIn } from '../../tools/lint/files';
import { root } from './markdown';

let parsed: ts.Statement[] | undefined;

/** Every statement in `lib`: a declaration is found by its name, wherever it is. */
function declarations(): ts.Statement[] {
  return (parsed ??= filesIn(join(root, 'lib'))
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) => [...ts.createSourceFile(path, readFileSync(join(root, 'lib', path), 'utf8'), ts.ScriptTarget.Latest).statements]));
}

/** The members of a union of texts, e.g. `'a' | 'b'`. */
export function textsOf(type: string): string[] {
  const alias = declarations().find((node): node is ts.TypeAliasDeclaration => ts.isTypeAliasDeclaration(node) && node.name.text === type);
  if (!alias) throw new Error(`lib declares no type ${type}`);
  return textsIn(alias.type);
}

function textsIn(type: ts.TypeNode): string[] {
  return (ts.isUnionTypeNode(type) ? [...type.types] : [type]).map((member) => {
    if (ts.isLiteralTypeNode(member) && ts.isStringLiteral(member.literal)) return member.literal.text;
    throw new Error(`${type.getText()} is not a union of texts`);
  });
}

/** What the field `reason` of an event can be. */
export function reasonsOf(event: string): string[] {
  const { type } = membersOf(event).find(({ name }) => (name as ts.Identifier).text === 'reason') as ts.PropertySignature;
  return type && ts.isTypeReferenceNode(type) ? textsOf((type.typeName as ts.Identifier).text) : textsIn(type as ts.TypeNode);
}

/** The fields of an interface. */
export function fieldsOf(type: string): string[] {
  return membersOf(type).map(({ name }) => (name as ts.Identifier).text);
}

function membersOf(type: string): readonly ts.TypeElement[] {
  const found = declarations().find((node): node is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(node) && node.name.text === type);
  if (!found) throw new Error(`lib declares no interface ${type}`);
  return [...found.members];
}

/** The names that the package's main entry exports, types included. */
export function exportedNames(): string[] {
  const entry = ts.createSourceFile('index.ts', readFileSync(join(root, 'lib/index.ts'), 'utf8'), ts.ScriptTarget.Latest);
  return entry.statements.flatMap((node) => {
    if (ts.isExportDeclaration(node) && node.exportClause && ts.isNamedExports(node.exportClause)) {
      return node.exportClause.elements.map(({ name }) => name.text);
    }
    const exported = ts.isFunctionDeclaration(node) && node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    return exported && node.name ? [node.name.text] : [];
  });
}
