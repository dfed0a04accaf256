/* `npm run looks`: apart from `npm test`, since nothing here can be said without a browser. `-- -u` makes the pictures again. */
const { projects } = require('../../jest.config.js');

const [{ moduleNameMapper, transform }] = projects;

/** @type {import('jest').Config} */
module.exports = {
  rootDir: '../..',
  moduleNameMapper,
  transform,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/looks/*.test.ts'],
  globalSetup: '<rootDir>/test/package/build.ts',
  testTimeout: 60000,
};
