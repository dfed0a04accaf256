import ts from 'typescript';
import { writeDocument } from '../../lib/sdk/write-document';
import { canonical, compactDocuments, PLACEHOLDER } from './graphql-documents';
import { readSdkModule } from './sdk-source';

const parseModule = (name: string): ts.SourceFile => ts.createSourceFile(name, readSdkModule(name), ts.ScriptTarget.ESNext, true);

function exportedConstants(file: ts.SourceFile): Map<string, ts.Expression> {
  const constants = new Map<string, ts.Expression>();
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (ts.isIdentifier(name) && initializer) constants.set(name.text, initializer);
    }
  }
  return constants;
}

/**
 * What every function of the SDK's `graphqlapi` does:
 * `const query = XDocument; const token = …getToken(); return client.request({ query, token, variables })`.
 */
const OPERATION =
  /^async \((\w+): GraphqlClient, (\w+): [\w\s|]+, (\w+): \w+\): Promise<\w+> => \{ const query = (\w+)Document; const token = (?:await )?\2\.getToken\(\); return (?:await )?\1\.request\(\{ query, token, variables(?:: \3)? \}\); \}$/;

/** Operation name -> document name, read off the functions that have the one shape we replace. */
function operationDocuments(): Map<string, string> {
  const operations = new Map<string, string>();
  for (const [name, initializer] of exportedConstants(parseModule('lib/graphqlapi'))) {
    const text = initializer
      .getText()
      .replace(/\/\/[^\n]*/g, '')
      .replace(/\s+/g, ' ')
      .replace(/,(?= [})])/g, '')
      .replace(/\( /g, '(')
      .replace(/ \)/g, ')');
    const document = OPERATION.exec(text)?.[4];
    if (document) operations.set(name, document);
  }
  return operations;
}

function documentSources(): Map<string, string> {
  const sources = new Map<string, string>();
  for (const [name, initializer] of exportedConstants(parseModule('types/graphql.v2'))) {
    if (!name.endsWith('Document') || !ts.isNoSubstitutionTemplateLiteral(initializer)) continue;
    sources.set(name.slice(0, -'Document'.length), initializer.text);
  }
  return sources;
}

/** `mutation name($a:T$b:U){name(a:$a b:$b){…}}`: what most documents look like. */
const REGULAR = /^(query|mutation) (\w+)(?:\(((?:\$\w+:[\w![\]]+)+)\))?\{\2(?:\([^)]*\))?(\{.*\})?\}$/;

/** The arguments of `writeDocument` for a document, or the document itself where it is not regular. */
function operationArguments(document: string): (string | 1)[] {
  const [, type, name = '', definitions = '', selection = ''] = REGULAR.exec(document) ?? [];
  const variables = definitions.slice(1).split('$').join(',');
  const query = type === 'query' ? [1 as const] : [];
  return type && canonical(expand(writeDocument(name, variables, selection, ...query))) === canonical(expand(document))
    ? [name, variables, selection, ...query]
    : [document];
}

/** No minifier writes a text once that several calls are given. Shorter ones are as short as a name for them. */
function repeatedTexts(values: readonly (string | 1)[]): string[] {
  const texts = values.filter((value) => typeof value === 'string' && value.length > 10);
  return [...new Set(texts as string[])].filter((text) => texts.indexOf(text) < texts.lastIndexOf(text));
}

/** Any field will do to make a parseable document of one with a placeholder. */
const expand = (document: string): string => document.replace(PLACEHOLDER, 'id');

/**
 * A module in place of the SDK's `graphqlapi`, with the operations named: one shared function instead of one for each,
 * and compact documents.
 */
export function graphqlOperations(names: readonly string[]): string {
  const operations = operationDocuments();
  const sources = documentSources();
  const wanted = new Map<string, string>();
  for (const name of names) {
    const document = operations.get(name);
    const source = document === undefined ? undefined : sources.get(document);
    if (source === undefined) throw new Error(`graphqlapi.${name} does not have the shape that is replaced at build time: look at it.`);
    wanted.set(name, source);
  }
  const { shared, documents } = compactDocuments(wanted);
  const operationsOf = [...documents].map(([name, document]) => ({ name, values: operationArguments(document) }));
  const repeated = repeatedTexts(operationsOf.flatMap(({ values }) => values));
  const written = (value: string | 1): string => {
    const index = repeated.indexOf(value as string);
    return index < 0 ? JSON.stringify(value) : `repeated${index}`;
  };
  return [
    "import { later } from 'lib/sdk/promises';",
    "import { writeDocument } from 'lib/sdk/write-document';",
    `const shared = ${JSON.stringify(shared)};`,
    'const operation = (name, variables, selection, query) => (client, tokenProvider, values) => {',
    '  const document = selection === undefined ? name : writeDocument(name, variables, selection, query);',
    `  const text = document.replace(${JSON.stringify(PLACEHOLDER)}, shared);`,
    '  const ask = (token) => client.request({ query: text, variables: values, token });',
    // The SDK waits for the token of an app's own provider. Where it is there, the request begins at once: guard() takes note of it.
    '  return later(() => {',
    '    const token = tokenProvider.getToken();',
    '    return token && token.then ? token.then(ask) : ask(token);',
    '  });',
    '};',
    ...repeated.map((text, index) => `const repeated${index} = ${JSON.stringify(text)};`),
    ...operationsOf.map(({ name, values }) => `export const ${name} = /* @__PURE__ */ operation(${values.map(written).join(', ')});`),
  ].join('\n');
}
