import { Kind, parse, print, stripIgnoredCharacters, visit } from 'graphql';
import type { DocumentNode, FieldNode, SelectionNode, SelectionSetNode } from 'graphql';

/** Stands for the shared selection inside a document; no character of GraphQL outside strings and comments. */
export const PLACEHOLDER = '~';

/** A selection with at least this many plain fields is taken for a selection of the `User` type. */
const USER_SELECTION_SIZE = 30;

const isPlain = (node: SelectionNode): node is FieldNode =>
  node.kind === Kind.FIELD && !node.selectionSet && !node.alias && !node.arguments?.length && !node.directives?.length;

const plainNames = (set: SelectionSetNode): string[] => set.selections.filter(isPlain).map((field) => field.name.value);

const isUserSelection = (set: SelectionSetNode): boolean => plainNames(set).length >= USER_SELECTION_SIZE;

/** The selections of a set, each once. */
const unique = (set: SelectionSetNode): SelectionNode[] => [...new Map(set.selections.map((node) => [print(node), node])).values()];

function commonFields(documents: readonly DocumentNode[]): string[] {
  const sets: Set<string>[] = [];
  for (const document of documents) {
    visit(document, { SelectionSet: (set) => void (isUserSelection(set) && sets.push(new Set(plainNames(set)))) });
  }
  const [first, ...others] = sets;
  return first && others.length > 0 ? [...first].filter((name) => others.every((set) => set.has(name))) : [];
}

/** The document with sorted, deduplicated selections: two documents that ask for the same have the same canonical form. */
export function canonical(source: string): string {
  const sorted = visit(parse(source), {
    SelectionSet: { leave: (set) => ({ ...set, selections: unique(set).sort((a, b) => (print(a) < print(b) ? -1 : 1)) }) },
  });
  return stripIgnoredCharacters(print(sorted));
}

export interface CompactDocuments {
  /** The fields that every selection of a user has in common, as one string. */
  readonly shared: string;
  /** Document by name, without ignored characters, `~` in place of the shared fields. */
  readonly documents: ReadonlyMap<string, string>;
}

/**
 * Makes GraphQL documents small without changing what they ask for: ignored characters and repeated fields go, and the
 * fields that all user selections have in common are written once. Throws when a compact document does not expand to
 * one that asks for the same as the original.
 */
export function compactDocuments(sources: ReadonlyMap<string, string>): CompactDocuments {
  const parsed = new Map([...sources].map(([name, source]) => [name, parse(source)]));
  const names = commonFields([...parsed.values()]);
  const shared = names.join(' ');
  const documents = new Map<string, string>();
  for (const [name, document] of parsed) {
    const compact = visit(document, {
      SelectionSet: {
        leave: (set) => {
          const selections = unique(set);
          if (names.length === 0 || !isUserSelection(set)) return { ...set, selections };
          const stand: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: 'SHARED__' } };
          return { ...set, selections: [stand, ...selections.filter((node) => !(isPlain(node) && names.includes(node.name.value)))] };
        },
      },
    });
    const text = stripIgnoredCharacters(print(compact)).replace('SHARED__', PLACEHOLDER);
    const original = sources.get(name) ?? '';
    if (canonical(text.replace(PLACEHOLDER, shared)) !== canonical(original)) {
      throw new Error(`The compact form of ${name} asks for something else.`);
    }
    documents.set(name, text);
  }
  return { shared, documents };
}
