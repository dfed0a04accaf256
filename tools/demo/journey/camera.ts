/** Pictures of the demo: the device's screen alone, 390 x 844 at double density, or everything. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';

/** What `system-ui` is differs from machine to machine: pictures name the font that comes with Chinese, where there is one. */
const FONT = 'body, .screen { font-family: "Noto Sans CJK SC", "PingFang SC", "Noto Sans SC", system-ui, sans-serif !important; }';
/** The bezel has round corners; a picture of the screen alone has none. */
const SQUARE = '.device { --screen-radius: 0 !important; }';

/** @param file without `.png` */
export async function photographScreen(page: Page, dir: string, file: string): Promise<void> {
  await page.locator('.device').screenshot({ path: pathOf(dir, file), style: FONT + SQUARE, animations: 'disabled', caret: 'hide' });
}

/** The same in the other theme; the mini program is not restarted, only told, as a device does. */
export async function photographDark(page: Page, dir: string, file: string): Promise<void> {
  await setTheme(page, 'dark');
  await photographScreen(page, dir, file);
  await setTheme(page, 'light');
}

/** Device and panel, as a person sees them on a laptop. */
export async function photographAll(page: Page, dir: string, file: string): Promise<void> {
  await page.screenshot({ path: pathOf(dir, file), style: FONT, animations: 'disabled', caret: 'hide' });
}

function pathOf(dir: string, file: string): string {
  const path = join(dir, `${file}.png`);
  mkdirSync(dirname(path), { recursive: true });
  return path;
}

async function setTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate(
    (now) => (globalThis as unknown as { playground: { change(settings: object): void } }).playground.change({ theme: now }),
    theme,
  );
}

/** Whether this browser can draw Chinese: without a font, two different characters look the same. Text, since it runs in the browser. */
const DRAWS_CHINESE = `(() => {
  const draw = (character) => {
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    context.font = '24px sans-serif';
    context.fillText(character, 2, 28);
    return canvas.toDataURL();
  };
  return draw('登') !== draw('录');
})()`;

export const canDrawChinese = (page: Page): Promise<boolean> => page.evaluate<boolean>(DRAWS_CHINESE);
