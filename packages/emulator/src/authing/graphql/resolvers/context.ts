import type { Caller, Services } from '../../services';

/** What every resolver gets as its second argument. */
export interface ResolverContext {
  services: Services;
  caller: Caller;
}

/** A root field. Arguments have been checked against the schema before. */
export type RootField<Arguments> = (args: Arguments, context: ResolverContext) => unknown;

/** Root fields by name. The arguments of each are those its schema declares. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a table of functions whose argument types differ
export type RootFields = Record<string, RootField<any>>;

/** An optional argument: clients send null for what they leave out. */
export type Maybe<T> = T | null | undefined;
