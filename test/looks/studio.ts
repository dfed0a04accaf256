/** Shows the components in a real browser, as a phone with given settings does, with a font that is the same on every machine. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Frame, type Page } from 'playwright-core';
import { createPlaygroundServer, type PlaygroundServer } from 'authing-miniapp-playground/server';
import { ensureChromium } from '../../tools/demo/chromium';
import { writeApp, type AppLooks } from './app';
import { components } from './states';

/** How the phone is set, and what draws the page. */
export interface Setting {
  readonly theme: 'light' | 'dark';
  /** WeChat's `fontSizeScaleFactor`: all text that much larger, lengths as they are. */
  readonly fontScale: number;
  readonly language: 'zh_CN' | 'zh_TW' | 'en';
  /** Skyline begins with other defaults. */
  readonly renderer?: 'webview' | 'skyline';
  /** Whether the app turned dark mode on. Default true. */
  readonly darkMode?: boolean;
  /** Of the app's native components. Default v2. */
  readonly style?: 'v1';
  /** Of the screen, px. Default 390. */
  readonly width?: number;
}

export interface Studio {
  /** Resolves with the page that shows all components in all states; for the same setting, with the same page. */
  show(setting: Setting): Promise<Frame>;
  close(): Promise<void>;
}

/** Of the screen, px: everything, one below the other. Chromium draws up to 16,384. */
const HEIGHT = 15000;

const IN_PAGE = readFileSync(join(__dirname, 'in-page.js'), 'utf8');
const font = readFileSync(join(__dirname, 'font/looks.woff')).toString('base64');
const FONT_STYLE = `@font-face { font-family: Looks; src: url(data:font/woff;base64,${font}) }
html body, html body * { font-family: Looks !important; }`;

/** What a node is on Skyline before any WXSS, where that is not what it is in a webview. */
const SKYLINE_STYLE = `wx-view, wx-page, wx-button, wx-image, wx-form, wx-input, wx-navigator, wx-label, ${Object.keys(components).join(', ')} {
  display: flex; flex-direction: column; box-sizing: border-box; position: relative; min-width: 0; min-height: 0; }`;

/** The screen and nothing around it. On a narrow page the playground has no bezel. */
const STAGE_STYLE = '.toolbar { display: none !important } .stage { height: 100vh !important } .device { --screen-radius: 0 !important }';

export async function openStudio(): Promise<Studio> {
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    // Text is drawn by the browser's own rules, not by the machine's.
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--font-render-hinting=none',
      '--disable-lcd-text',
      '--force-color-profile=srgb',
    ],
  });
  const [main, withoutDarkMode, ofFirstStyle] = await Promise.all([
    openApp({ darkmode: true, style: 'v2' }),
    openApp({ style: 'v2' }),
    openApp({ darkmode: true }),
  ]);
  const shown = new Map<string, Promise<Frame>>();
  const show = async (setting: Setting): Promise<Frame> => {
    const context = await openPhone(browser, setting);
    const app = setting.darkMode === false ? withoutDarkMode : setting.style === 'v1' ? ofFirstStyle : main;
    return showPage(await context.newPage(), app.url, setting);
  };
  return {
    show(setting) {
      const key = JSON.stringify(setting);
      const frame = shown.get(key) ?? show(setting);
      shown.set(key, frame);
      return frame;
    },
    async close() {
      await browser.close();
      await Promise.all([main, withoutDarkMode, ofFirstStyle].map((app) => app.close()));
    },
  };
}

/** An app of these looks in a playground. */
async function openApp(looks: AppLooks): Promise<Pick<PlaygroundServer, 'url' | 'close'>> {
  const project = writeApp(looks);
  const { url, close } = await createPlaygroundServer({ project, watch: false, panel: false, log: () => undefined });
  return {
    url,
    async close() {
      await close();
      rmSync(project, { recursive: true, force: true });
    },
  };
}

async function openPhone(browser: Browser, { theme, language, fontScale, width = 390 }: Setting): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width, height: HEIGHT }, reducedMotion: 'reduce', deviceScaleFactor: 1 });
  const kept = JSON.stringify({ theme, language, fontScale });
  await context.addInitScript(`sessionStorage.setItem('playground.settings', ${JSON.stringify(kept)})`);
  return context;
}

async function showPage(page: Page, url: string, { fontScale, renderer }: Setting): Promise<Frame> {
  await page.goto(url);
  const handle = await page.waitForSelector('iframe.webview:not([hidden])');
  await page.addStyleTag({ content: STAGE_STYLE });
  const frame = await handle.contentFrame();
  if (frame === null) throw new Error('The playground shows no page.');
  await frame.waitForSelector('.sheet:last-child');
  // Before the components' own styles, which may say otherwise.
  if (renderer === 'skyline') await frame.evaluate(`document.querySelector('style').append(${JSON.stringify(SKYLINE_STYLE)})`);
  await frame.addStyleTag({ content: FONT_STYLE });
  await frame.evaluate(IN_PAGE);
  await frame.evaluate(`looks.enter(${JSON.stringify(Object.values(components).flat())})`);
  await frame.evaluate(`looks.enlarge(${fontScale})`);
  await frame.evaluate('looks.settle()');
  return frame;
}
