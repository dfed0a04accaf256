/** The options that a script gives to Authing, as far as they are written out. */
import { meant } from './spelling';
import { isNode, nameOf, nodes, textOf, TYPED, walk, type At, type Node } from './syntax';

/** One place where options are given. */
export interface Options {
  readonly names: readonly (At & { readonly name: string; readonly text: string | undefined })[];
  /** Every one of them is here: no spread, no variable. */
  readonly complete: boolean;
}

/** All that there are: `AuthingConfig`, then those of the SDK's client. */
export const OPTIONS = [
  'appId',
  'accessToken',
  'timeout',
  'onError',
  'host',
  'appHost',
  'domain',
  'extIdpConnIdentifier',
  'lang',
  'storageCipher',
  'userPoolId',
  'tenantId',
  'secret',
  'protocol',
  'tokenEndPointAuthMethod',
  'introspectionEndPointAuthMethod',
  'revocationEndPointAuthMethod',
  'redirectUri',
  'websocketHost',
  'requestFrom',
  'token',
  'encryptFunction',
  'publicKey',
  'httpClient',
  'graphqlClient',
  'tokenProvider',
  'privateKeys',
  'headers',
  'encryption',
  'socketUri',
  'retryTimes',
] as const;

/** Objects that are written out, by the names of the only variables that hold them. */
export type Variables = ReadonlyMap<string, Node>;

/** Those of a script: a name that stands for several things stands for none here. */
export function variablesIn(program: Node): Variables {
  const found = new Map<string, Node | undefined>();
  walk(program, (node, above) => {
    if (node.type === 'AssignmentExpression' && isNode(node['left']) && node['left'].type === 'Identifier')
      found.set(nameOf(node['left'])!, undefined);
    if (node.type !== 'VariableDeclarator') return;
    const name = nameOf(node['id']);
    const isTop = above.length === 2 || above.at(-2)?.type === 'ExportNamedDeclaration';
    if (name !== undefined) found.set(name, isTop && !found.has(name) && isNode(node['init']) ? node['init'] : undefined);
  });
  return new Map([...found].flatMap(([name, value]) => (value ? [[name, value] as const] : [])));
}

/** What this node gives to Authing; undefined where it gives nothing. */
export function optionsOf(node: Node, variables: Variables): Options | undefined {
  switch (node.type) {
    case 'NewExpression':
    case 'CallExpression':
    case 'OptionalCallExpression': {
      const isGiven = /^(configureAuthing|AuthenticationClient)$/.test(nameOf(node['callee']) ?? '');
      return isGiven ? writtenOut(nodes(node['arguments'])[0], variables) : undefined;
    }
    case 'ObjectProperty':
    case 'ClassProperty':
      return nameOf(node['key']) === 'authing' ? configuration(node['value'], variables) : undefined;
    case 'VariableDeclarator':
      return nameOf(node['id']) === 'authing' ? configuration(node['init'], variables) : undefined;
    case 'AssignmentExpression':
      return nameOf(node['left']) === 'authing' ? configuration(node['right'], variables) : undefined;
    default:
      return undefined;
  }
}

/** Pages have things of their own of that name: a configuration has an appId. */
function configuration(value: unknown, variables: Variables): Options | undefined {
  const options = writtenOut(value, variables);
  return !options.complete || options.names.some(({ name }) => name === 'appId') ? options : undefined;
}

function writtenOut(value: unknown, variables: Variables): Options {
  if (isNode(value) && TYPED.test(value.type)) return writtenOut(value['expression'], variables);
  const kept = isNode(value) && value.type === 'Identifier' ? variables.get(nameOf(value)!) : undefined;
  // More may be put into it before it is given.
  if (kept) return { ...writtenOut(kept, new Map()), complete: false };
  if (!isNode(value) || value.type !== 'ObjectExpression') return { names: [], complete: false };
  const members = nodes(value['properties']);
  const named = members.filter((each) => each.type !== 'SpreadElement' && each['computed'] !== true);
  return {
    names: named.flatMap((each) => {
      const name = nameOf(each['key']);
      return name === undefined ? [] : [{ name, text: textOf(each['value']), line: each.loc?.start.line ?? 1 }];
    }),
    complete: named.length === members.length,
  };
}

/** The option that this was meant to be; undefined where it is one, or like none. An app may keep things of its own beside them. */
export const meantOption = (name: string): (typeof OPTIONS)[number] | undefined => meant(name, OPTIONS, 7);
