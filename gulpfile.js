// What can be built: `npx gulp build`, `watch` (again after each change) and `clean`; how, is in tools/build.
require('tsx/cjs');
const { build, clean, watch } = require('./tools/build');

module.exports = { default: build, build, clean, watch };
