/** The options that a script gives to Authing, as far as they are written out. */
import { meant } from './spelling';
import { isNode, nameOf, nodes, TYPED, type At, type Node } from './syntax';

/** One place where options are given. */
export interface Options {
  readonly names: readonly (At & { readonly name: string })[];
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

/** What this node gives to Authing; undefined where it gives nothing. */
export function optionsOf(node: Node): Options | undefined {
  switch (node.type) {
    case 'NewExpression':
    case 'CallExpression':
    case 'OptionalCallExpression': {
      const isGiven = /^(configureAuthing|AuthenticationClient)$/.test(nameOf(node['callee']) ?? '');
      return isGiven ? writtenOut(nodes(node['arguments'])[0]) : undefined;
    }
    case 'ObjectProperty':
    case 'ClassProperty':
      return nameOf(node['key']) === 'authing' ? configuration(node['value']) : undefined;
    case 'VariableDeclarator':
      return nameOf(node['id']) === 'authing' ? configuration(node['init']) : undefined;
    case 'AssignmentExpression':
      return nameOf(node['left']) === 'authing' ? configuration(node['right']) : undefined;
    default:
      return undefined;
  }
}

/** Pages have things of their own of that name: a configuration has an appId. */
function configuration(value: unknown): Options | undefined {
  const options = writtenOut(value);
  return !options.complete || options.names.some(({ name }) => name === 'appId') ? options : undefined;
}

function writtenOut(value: unknown): Options {
  if (isNode(value) && TYPED.test(value.type)) return writtenOut(value['expression']);
  if (!isNode(value) || value.type !== 'ObjectExpression') return { names: [], complete: false };
  const members = nodes(value['properties']);
  const named = members.filter((each) => each.type !== 'SpreadElement' && each['computed'] !== true);
  return {
    names: named.flatMap((each) => {
      const name = nameOf(each['key']);
      return name === undefined ? [] : [{ name, line: each.loc?.start.line ?? 1 }];
    }),
    complete: named.length === members.length,
  };
}

/** The option that this was meant to be; undefined where it is one, or like none. An app may keep things of its own beside them. */
export const meantOption = (name: string): (typeof OPTIONS)[number] | undefined => meant(name, OPTIONS, 7);
