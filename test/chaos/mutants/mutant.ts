import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../source/compile';

/** A deliberately wrong version of the library: one small change of one source file, made by hand. */
export interface Mutant {
  /** What it does wrong, as a title. */
  readonly title: string;
  /** Path of the source file from the root of the project. */
  readonly file: string;
  /** Stands exactly once in it. */
  readonly find: string;
  readonly replace: string;
  /** The invariant that must find it. */
  readonly caughtBy: string;
}

/**
 * The text of the mutated file, by its path from the root of the project.
 * @throws Error when the change does not apply any more: then the source has moved on, and the mutant must follow
 */
export function mutate({ title, file, find, replace }: Pick<Mutant, 'title' | 'file' | 'find' | 'replace'>): Record<string, string> {
  const source = readFileSync(join(root, file), 'utf8');
  const places = source.split(find).length - 1;
  if (places !== 1)
    throw new Error(`The mutant "${title}" no longer applies: ${file} has its text ${places} times. Bring test/chaos/mutants up to date.`);
  return { [file]: source.replace(find, () => replace) };
}
