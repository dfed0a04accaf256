/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/{test,packages/*/test}/**/*.test.ts'],
  moduleNameMapper: { '^authing-miniapp-(emulator|playground)($|/.*)': '<rootDir>/packages/$1/src$2' },
  testEnvironment: 'node',
  // Mutation testing keeps copies of the project there.
  modulePathIgnorePatterns: ['<rootDir>/artifacts/'],
  // Types are checked by `npm run lint`; the tests only need the code.
  transform: { '^.+\\.ts$': '<rootDir>/test/source/typescript.js' },
  testTimeout: 30000,
};
