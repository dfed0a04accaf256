import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn } from '../lint/files';
import { included } from '../sdk/source/kernel-modules';
import type { Check } from './check';
import { schedules } from './schedules';
import { loadSpecifications } from './specifications';

/** A part of lib/ that is mutated in one go, with what judges it. */
export interface Part {
  readonly name: string;
  /** Whether a file of lib/ belongs to it. @param file with `/`, from the project's root */
  holds(file: string): boolean;
  /** Everything that judges it. @param root absolute path of the copy of the project in which the mutants are */
  checks(root: string): Check[];
}

/** Left alone: a release writes it, from package.json. */
const VERSION = 'lib/version.ts';

/** One second's worth: the specifications find what these do not. */
const SCHEDULES = 100;

/** What the documents say of the build, as specifications. */
const DOCUMENTS = ['test/docs/security.test.ts', 'test/docs/own-component.test.ts'];

const inBundle = (file: string): boolean => file.startsWith('lib/sdk/') || included.includes(file.replace(/\.ts$/, ''));

export const parts: readonly Part[] = [
  {
    name: 'kernel',
    holds: (file) => !inBundle(file),
    checks(root) {
      const files = [...specificationsIn(root, 'test/components'), ...specificationsIn(root, 'test/lib'), ...DOCUMENTS];
      // The engines agree (test/testing/engines, test/chaos/agreement): what runs on both is judged on the one that WeChat runs today.
      const specifications = files.flatMap((file) => loadSpecifications(join(root, file), root));
      return [
        ...schedules(SCHEDULES, join(root, 'miniprogram_dist')),
        ...specifications.filter(({ id }) => !/ on simulate\b/.test(id)),
        ...loadSpecifications(join(root, 'test/docs/errors.test.ts'), root, true),
      ];
    },
  },
];

/** The files of a part, by path from the project's root. */
export function filesOf({ holds }: Part, root: string): string[] {
  const files = filesIn(join(root, 'lib')).map((file) => `lib/${file}`);
  return files.filter((file) => file.endsWith('.ts') && file !== VERSION && holds(file));
}

const specificationsIn = (root: string, folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map(({ name }) => `${folder}/${name}`)
    .sort();
