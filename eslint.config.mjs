import { join } from 'node:path';
import js from '@eslint/js';
import stylistic from '@stylistic/eslint-plugin';
import checkFile from 'eslint-plugin-check-file';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';
import { ownPackage, phonePackages, wxAccess, zones } from './tools/lint/layers.mjs';
import { namedPaths } from './tools/lint/named-paths.mjs';
import { reasonedDisable } from './tools/lint/reasoned-disable.mjs';

const root = import.meta.dirname;
const nodeGlobals = Object.fromEntries(
  [...Object.getOwnPropertyNames(globalThis), 'module', 'exports', 'require', '__dirname', '__filename'].map((name) => [name, 'readonly']),
);
const phoneGlobals = Object.fromEntries(['App', 'Page', 'Component', 'Behavior', 'getApp', 'wx'].map((name) => [name, 'readonly']));
/** Rules about values of type `any`; where `any` is written, no-explicit-any asks for a reason, in every file. */
const anyFlow = ['argument', 'assignment', 'call', 'member-access', 'return', 'enum-comparison'].map(
  (name) => `@typescript-eslint/no-unsafe-${name}`,
);
const off = (names) => Object.fromEntries(names.map((name) => [name, 'off']));
const typescript = (...paths) => paths.map((path) => `${path}/**/*.ts`);

/** What is written down is UPPER_CASE, what is made (objects, functions, calls) camelCase; classes hide with `private`. */
const names = [
  {
    selector:
      ':matches(Program, Program > ExportNamedDeclaration) > VariableDeclaration[kind="const"] > VariableDeclarator[init.type=/^(Literal|BinaryExpression|UnaryExpression)$/][id.name=/[a-z]/]',
    message: 'A constant that is a literal is named in UPPER_CASE.',
  },
  { selector: ':matches(PropertyDefinition, MethodDefinition) > PrivateIdentifier', message: 'Write private: one class style.' },
];

/** Words that say nothing about what is inside a file or folder; a name says what it is, in the field's words. */
const EMPTY_WORDS = '?(*[-_.])@(util|utils|helper|helpers|common|manager|managers|misc)?([-_.]*)';

/** Which tsconfig knows a file; type-aware rules need to be told. */
const typed = (files, project) => ({
  files,
  languageOptions: { parserOptions: { project: join(root, project), tsconfigRootDir: root } },
});

export default tseslint.config(
  { ignores: ['**/node_modules', '**/miniprogram_npm', 'miniprogram_dist', 'bin', 'packages/*/dist', 'artifacts', '**/*.d.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [importX.createNodeResolver({ extensions: ['.ts', '.d.ts', '.mjs', '.js'] })] },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: root, zones }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/only-throw-error': 'error',
      // An async function without await still turns a throw into a rejection, which is what its interface promises.
      '@typescript-eslint/require-await': 'off',
      // WeChat's declarations (and others') write functions as methods, so taking one out of its object always looks unbound.
      '@typescript-eslint/unbound-method': 'off',
      // Calls assertions unnecessary that steer the inference of Component() and Behavior().
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
    },
  },
  {
    plugins: {
      '@stylistic': stylistic,
      'check-file': checkFile,
      house: { rules: { 'named-paths': namedPaths, 'reasoned-disable': reasonedDisable } },
    },
    rules: {
      'house/named-paths': 'error',
      'house/reasoned-disable': 'error',
      'check-file/filename-blocklist': [
        'error',
        Object.fromEntries([`**/${EMPTY_WORDS}`, `**/${EMPTY_WORDS}/**`].map((pattern) => [pattern, '{session,login-code,…}.*'])),
      ],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-console': 'off',
      eqeqeq: 'error',
      // Prettier lays out the code; comments and strings it leaves as they are.
      '@stylistic/max-len': [
        'error',
        { code: 140, ignoreUrls: true, ignoreRegExpLiterals: true, ignoreStrings: true, ignoreTemplateLiterals: true },
      ],
      'no-restricted-syntax': ['error', ...names],
      'max-lines': ['error', { max: 400 }],
    },
  },

  typed(['index.ts', ...typescript('lib', 'components')], 'tsconfig.phone.json'),
  typed(typescript('cli', 'hooks', 'packages', 'tools', 'test', 'bench'), 'tsconfig.json'),
  typed(typescript('packages/playground/src/client'), 'packages/playground/src/client/tsconfig.json'),
  typed(typescript('examples/native'), 'tsconfig.examples.json'),
  {
    // Their packages are not installed here: `npm run frameworks` checks their types.
    files: typescript('examples/!(native)'),
    ...tseslint.configs.disableTypeChecked,
  },

  {
    // Code that runs on phones, compiled to ES5.
    files: ['index.ts', ...typescript('lib', 'components')],
    rules: {
      'no-console': ['error', { allow: ['warn', 'error'] }],
      'no-restricted-imports': ['error', { patterns: [phonePackages.none] }],
      'no-restricted-globals': ['error', ...wxAccess.globals],
      'no-restricted-syntax': ['error', ...names, ...wxAccess.syntax],
      'no-eval': 'error',
      'no-new-func': 'error',
      // A require inside a function is evaluated when it is reached: what only a tap needs costs a page nothing before the tap.
      '@typescript-eslint/no-require-imports': ['error', { allow: ['^\\.'] }],
    },
  },
  // Run-time helpers, as in TypeScript's option importHelpers.
  { files: ['tools/build/helpers.ts'], rules: off(['check-file/filename-blocklist']) },
  { files: typescript('lib/wx'), rules: { 'no-restricted-globals': 'off', 'no-restricted-syntax': ['error', ...names] } },
  { files: typescript('lib/sdk'), rules: { 'no-restricted-imports': ['error', { patterns: [phonePackages.sdkOnly] }] } },
  {
    files: typescript('packages/emulator'),
    rules: {
      'no-restricted-imports': ['error', { patterns: [ownPackage] }],
    },
  },

  {
    // What is received here, answers and events alike, is arbitrary on purpose: the assertions check it.
    files: typescript('packages', 'tools', 'test', 'bench'),
    rules: off([...anyFlow, '@typescript-eslint/no-base-to-string', '@typescript-eslint/restrict-template-expressions']),
  },
  { files: ['**/*.{js,cjs,mjs}'], languageOptions: { globals: nodeGlobals } },
  // Mini programs that tests and tools run.
  { files: ['{test,tools,packages,examples}/**/*.js'], languageOptions: { globals: phoneGlobals } },
  { files: ['packages/*/test/**/*.test.js'], languageOptions: { globals: { it: 'readonly', expect: 'readonly' } } },
);
