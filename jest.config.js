/** Folders whose tests run on the source as it is written (test/source), or on nothing of the product. */
const emulator = ['authing', 'engines', 'jest', 'wechat'].map((folder) => `packages/emulator/test/${folder}`);
const onSource = ['test/hooks', 'test/lib', 'test/components', 'test/tools/lint', ...emulator].map((folder) => `<rootDir>/${folder}/`);

/** What only a browser can show: npm run test:browser. */
const inBrowser = ['\\.browser\\.test\\.ts$'];
/** What users install, packed and put into other projects: npm run test:tarballs. */
const onTarballs = ['<rootDir>/test/package/', '<rootDir>/packages/\\w+/test/package/'];

const common = {
  moduleNameMapper: { '^authing-miniapp-(emulator|playground)($|/.*)': '<rootDir>/packages/$1/src$2' },
  testEnvironment: 'node',
  // Mutation testing keeps copies of the project there.
  modulePathIgnorePatterns: ['<rootDir>/artifacts/'],
  // Types are checked by `npm run lint`; the tests only need the code.
  transform: { '^.+\\.ts$': '<rootDir>/test/source/typescript.js' },
};

/** @type {import('jest').Config} */
module.exports = {
  testTimeout: 30000,
  testSequencer: '<rootDir>/test/harness/slowest-first.js',
  projects: [
    { ...common, displayName: 'source', testMatch: onSource.map((folder) => `${folder}**/*.test.ts`) },
    {
      ...common,
      displayName: 'built',
      testMatch: ['<rootDir>/{test,packages/*/test}/**/*.test.ts'],
      // What a browser draws is looked at by `npm run looks`.
      testPathIgnorePatterns: [...onSource, ...onTarballs, ...inBrowser, '<rootDir>/test/looks/'],
      // Runs only if a test of this project does.
      globalSetup: '<rootDir>/test/package/build.ts',
    },
    {
      ...common,
      displayName: 'browser',
      testMatch: ['<rootDir>/{test,packages/*/test}/**/*.browser.test.ts'],
      globalSetup: '<rootDir>/test/package/build.ts',
    },
    {
      ...common,
      displayName: 'tarballs',
      testMatch: ['<rootDir>/{test,packages/*/test}/package/**/*.test.ts'],
      globalSetup: '<rootDir>/test/package/build.ts',
    },
  ],
};
