/** `npm run pictures`: makes the pictures of the README from a journey that is really travelled. Ends with 1 when a step does not hold. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium';
import { composeDevices, shrink } from './journey/compose';
import { travel } from './journey/journey';
import type { Language } from './journey/visitor';
import { linesOf } from './journey/transcript';
import { packExample } from './miniprogram-npm';
import { pictureSource, picturesDir, sourceFile } from './picture-source';

/** The device before, during and after: what the README shows. */
const shown = ['1-signed-out', '3-phone-sheet', '7-nickname'];

/** px */
const OVERVIEW_WIDTH = 1440;

async function main(): Promise<void> {
  const [browser] = await Promise.all([launchChromium(), packExample()]);
  try {
    mkdirSync(picturesDir, { recursive: true });
    await make(browser, 'en', '');
    await make(browser, 'zh_CN', '.zh-CN');
    writeFileSync(sourceFile, `${pictureSource()}\n`);
    console.log('docs/images/ is made.');
  } finally {
    await browser.close();
  }
}

async function make(browser: Browser, language: Language, suffix: string): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'journey-'));
  try {
    const report = await travel({
      browser,
      language,
      pictures: dir,
      compare: true,
      onStep: (step) => linesOf(step).forEach((line) => console.log(line)),
    });
    if (!report.ok) throw new Error('A step did not hold: no picture is made of what does not work.');
    if (!report.chineseFonts)
      throw new Error('This machine has no Chinese font: install one first (on Debian: apt-get install fonts-noto-cjk).');
    const file = (name: string): string => join(dir, `${name}${language === 'en' ? '-en' : ''}.png`);
    await composeDevices(browser, shown.map(file), join(picturesDir, `journey${suffix}.png`));
    await shrink(browser, file('playground'), OVERVIEW_WIDTH, join(picturesDir, `playground${suffix}.png`));
    await shrink(browser, file('predecessor'), OVERVIEW_WIDTH, join(picturesDir, `predecessor${suffix}.png`));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
