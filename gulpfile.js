// What can be built, one line a task; how, is in tools/build.
require('tsx/cjs');
const { series, parallel } = require('gulp');
const { clean, scripts, assets, sdk, helpers, notices } = require('./tools/build');

exports.clean = clean;
exports.build = series(clean, parallel(scripts, assets), sdk, helpers, notices);
exports.default = exports.build;
