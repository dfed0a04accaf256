/** Babel's tree of a script, as far as anything here looks at it. */

/** A place in a script. */
export interface At {
  readonly line: number;
}

export interface Node {
  readonly type: string;
  readonly loc?: { readonly start: { readonly line: number } };
  readonly [field: string]: unknown;
}

/** Of an identifier, a member, or a quoted key. */
export function nameOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === 'Identifier') return value['name'] as string;
  if (/MemberExpression$/.test(value.type)) return nameOf(value['property']);
  return textOf(value);
}

export function textOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === 'StringLiteral') return value['value'] as string;
  if (value.type !== 'TemplateLiteral') return undefined;
  return nodes(value['quasis'])
    .map((part) => (part['value'] as { raw: string }).raw)
    .join('');
}

/** `value as Type` and `value satisfies Type`. */
export const TYPED = /^TS(As|Satisfies)Expression$/;

/** Of an object that is written out; `{ … } as const` and the like are, too. */
export function entries(value: unknown): [key: string, value: Node][] {
  if (!isNode(value)) return [];
  if (TYPED.test(value.type)) return entries(value['expression']);
  return nodes(value['properties']).flatMap((each) => {
    const key = nameOf(each['key']);
    return key !== undefined && isNode(each['value']) ? [[key, each['value']] as [string, Node]] : [];
  });
}

export const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;
export const nodes = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

/** Every node below one and itself, each with those that it lies in, the nearest last. */
export function walk(node: Node, visit: (node: Node, above: readonly Node[]) => void, above: readonly Node[] = []): void {
  visit(node, above);
  const path = [...above, node];
  for (const [field, value] of Object.entries(node)) {
    if (field === 'loc' || field.endsWith('Comments')) continue;
    if (Array.isArray(value)) nodes(value).forEach((child) => walk(child, visit, path));
    else if (isNode(value)) walk(value, visit, path);
  }
}
