/** What a script of the project says, in JavaScript or TypeScript, by itself or inside a .vue file. Nothing of it is run. */
import { parse, type ParserPlugin } from '@babel/parser';
import { configuring, type NearMiss } from './configuration';
import type { Entry } from './json';
import { optionsOf, variablesIn, type Options } from './options';
import { entries, nameOf, nodes, textOf, walk, type At, type Node } from './syntax';
import { tagOf, type Tag } from './tags';

export interface Script {
  /** Registrations: objects under the key `usingComponents`. */
  readonly registered: readonly Entry[];
  /** Something here configures Authing, or may. */
  readonly configures: boolean;
  /** What looks as if it did, and has no appId, or lies where nobody looks for it. */
  readonly nearMisses: readonly NearMiss[];
  /** How the package is imported or required, by its name or by a path to a copy; types alone leave nothing in the code. */
  readonly imports: readonly (At & { readonly from: string; readonly isType: boolean })[];
  /** What is given to Authing. */
  readonly options: readonly Options[];
  /** `extIdpConnIdentifier` stands here, whatever for, and not with an empty text. */
  readonly namesConnection: boolean;
  /** Elements in JSX and of render functions, of whatever tag. */
  readonly tags: readonly Tag[];
  /** What is imported, by its name here. */
  readonly names: ReadonlySet<string>;
  /** Calls of WeChat's login by the app itself. */
  readonly logins: readonly (At & { readonly call: string })[];
  /** An AppSecret. */
  readonly secrets: readonly At[];
  /** Addresses of WeChat's that only a server may call. */
  readonly serverInterfaces: readonly At[];
  /** `appId: 'YOUR_APP_ID'` */
  readonly placeholders: readonly At[];
  /** Texts under the key `compiler`, of Taro's config: itself, or its `type`. */
  readonly compilers: readonly (At & { readonly text: string })[];
}

/**
 * @param isUniApp uni-app hands on the `globalData` of its App.vue, and nothing else of it
 * @throws SyntaxError
 */
export function readScript(path: string, text: string, isUniApp: boolean): Script {
  const found = {
    registered: [] as Entry[],
    configures: false,
    nearMisses: [] as NearMiss[],
    imports: [] as { from: string; isType: boolean; line: number }[],
    options: [] as Options[],
    namesConnection: /\bextIdpConnIdentifier\b(?!['"]?\s*:\s*(?:''|""))/.test(text),
    tags: [] as Tag[],
    names: new Set<string>(),
    logins: [] as { call: string; line: number }[],
    secrets: [] as At[],
    serverInterfaces: [] as At[],
    placeholders: [] as At[],
    compilers: [] as { text: string; line: number }[],
  };
  for (const part of path.endsWith('.vue') ? scriptsOf(text) : [{ text, plugins: pluginsFor(path) }]) {
    const tree = parse(part.text, { sourceType: 'unambiguous', plugins: part.plugins, allowReturnOutsideFunction: true });
    const program = tree.program as unknown as Node;
    const variables = variablesIn(program);
    walk(program, (node, above) => {
      look(node, found);
      const options = optionsOf(node, variables);
      if (options) found.options.push(options);
      const tag = tagOf(node);
      if (tag) found.tags.push(tag);
      const is = configuring(node, above, { path, isUniApp });
      if (is === true) found.configures = true;
      else if (is) found.nearMisses.push(is);
    });
  }
  return found;
}

type Found = { -readonly [fact in keyof Script]: Script[fact] extends readonly (infer Item)[] ? Item[] : Script[fact] } & {
  names: Set<string>;
};

function look(node: Node, found: Found): void {
  const line = node.loc?.start.line ?? 1;
  const text = textOf(node);
  if (text !== undefined && /api\.weixin\.qq\.com/.test(text)) found.serverInterfaces.push({ line });
  switch (node.type) {
    case 'ImportDeclaration': {
      const from = textOf(node['source']) ?? '';
      const specifiers = nodes(node['specifiers']);
      const isType = isOfTypes(node) || (specifiers.length > 0 && specifiers.every(isOfTypes));
      if (isPackage(from)) found.imports.push({ from, isType, line });
      for (const specifier of specifiers) found.names.add(nameOf(specifier['local']) ?? '');
      for (const specifier of specifiers)
        if (from === '@tarojs/taro' && nameOf(specifier['imported']) === 'login') found.logins.push({ call: 'login', line });
      return;
    }
    case 'ObjectProperty':
    case 'ClassProperty':
      return property(nameOf(node['key']), node['value'] as Node, line, found);
    case 'VariableDeclarator':
      return property(nameOf(node['id']), node['init'] as Node, line, { ...found, registered: [], compilers: [] });
    case 'AssignmentExpression':
      return property(nameOf(node['left']), node['right'] as Node, line, found);
    case 'CallExpression':
    case 'OptionalCallExpression':
      return call(node, line, found);
  }
}

function property(name: string | undefined, value: Node | null | undefined, line: number, found: Found): void {
  const text = textOf(value);
  if (name === 'appId' && text === 'YOUR_APP_ID') found.placeholders.push({ line });
  if (name !== undefined && /^(wx|we_?chat|mini_?program)?_?app_?secret$/i.test(name) && text !== undefined && /^[0-9a-f]{32}$/i.test(text))
    found.secrets.push({ line });
  if (name === 'compiler') {
    const type = text ?? textOf(entries(value).find(([key]) => key === 'type')?.[1]);
    if (type !== undefined) found.compilers.push({ text: type, line });
  }
  if (name !== 'usingComponents') return;
  for (const [key, path] of entries(value)) {
    const target = textOf(path);
    if (target !== undefined) found.registered.push({ key, text: target, line: path.loc?.start.line ?? line });
  }
}

function call(node: Node, line: number, found: Found): void {
  const callee = node['callee'] as Node;
  const [argument] = nodes(node['arguments']);
  const name = nameOf(callee);
  const from = name === 'require' || callee.type === 'Import' ? textOf(argument) : undefined;
  if (from !== undefined && isPackage(from)) found.imports.push({ from, isType: false, line });
  const platform = /^(Optional)?MemberExpression$/.test(callee.type) ? nameOf(callee['object']) : undefined;
  if (name !== 'login' || platform === undefined || !['wx', 'uni', 'Taro'].includes(platform)) return;
  // Of uni-app's providers only WeChat's is one here.
  const provider = entries(argument).find(([key]) => key === 'provider')?.[1];
  if (provider === undefined || textOf(provider) === 'weixin') found.logins.push({ call: `${platform}.login`, line });
}

/** Of an import, or of one of its names. */
const isOfTypes = (node: Node): boolean => node['importKind'] === 'type';

const isPackage = (from: string): boolean => /(^|\/)authing-miniapp(\/|$)/.test(from);

const pluginsFor = (path: string): ParserPlugin[] => [
  'decorators-legacy',
  ...(/\.[mc]?tsx?$/.test(path) ? (['typescript'] as const) : []),
  ...(/\.[mc]?ts$/.test(path) ? [] : (['jsx'] as const)),
];

/** The scripts of a .vue file, on the lines they have there. */
function scriptsOf(text: string): { text: string; plugins: ParserPlugin[] }[] {
  return [...text.matchAll(/<script\b([^>]*)>([^]*?)<\/script>/g)].map((match) => ({
    text: '\n'.repeat(text.slice(0, match.index + match[0].indexOf('>')).split('\n').length - 1) + match[2]!,
    plugins: pluginsFor(/\blang=["']?(tsx?|jsx)/.exec(match[1]!)?.[1] === 'ts' ? '.ts' : '.tsx'),
  }));
}
