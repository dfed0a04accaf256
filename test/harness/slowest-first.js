/** Puts the files that take longest at the beginning, so that no worker ends minutes after the others. */
const { default: Sequencer } = require('@jest/test-sequencer');

/** Those that take most, seven seconds of a processor and more, the most first. */
const slowest = [
  'test/package/tarball.test.ts',
  'packages/emulator/test/package/packed.test.ts',
  'packages/playground/test/package/packed.test.ts',
  'test/chaos/light-engine-agrees.test.ts',
  'test/demo/trouble.browser.test.ts',
  'packages/playground/test/problems.browser.test.ts',
  'packages/playground/test/native.browser.test.ts',
  'test/tools/build.test.ts',
  'test/package/release.test.ts',
  'test/tools/wechat-compiler/compile.test.ts',
  'test/package/component-types.test.ts',
  'packages/playground/test/runtime.browser.test.ts',
  'packages/playground/test/peers.browser.test.ts',
  'test/demo/panel.browser.test.ts',
  'test/demo/journey.browser.test.ts',
];

/** From 0, the longest; a file that is not listed has the largest. */
const rank = ({ path }) => {
  const index = slowest.findIndex((file) => path.replaceAll('\\', '/').endsWith(`/${file}`));
  return index < 0 ? slowest.length : index;
};

module.exports = class SlowestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
};
