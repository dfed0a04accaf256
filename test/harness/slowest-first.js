/** Puts the files that take longest at the beginning, so that no worker ends minutes after the others. */
const { default: Sequencer } = require('@jest/test-sequencer');

/** Longer than ten seconds on an idle machine, the longest first. */
const slowest = [
  'test/package/tarball.test.ts',
  'packages/playground/test/packed.test.ts',
  'packages/emulator/test/package/packed.test.ts',
  'test/chaos/light-engine-agrees.test.ts',
  'packages/playground/test/native.test.ts',
  'test/demo/trouble.test.ts',
  'test/components/first-tap.test.ts',
  'test/tools/wechat-compiler/compile.test.ts',
  'packages/playground/test/problems.test.ts',
  'packages/playground/test/runtime.test.ts',
  'test/demo/panel.test.ts',
  'test/demo/journey.test.ts',
  'test/tools/build.test.ts',
  'test/tools/lint/rules.test.ts',
  'packages/emulator/test/engines/peers.test.ts',
  'test/package/release.test.ts',
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
