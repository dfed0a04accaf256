import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import ts from 'typescript';
import { asyncToPromises } from './async-to-promises';
import { graphqlOperations } from './graphql-operations';
import { removeMethods } from './cut-methods';
import { removedFunctions, replacedFunctions, replacedModules } from './replaced-modules';
import { readSdkModule, sdkModuleFile, sdkModuleName, sdkSources } from './sdk-source';

const root = join(__dirname, '../..');

/** The file whose exports say what ships. */
export const entry = join(root, 'lib/sdk/authing-js-sdk.ts');

/** Where our file takes the SDK's operations from, and what it takes. */
const IMPORTS = /(?:import|export) \{([^}]*)\} from '[./\w-]*\/graphqlapi'/g;

/** The operations that ship: those that `lib/sdk` takes itself, and those that the methods left in the SDK's client call. */
function shippedOperations(): string[] {
  const client = reduced('lib/authentication/AuthenticationClient');
  const named = (source: string): string[] =>
    [...source.matchAll(IMPORTS)]
      .flatMap(([, names]) => names!.split(','))
      .map((name) => name.trim())
      .filter(Boolean);
  const ours = named(readFileSync(entry, 'utf8'));
  // A call whose first argument is the client: the SDK has methods of the same names.
  const theirs = named(client).filter((name) => new RegExp(`\\b${name}\\(\\s*this\\.graphqlClient\\b`).test(client));
  return [...new Set([...ours, ...theirs])].sort();
}

const reduced = (name: string): string => removeMethods(readSdkModule(name), name);

/** Without the functions that are removed or replaced: `export const x = …` and `export function x` at the top level. */
function removeFunctions(source: string): string {
  const file = ts.createSourceFile('', source, ts.ScriptTarget.ESNext, true);
  const declared = (statement: ts.Statement): (string | undefined)[] => {
    if (ts.isFunctionDeclaration(statement)) return [statement.name?.text];
    return ts.isVariableStatement(statement) ? statement.declarationList.declarations.map(({ name }) => name.getText()) : [];
  };
  const gone = [...removedFunctions, ...Object.keys(replacedFunctions)];
  const kept = file.statements.filter((statement) => !declared(statement).some((name) => name && gone.includes(name)));
  const stands = removedFunctions.map((name) => `export const ${name} = undefined;`);
  return [...kept.map((statement) => statement.getFullText()), ...stands, ...Object.values(replacedFunctions)].join('\n');
}

/** One module of the SDK as it goes into the bundle. */
export function sdkModule(name: string): string {
  const replacement = replacedModules[name];
  if (replacement !== undefined) return replacement;
  if (name === 'lib/graphqlapi') return graphqlOperations(shippedOperations());
  return asyncToPromises(name === 'lib/utils' ? removeFunctions(readSdkModule(name)) : reduced(name), 'lib/sdk/promises');
}

/** esbuild plugin: `authing-js-sdk/build/main/x` is bundled from the SDK's source `authing-js-sdk/src/x.ts`, reduced. */
export const sdkModules: Plugin = {
  name: 'sdk-modules',
  setup(build) {
    const sdk = (name: string) => ({ path: name, namespace: 'sdk', sideEffects: false });
    build.onResolve({ filter: /^authing-js-sdk\/build\/main\// }, ({ path }) => sdk(path.slice('authing-js-sdk/build/main/'.length)));
    // A replacement takes something of ours: `lib/…` from the root.
    build.onResolve({ filter: /^lib\/(http|sdk)\//, namespace: 'sdk' }, ({ path }) =>
      build.resolve(`./${path}`, { resolveDir: root, importer: join(root, 'index.ts'), namespace: 'file', kind: 'import-statement' }),
    );
    build.onResolve({ filter: /.*/, namespace: 'sdk' }, ({ path, importer }) =>
      sdk(path.startsWith('.') ? sdkModuleName(join(sdkSources, dirname(importer), path)) : path),
    );
    build.onLoad({ filter: /.*/, namespace: 'sdk' }, ({ path }) => ({
      contents: sdkModule(path),
      loader: 'ts',
      resolveDir: dirname(sdkModuleFile(path)),
    }));
  },
};
