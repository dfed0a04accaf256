import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import ts from 'typescript';

/** Fields, or arguments, by name; their types as GraphQL writes them, e.g. `[User!]!`. */
export type Fields = Record<string, string>;

/** The schema behind the types that the SDK was generated with. */
export interface SdkSchema {
  /** Object and input types, `Query` and `Mutation` too. */
  types: Record<string, Fields>;
  /** Arguments of the fields that take some, by `Type.field`. */
  arguments: Record<string, Fields>;
  enums: Record<string, string[]>;
}

/** Reads the GraphQL types of the SDK: `Maybe` says what may be null, `Array` what is a list. */
export function sdkSchema(): SdkSchema {
  const path = createRequire(__filename).resolve('authing-js-sdk/package.json').replace('package.json', 'src/types/graphql.v2.ts');
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  const schema: SdkSchema = { types: {}, arguments: {}, enums: {} };
  const aliases: Record<string, Fields> = {};
  for (const statement of file.statements) {
    if (ts.isEnumDeclaration(statement)) schema.enums[statement.name.text] = statement.members.map((member) => valueOf(member, file));
    if (ts.isTypeAliasDeclaration(statement) && ts.isTypeLiteralNode(statement.type)) {
      aliases[statement.name.text] = Object.fromEntries(
        statement.type.members.map((member) => {
          if (!ts.isPropertySignature(member) || member.type === undefined) return [member.getText(file), 'unreadable'];
          return [member.name.getText(file), graphqlType(member.type, file)];
        }),
      );
    }
  }
  for (const [name, fields] of Object.entries(aliases)) {
    const owner = /^(Query|Mutation|User|Role|Group|Node|Org)(.+)Args$/.exec(name);
    if (owner === null) schema.types[name] = fields;
    else schema.arguments[`${owner[1]}.${lowerFirst(owner[2] ?? '')}`] = fields;
  }
  return schema;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function valueOf(member: ts.EnumMember, file: ts.SourceFile): string {
  return member.initializer !== undefined && ts.isStringLiteral(member.initializer) ? member.initializer.text : member.name.getText(file);
}

/** `Maybe<Array<X>>` as `[X!]`. */
function graphqlType(node: ts.TypeNode, file: ts.SourceFile): string {
  const maybe = argumentOf(node, 'Maybe', file);
  return maybe === undefined ? `${nullableType(node, file)}!` : nullableType(maybe, file);
}

function nullableType(node: ts.TypeNode, file: ts.SourceFile): string {
  const item = argumentOf(node, 'Array', file);
  if (item !== undefined) return `[${graphqlType(item, file)}]`;
  // Scalars['String'] or the name of a type.
  return ts.isIndexedAccessTypeNode(node) ? node.indexType.getText(file).replace(/'/g, '') : node.getText(file);
}

function argumentOf(node: ts.TypeNode, generic: string, file: ts.SourceFile): ts.TypeNode | undefined {
  return ts.isTypeReferenceNode(node) && node.typeName.getText(file) === generic ? node.typeArguments?.[0] : undefined;
}
