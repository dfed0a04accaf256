/** `npm run demo -- --once`: the journey by itself, in headless Chromium, in both languages. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { root } from '../../build/files';
import { launchChromium } from '../chromium';
import { packExample } from '../miniprogram-npm';
import { travel } from './journey';
import type { JourneyReport } from './journey';
import type { Language } from './visitor';
import { linesOf, writeTranscript } from './transcript';

const picturesDir = join(root, 'artifacts/demo');

/** @returns whether every step held. Prints each step as it is done. */
export async function runOnce(port?: number): Promise<boolean> {
  const start = Date.now();
  console.log("Packing the package into the example with WeChat's npm build …");
  const [browser] = await Promise.all([launchChromium(), packExample()]);
  try {
    forgetPictures();
    const journeys: JourneyReport[] = [];
    for (const language of ['zh_CN', 'en'] as const) journeys.push(await report(browser, language, port));
    writeTranscript(picturesDir, journeys);
    const ok = journeys.every((journey) => journey.ok);
    if (!journeys.every(({ chineseFonts }) => chineseFonts)) {
      console.log('\nThis machine has no Chinese font: the pictures show boxes. On Debian: apt-get install fonts-noto-cjk');
    }
    const count = journeys.reduce((sum, { steps }) => sum + steps.length, 0);
    const seconds = Math.round((Date.now() - start) / 1000);
    console.log(`\n${ok ? `All ${count} steps held` : 'FAILED'} in ${seconds} s. Pictures and transcript: artifacts/demo/`);
    return ok;
  } finally {
    await browser.close();
  }
}

function report(browser: Browser, language: Language, port: number | undefined): Promise<JourneyReport> {
  console.log(language === 'en' ? '\nThe same in English' : '\nThe journey, in Chinese, light and dark');
  return travel({
    browser,
    language,
    pictures: picturesDir,
    dark: language === 'zh_CN',
    compare: language === 'zh_CN',
    onStep: (step) => linesOf(step).forEach((line) => console.log(line)),
    ...(port !== undefined && { port }),
  });
}

/** Pictures of an earlier run must not pass for this one's. */
function forgetPictures(): void {
  rmSync(picturesDir, { recursive: true, force: true });
}
