import { join } from 'node:path';
import { filesIn } from '../../tools/lint/files';
import { isBundled } from '../../tools/sdk/kernel-modules';

/** What ships is mutated in parts, one after the other: what judges them differs. The components belong to the kernel. */
export type PartName = 'kernel' | 'sdk';

export const partNames: readonly PartName[] = ['kernel', 'sdk'];

/** Left alone: a release writes it, from package.json. */
const VERSION = 'lib/version.ts';

/** What the build bundles with the SDK, rather than compile it file by file. */
const inBundle = (file: string): boolean => isBundled(file.replace(/\.ts$/, ''));

/** The files of a part, by path from the project's root, with `/`. */
export function filesOf(part: PartName, root: string): string[] {
  const files = ['lib', 'components'].flatMap((folder) => filesIn(join(root, folder)).map((file) => `${folder}/${file}`));
  return files.filter((file) => file.endsWith('.ts') && file !== VERSION && inBundle(file) === (part === 'sdk'));
}

/** What a run mutates when it is not told. */
export const measured = (root: string): string[] => partNames.flatMap((part) => filesOf(part, root));
