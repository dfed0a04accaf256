import { filesIn } from './files';

/** Words that say nothing about what is inside. */
const EMPTY_WORDS = /(^|[-_.])(utils?|helpers?|common|managers?|misc)([-_.]|$)/i;

/** Where such a word is a term of the field, and which. */
const terms: Readonly<Record<string, string>> = {
  'tools/build/helpers.ts': 'run-time helpers, as in the compiler option importHelpers of TypeScript',
};

/** Files and folders whose names do not tell what they are. */
export function lintNames(root: string): string[] {
  return filesIn(root)
    .filter((path) => !(path in terms) && path.split('/').some((part) => EMPTY_WORDS.test(part)))
    .map((path) => `${path}: a name says what it is, in the field's words`);
}
