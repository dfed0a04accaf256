/** JSON, also with comments and a comma too many, as the frameworks take it, with the lines of what is in it. */
import { getNodeValue, parseTree, type Node, type ParseError } from 'jsonc-parser';

export interface Json {
  /** The whole value; undefined where there is none. */
  readonly value: unknown;
  /** The line of the first error; undefined where there is none. */
  readonly broken: number | undefined;
  /** The line of the first thing that is no JSON for WeChat: a comment, a comma after the last value, no value at all. */
  readonly refused: number | undefined;
  /** Every value under a key of this name, at any depth. */
  under(key: string): { readonly value: unknown; readonly line: number; readonly entries: readonly Entry[] }[];
}

/** A key of an object with a text. */
export interface Entry {
  readonly key: string;
  readonly text: string;
  readonly line: number;
}

export function readJson(text: string): Json {
  const errors: ParseError[] = [];
  const strict: ParseError[] = [];
  const own = text.replace(/^\uFEFF/, ' ');
  const tree = parseTree(own, errors, { allowTrailingComma: true });
  parseTree(own, strict, { disallowComments: true });
  const line = ({ offset }: { readonly offset: number }): number => text.slice(0, offset).split('\n').length;
  return {
    value: tree && (getNodeValue(tree) as unknown),
    broken: errors[0] && line(errors[0]),
    refused: strict[0] && line(strict[0]),
    under: (key) =>
      propertiesIn(tree)
        .filter(([name]) => name.value === key)
        .map(([, value]) => ({ value: getNodeValue(value) as unknown, line: line(value), entries: entriesOf(value, line) })),
  };
}

type Property = [name: Node, value: Node];

function propertiesIn(node: Node | undefined): Property[] {
  if (!node) return [];
  const [name, value] = node.children ?? [];
  const own: Property[] = node.type === 'property' && name && value ? [[name, value]] : [];
  return [...own, ...(node.children ?? []).flatMap(propertiesIn)];
}

const entriesOf = (object: Node, line: (node: Node) => number): Entry[] =>
  (object.type === 'object' ? (object.children ?? []) : []).flatMap(({ children: [name, value] = [] }) =>
    name && value?.type === 'string' ? [{ key: String(name.value), text: String(value.value), line: line(name) }] : [],
  );
