// The kit's own; a test file names it by a path, since jest looks for a package's in what is built.
module.exports = require('../../packages/emulator/src/jest/environment.ts');
