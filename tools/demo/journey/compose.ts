/** Puts pictures of the device's screen side by side, each in a device, on nothing: for light pages and dark ones. */
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';

/** px, of one device's screen; the picture has twice as many. */
const WIDTH = 300;

const style = `
  * { box-sizing: border-box; }
  body { margin: 0; width: max-content; display: flex; align-items: flex-start; gap: 28px; padding: 6px; background: transparent; }
  .device { padding: 10px; border-radius: 42px; background: #0b0c0f; box-shadow: 0 0 0 1.5px #4a505b; }
  img { display: block; width: ${WIDTH}px; border-radius: 32px; }`;

/** @param screens PNG files */
export async function composeDevices(browser: Browser, screens: readonly string[], path: string): Promise<void> {
  const images = screens.map(
    (file) => `<div class="device"><img src="data:image/png;base64,${readFileSync(file).toString('base64')}" alt=""></div>`,
  );
  await photograph(browser, `<!doctype html><style>${style}</style>${images.join('')}`, path, 2);
}

/** The same picture with one pixel for each of the page's, for a document. */
export async function shrink(browser: Browser, file: string, width: number, path: string): Promise<void> {
  const image = `<img style="width: ${width}px" src="data:image/png;base64,${readFileSync(file).toString('base64')}" alt="">`;
  await photograph(browser, `<!doctype html><style>body { margin: 0; width: max-content } img { display: block }</style>${image}`, path, 1);
}

async function photograph(browser: Browser, html: string, path: string, deviceScaleFactor: number): Promise<void> {
  const page = await browser.newPage({ deviceScaleFactor, viewport: { width: 1600, height: 900 } });
  await page.setContent(html, { waitUntil: 'load' });
  await page.locator('body').screenshot({ path, omitBackground: true });
  await page.close();
}
