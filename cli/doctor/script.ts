/** What a script of the project says, in JavaScript or TypeScript, by itself or inside a .vue file. Nothing of it is run. */
import { parse, type ParserPlugin } from '@babel/parser';
import type { Entry } from './json';

/** A place in a script. */
interface At {
  readonly line: number;
}

export interface Script {
  /** Registrations: objects under the key `usingComponents`. */
  readonly registered: readonly Entry[];
  /** Something here configures Authing. */
  readonly configures: boolean;
  /** How the package is imported or required, by its name or by a path to a copy. */
  readonly imports: readonly string[];
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

/** A node of Babel's tree, as far as anything here looks at it. */
interface Node {
  readonly type: string;
  readonly loc?: { readonly start: { readonly line: number } };
  readonly [field: string]: unknown;
}

/** @throws SyntaxError */
export function readScript(path: string, text: string): Script {
  const found = {
    registered: [] as Entry[],
    configures: false,
    imports: [] as string[],
    logins: [] as { call: string; line: number }[],
    secrets: [] as At[],
    serverInterfaces: [] as At[],
    placeholders: [] as At[],
    compilers: [] as { text: string; line: number }[],
  };
  for (const part of path.endsWith('.vue') ? scriptsOf(text) : [{ text, plugins: pluginsFor(path) }]) {
    const tree = parse(part.text, { sourceType: 'unambiguous', plugins: part.plugins, allowReturnOutsideFunction: true });
    walk(tree.program as unknown as Node, (node) => look(node, found));
  }
  return found;
}

type Found = { -readonly [fact in keyof Script]: Script[fact] extends readonly (infer Item)[] ? Item[] : Script[fact] };

function look(node: Node, found: Found): void {
  const line = node.loc?.start.line ?? 1;
  const text = textOf(node);
  if (text !== undefined && /api\.weixin\.qq\.com/.test(text)) found.serverInterfaces.push({ line });
  switch (node.type) {
    case 'ImportDeclaration': {
      const from = textOf(node['source']) ?? '';
      if (isPackage(from)) found.imports.push(from);
      for (const specifier of nodes(node['specifiers']))
        if (from === '@tarojs/taro' && nameOf(specifier['imported']) === 'login') found.logins.push({ call: 'login', line });
      return;
    }
    case 'ObjectProperty':
    case 'ClassProperty':
      return property(nameOf(node['key']), node['value'] as Node, line, found);
    case 'ObjectMethod':
      if (nameOf(node['key']) === 'authing') found.configures = true;
      return;
    case 'VariableDeclarator':
      return property(nameOf(node['id']), node['init'] as Node, line, { ...found, registered: [], compilers: [] });
    case 'AssignmentExpression':
      return property(nameOf(node['left']), node['right'] as Node, line, found);
    case 'NewExpression':
      if (nameOf(node['callee']) === 'AuthenticationClient') found.configures = true;
      return;
    case 'CallExpression':
    case 'OptionalCallExpression':
      return call(node, line, found);
  }
}

function property(name: string | undefined, value: Node | null | undefined, line: number, found: Found): void {
  const text = textOf(value);
  if (name === 'authing') found.configures = true;
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
  if (name === 'configureAuthing') found.configures = true;
  const from = name === 'require' || callee.type === 'Import' ? textOf(argument) : undefined;
  if (from !== undefined && isPackage(from)) found.imports.push(from);
  const platform = /^(Optional)?MemberExpression$/.test(callee.type) ? nameOf(callee['object']) : undefined;
  if (name !== 'login' || platform === undefined || !['wx', 'uni', 'Taro'].includes(platform)) return;
  // Of uni-app's providers only WeChat's is one here.
  const provider = entries(argument).find(([key]) => key === 'provider')?.[1];
  if (provider === undefined || textOf(provider) === 'weixin') found.logins.push({ call: `${platform}.login`, line });
}

const isPackage = (from: string): boolean => /(^|\/)authing-miniapp(\/|$)/.test(from);

/** Of an identifier, a member, or a quoted key. */
function nameOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === 'Identifier') return value['name'] as string;
  if (/MemberExpression$/.test(value.type)) return nameOf(value['property']);
  return textOf(value);
}

function textOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === 'StringLiteral') return value['value'] as string;
  if (value.type !== 'TemplateLiteral') return undefined;
  return nodes(value['quasis'])
    .map((part) => (part['value'] as { raw: string }).raw)
    .join('');
}

/** Of an object that is written out; `{ … } as const` and the like are, too. */
function entries(value: unknown): [key: string, value: Node][] {
  if (!isNode(value)) return [];
  if (/^TS(As|Satisfies)Expression$/.test(value.type)) return entries(value['expression']);
  return nodes(value['properties']).flatMap((each) => {
    const key = nameOf(each['key']);
    return key !== undefined && isNode(each['value']) ? [[key, each['value']] as [string, Node]] : [];
  });
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;
const nodes = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const [field, value] of Object.entries(node)) {
    if (field === 'loc' || field.endsWith('Comments')) continue;
    if (Array.isArray(value)) nodes(value).forEach((child) => walk(child, visit));
    else if (isNode(value)) walk(value, visit);
  }
}

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
