/** Opens a mini program in the playground, in a real browser, and looks at it as a person would. */
import type { Browser, BrowserContextOptions, FrameLocator, Locator, Page } from 'playwright-core';
import { launchChromium } from '../../../tools/demo/chromium';
import { createPlaygroundServer, type PlaygroundServer, type PlaygroundServerOptions } from '../src/server';

export interface Visit {
  readonly server: PlaygroundServer;
  /** The playground's page; the device's own surfaces (bars, sheets) are on it. */
  readonly page: Page;
  /** The mini program's page that is on the screen. */
  readonly screen: FrameLocator;
  /** Lines of the browser's console, errors first word `error`. */
  readonly console: string[];
  /** Lines the server logged. */
  readonly log: string[];
  /** A native element of the page on the screen by its text. */
  native(tag: string, text: string | RegExp): Locator;
  /** What the fixture wrote to its own log. */
  fixtureLog(): Promise<string[]>;
  close(): Promise<void>;
}

/** How long anything may take to appear (ms). */
const PATIENCE = 8000;

let browser: Browser | undefined;

/** Opens `route` (default: the first page). Close what it returns, and {@link closeBrowser} in the end. */
export async function visit(
  options: Omit<PlaygroundServerOptions, 'log'>,
  route = '',
  context: BrowserContextOptions = {},
): Promise<Visit> {
  browser ??= await launchChromium();
  const log: string[] = [];
  const server = await createPlaygroundServer({ watch: false, panel: false, ...options, log: (line) => log.push(line) });
  const opened = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US', reducedMotion: 'reduce', ...context });
  const page = await opened.newPage();
  page.setDefaultTimeout(PATIENCE);
  const lines: string[] = [];
  page.on('console', (message) => lines.push(`${message.type()} ${message.text()}`));
  page.on('pageerror', (error) => lines.push(`error ${error.message}`));
  // Nothing but the playground itself is ever asked.
  await page.route(
    (url) => url.hostname !== '127.0.0.1' && url.protocol.startsWith('http'),
    (request) => request.abort(),
  );
  await page.goto(`${server.url}/${route === '' ? '' : `#/${route}`}`);
  await page.waitForFunction(() => 'playground' in globalThis);
  const screen = page.frameLocator('iframe.webview:not([hidden])');
  return {
    server,
    page,
    screen,
    console: lines,
    log,
    native: (tag, text) => screen.locator(`wx-${tag}`, { hasText: text }).last(),
    fixtureLog: () => page.evaluate(() => (globalThis as unknown as { playground: FixturePlayground }).playground.pages[0]?.log() ?? []),
    async close() {
      await opened.close();
      await server.close();
    },
  };
}

interface FixturePlayground {
  pages: { log(): string[] }[];
}

export async function closeBrowser(): Promise<void> {
  await browser?.close();
  browser = undefined;
}
