import type { DocumentNode } from 'graphql';
import { GraphQLError, Kind, parse } from 'graphql';

/** Clients send the same few dozen documents again and again. */
const MOST_KEPT = 200;
const kept = new Map<string, DocumentNode>();

/** Parses a document; the result is kept. Throws a GraphQLError on a syntax error. */
export function parseDocument(query: string): DocumentNode {
  const known = kept.get(query);
  if (known !== undefined) return known;
  const document = parse(query);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(query, document);
  return document;
}

/** Names of the root fields that a request body asks for; empty when it is no readable GraphQL request. */
export function rootFieldsOf(body: unknown): string[] {
  const query = (body as { query?: unknown } | undefined)?.query;
  if (typeof query !== 'string') return [];
  try {
    return parseDocument(query).definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? definition.selectionSet.selections.flatMap((selection) => (selection.kind === Kind.FIELD ? [selection.name.value] : []))
        : [],
    );
  } catch (error) {
    // The endpoint answers the syntax error; here it only means that nothing is known about the request.
    if (error instanceof GraphQLError) return [];
    throw error;
  }
}
