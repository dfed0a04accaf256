import { join } from 'node:path';
import { filesIn } from '../../tools/lint/files';
import { installDom } from '../../tools/size/dom';
import type { Check } from './check';
import type { PartName } from './files';
import { schedules } from './schedules';
import { loadSpecifications } from './specifications';

/** One second's worth: the specifications find what these do not. */
const SCHEDULES = 100;

/** What judges a part. @param root absolute path of the copy of the project in which the mutants are */
export const checksOf: Readonly<Record<PartName, (root: string) => Check[]>> = {
  kernel(root) {
    installDom();
    const load = (files: readonly string[]): Check[] => files.flatMap((file) => loadSpecifications(join(root, file), root));
    const kernel = specificationsIn(root, 'test/lib').filter((file) => !file.startsWith('test/lib/sdk/') && file !== RANDOM);
    const mounted = [...specificationsIn(root, 'test/components'), 'test/docs/security.test.ts'];
    // The quickest first: most mutants are found by them.
    return [
      ...load(kernel),
      ...loadSpecifications(join(root, 'test/docs/errors.test.ts'), root, true),
      ...schedules(SCHEDULES, join(root, 'miniprogram_dist')),
      // The engines agree (packages/emulator/test/engines, test/chaos/light-engine-agrees.test.ts): what runs on both is judged on
      // WeChat's of today.
      ...load(mounted).filter(({ id }) => !/ on simulate\b/.test(id)),
    ];
  },
  sdk(root) {
    // Most of them bundle the client from the source, once, and evaluate it for each specification.
    const built = ['test/methods/methods.test.ts', 'test/lib/predecessor-faults.test.ts', 'test/docs/security.test.ts'];
    const checks = [
      ...[...specificationsIn(root, 'test/lib/sdk'), ...built].flatMap((file) => loadSpecifications(join(root, file), root)),
      ...loadSpecifications(join(root, RANDOM), root, true),
    ];
    // Not before everything is loaded: what the bundler is made of takes a world with a document for a browser.
    installDom();
    return checks;
  },
};

const RANDOM = 'test/lib/wx/random.test.ts';

const specificationsIn = (root: string, folder: string): string[] =>
  filesIn(join(root, folder))
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `${folder}/${file}`);
