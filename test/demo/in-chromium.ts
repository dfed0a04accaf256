import { findChromium } from '../../tools/demo/chromium';

/**
 * `describe` where this machine has a Chromium. Where none can be had the tests are skipped, and say so: a run without a browser proves
 * nothing about browsers.
 */
export function describeInChromium(title: string, tests: () => void): void {
  if (findChromium() !== undefined) return describe(title, tests);
  process.stderr.write(`\nSKIPPED: "${title}" needs a Chromium (Debian: apt-get install chromium; or set CHROMIUM_PATH).\n`);
  return describe.skip(title, tests);
}
