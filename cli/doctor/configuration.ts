/** What in a script tells Authing which application it is, and what only looks as if it did. */
import { basename } from 'node:path';
import { plain } from './spelling';
import { entries, isNode, nameOf, nodes, textOf, TYPED, type At, type Node } from './syntax';

/** Where a script is. */
interface Where {
  readonly path: string;
  readonly isUniApp: boolean;
}

/** What looks like a configuration and is none. */
export interface NearMiss extends At {
  /** What stands in the place of `appId`. */
  readonly instead?: string;
}

/** What somebody who means the configuration writes into it. */
const SETTING = /^(app_?id|accessToken|host|appHost|domain|timeout|storageCipher|userPoolId)$/i;

/**
 * @param above what the node lies in, the nearest last
 * @returns true where it configures, or may: what is not written out is believed; the line where it certainly does not, but was meant to
 */
export function configuring(node: Node, above: readonly Node[], where: Where): true | NearMiss | undefined {
  const at = { line: node.loc?.start.line ?? 1 };
  switch (node.type) {
    case 'NewExpression':
      return nameOf(node['callee']) === 'AuthenticationClient' || undefined;
    case 'CallExpression':
    case 'OptionalCallExpression': {
      const name = nameOf(node['callee']);
      const [first] = nodes(node['arguments']);
      if (name === 'configureAuthing') return first ? judge(first, at) : true;
      return (name === 'assign' && nameOf(first) === 'authing') || undefined;
    }
    case 'AssignmentExpression':
      return assignment(node, at, where);
    case 'VariableDeclarator':
      // Handed on by its name, or with all that its module exports.
      return (nameOf(node['id']) === 'authing' && judge(node['init'], at) === true && isWrittenOut(node['init'])) || undefined;
    case 'ClassProperty':
      return nameOf(node['key']) === 'authing' ? judge(node['value'], at) : undefined;
    case 'ObjectMethod':
    case 'ObjectProperty': {
      // Of a pattern it is a name that is read.
      if (nameOf(node['key']) !== 'authing' || above.at(-1)?.type !== 'ObjectExpression') return undefined;
      if (!isInPlace(above, where)) return entries(node['value']).some(([key]) => SETTING.test(key)) ? at : undefined;
      return node.type === 'ObjectMethod' ? true : judge(node['value'], at);
    }
    default:
      return undefined;
  }
}

/** `app.authing = …` and `app.authing.appId = …`; `this.authing` of a page is the page's. */
function assignment(node: Node, at: At, { path }: Where): true | NearMiss | undefined {
  const left = node['left'] as Node;
  const owner = isNode(left) ? (left['object'] as Node | undefined) : undefined;
  if (nameOf(left) === 'appId' && owner && nameOf(owner) === 'authing') return true;
  if (nameOf(left) !== 'authing') return undefined;
  return owner?.type === 'ThisExpression' && isPageOf(path) ? undefined : judge(node['right'], at);
}

/** Vue's single files, but for the app itself. */
const isPageOf = (path: string): boolean => path.endsWith('.vue') && !/^app\.vue$/i.test(basename(path));

const isWrittenOut = (value: unknown): boolean => entries(value).length > 0;

/** Of what is given as configuration. */
function judge(value: unknown, at: At): true | NearMiss | undefined {
  if (isNode(value) && TYPED.test(value.type)) return judge(value['expression'], at);
  if (!isNode(value) || value.type === 'NullLiteral') return undefined;
  if (value.type === 'CallExpression' && nameOf(value['callee']) === 'useAuthing') return undefined;
  if (textOf(value) !== undefined) return at;
  if (value.type !== 'ObjectExpression') return true;
  const members = nodes(value['properties']);
  // A spread, a method, or a key that is computed: who knows.
  if (members.some(({ type, computed }) => type !== 'ObjectProperty' || computed === true)) return true;
  const own = entries(value);
  const appId = own.find(([key]) => key === 'appId')?.[1];
  if (appId) return (appId.type === 'StringLiteral' && textOf(appId)!.trim() === '') || appId.type === 'NullLiteral' ? at : true;
  const meantFor = own.find(([key]) => plain(key) === 'appid')?.[0];
  if (meantFor !== undefined) return { ...at, instead: meantFor };
  return own.some(([key]) => SETTING.test(key)) ? at : undefined;
}

/** Whether somebody may look where this object's member is: false where it is certain that nobody does. */
function isInPlace(above: readonly Node[], { path, isUniApp }: Where): boolean {
  const keys: (string | undefined)[] = [];
  let holder = above.length - 1;
  for (; /^(ObjectExpression|ObjectProperty)$/.test(above[holder]?.type ?? '') || TYPED.test(above[holder]?.type ?? ''); holder--)
    if (above[holder]!.type === 'ObjectProperty') keys.unshift(nameOf(above[holder]!['key']));
  const kept = above[holder];
  const isGlobalData = keys.length === 1 && keys[0] === 'globalData';
  const callee = kept?.type === 'CallExpression' ? nameOf(kept['callee']) : undefined;
  if (callee === 'App') return keys.length === 0 || isGlobalData;
  if (callee !== undefined && /^(Page|Component|Behavior|setData)$/.test(callee)) return false;
  const isVueOptions = kept?.type === 'ExportDefaultDeclaration' || /^define(Options|Component)$/.test(callee ?? '');
  if (isUniApp && isVueOptions && basename(path) === 'App.vue') return isGlobalData;
  return !(isPageOf(path) && (isVueOptions || /^(ReturnStatement|ArrowFunctionExpression)$/.test(kept?.type ?? '')));
}
