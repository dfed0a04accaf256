import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import ts from 'typescript';
import { removedMethods } from './removed-methods';
import { cutMethods } from './cut-methods';
import { entry } from './sdk-modules';
import { sdkRoot } from './sdk-source';

const declarations = join(sdkRoot, 'build/main');

/** Declarations that name axios, the DOM or Node.js, in words that a mini program has. */
const replacedDeclarations: Readonly<Record<string, string>> = {
  // The SDK's front door, which also leads to its management API.
  index: "export * from './types/graphql.v2'; export { User } from './types/index';",
  'lib/common/HttpClient': `
    import { AuthenticationClientOptions } from '../authentication/types';
    /** One request of the SDK. */
    export interface AuthingRequestConfig {
      url?: string; method?: string; params?: any; data?: any; headers?: any;
      /** Send no token. */
      unSetToken?: boolean;
      /** Resolve with the whole body, whatever it says. */
      notHandleRes?: boolean;
    }
    export declare class HttpClient {
      options: AuthenticationClientOptions;
      setOptions(options: AuthenticationClientOptions): void;
      request(config: AuthingRequestConfig): Promise<any>;
    }
    export declare class NaiveHttpClient extends HttpClient {}
    export declare class FastHttpClient extends HttpClient {}`,
  'lib/common/GraphqlClient': `
    import { AuthenticationClientOptions } from '../authentication/types';
    export declare class GraphqlClient {
      endpoint: string;
      options: AuthenticationClientOptions;
      setOptions(options: AuthenticationClientOptions): void;
      request(options: { query: string; variables?: any; token?: string | null }): Promise<any>;
    }`,
  'lib/authentication/AuthenticationTokenProvider': `
    import { User } from '../../types/index';
    export declare class AuthenticationTokenProvider {
      setToken(token: string): void;
      getToken(): string | null;
      getUser(): User | null;
      setUser(user: User): void;
      clearUser(): void;
    }`,
};

/** Exports that only `lib/sdk` itself uses, and none of its declarations names. */
const INTERNAL = /^export \{[^}]*\} from '[^']*\/(?:graphqlapi|utils)';$/gm;

/** Types of the browser and of Node.js that stand alone in the SDK's declarations. */
const replacedTypes: readonly [RegExp, string][] = [
  [/\bBlob;/g, 'string;'],
  [/\bNodeJS\.Time(r|out)\b/g, 'any'],
  [/^\/\/\/ <reference .*$/gm, ''],
  // Examples in comments.
  [/(from|require\() ?(["'])authing-js-sdk\2/g, '$1 $2authing-miniapp$2'],
];

/** `enum X { A = 'a' }` becomes `type X = 'a'`: nothing of the enum exists at run time, and a plain text is what users have. */
function enumsAsUnions(source: string): string {
  const file = ts.createSourceFile('', source, ts.ScriptTarget.ESNext, true);
  return file.statements
    .map((statement) => {
      if (!ts.isEnumDeclaration(statement)) return statement.getFullText();
      const values = statement.members.map(({ initializer }, index) => initializer?.getText() ?? String(index));
      const comment = source.slice(statement.getFullStart(), statement.getStart());
      return `${comment}export type ${statement.name.text} = ${values.join(' | ')};`;
    })
    .join('');
}

function declaration(name: string, source: string): string {
  const text = replacedDeclarations[name] ?? replacedTypes.reduce((all, [from, to]) => all.replace(from, to), source);
  const unreachable = (className: string): readonly string[] => removedMethods[className]?.unreachable ?? [];
  return enumsAsUnions(cutMethods(text, `${name}.d.ts`, unreachable));
}

/** Copies the declarations that are reached from `source` into `folder`, in our words. */
async function copyReached(source: string, from: string, folder: string, done: Set<string>): Promise<void> {
  for (const [, path] of source.matchAll(/(?:from|import\()\s*['"](\.[^'"]*)['"]/g)) {
    const base = join(dirname(from), path!);
    const name = await readFile(join(declarations, `${base}.d.ts`)).then(
      () => base,
      () => join(base, 'index'),
    );
    if (done.has(name)) continue;
    done.add(name);
    const text = declaration(name, await readFile(join(declarations, `${name}.d.ts`), 'utf8'));
    const target = join(folder, `${name}.d.ts`);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
    await copyReached(text, name, folder, done);
  }
}

/**
 * One `.d.ts` with the types of the SDK that `lib/sdk/authing-js-sdk.ts` exports, and those they need: it imports nothing,
 * so a user of the package installs nothing else.
 */
export async function sdkDeclarations(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sdk-declarations-'));
  try {
    const main = (await readFile(entry, 'utf8')).replace(INTERNAL, '').replace(/'authing-js-sdk\/build\/main\//g, "'./");
    await writeFile(join(folder, 'main.d.ts'), main);
    await copyReached(main, 'main', folder, new Set());
    const bundle = await rollup({
      input: join(folder, 'main.d.ts'),
      plugins: [dts()],
      onwarn: ({ message }) => {
        throw new Error(message);
      },
    });
    const { code } = (await bundle.generate({ format: 'es' })).output[0];
    if (/^import\b/m.test(code)) throw new Error(`The declarations of the SDK are not self-contained: ${/^import.*/m.exec(code)?.[0]}`);
    return code;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
