import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { lintNames } from './names';
import { root, runProgram, type LintStep } from './step';
import { lintWxml } from './wxml';

const types = (title: string, project: string): LintStep => ({
  title,
  next: `npx tsc -p ${project} --noEmit shows it again.`,
  run: () => runProgram('typescript/bin/tsc', ['-p', project, '--noEmit', '--pretty', 'false']),
});

const wxml = (folder: string): LintStep => ({
  title: `WXML of ${folder}, with wcc and the glass-easel compiler`,
  next: 'Open the file at the line named.',
  run: () => Promise.resolve(lintWxml(root, folder)),
});

/** Everything `npm run lint` checks, in order; what a checkout does not have is left out. */
export function lintSteps(): LintStep[] {
  const present = (path: string): boolean => existsSync(join(root, path));
  const projects: [title: string, project: string][] = [
    ['types of what runs on phones', 'tsconfig.phone.json'],
    ['types of packages, tools, tests and benchmarks', 'tsconfig.json'],
    ['types of the playground in the browser', 'packages/playground/src/client/tsconfig.json'],
    ['types of the example', 'examples/native/tsconfig.json'],
  ];
  return [
    ...projects.filter(([, project]) => present(project)).map(([title, project]) => types(title, project)),
    {
      title: 'eslint: code and layers',
      next: 'npx eslint . --fix mends what can be mended by machine.',
      run: () => runProgram('eslint/bin/eslint.js', ['.', '--max-warnings', '0', '--no-color']),
    },
    {
      title: 'stylelint: WXSS',
      next: 'npx stylelint "**/*.wxss" shows it again.',
      run: () =>
        runProgram('stylelint/bin/stylelint.mjs', [
          '{components,examples/native}/**/*.wxss',
          '--ignore-pattern',
          '**/miniprogram_npm/**',
          '--no-color',
        ]),
    },
    ...['components', 'examples/native'].filter(present).map(wxml),
    { title: 'names of files', next: 'Rename it, or name the term in tools/lint/names.ts.', run: () => Promise.resolve(lintNames(root)) },
  ];
}
