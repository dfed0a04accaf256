/** Somebody at the demo, in a real browser: taps, types and looks as a person would. */
import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { BACKEND_PATH } from 'authing-miniapp-playground/backend';
import { loginPanelWords, type LoginPanelWords } from '../../../lib/panel/login-words';
import { userPanelWords, type UserPanelWords } from '../../../lib/panel/user-words';

export type Language = 'zh_CN' | 'en';

/** What the person presses on WeChat's sheets, by language. */
const sheetWords = {
  zh_CN: { agree: '同意', refuse: '拒绝', allow: '允许', deny: '拒绝', wechatAvatar: '使用微信头像', cancel: '取消' },
  en: { agree: 'Agree', refuse: 'Decline', allow: 'Allow', deny: 'Decline', wechatAvatar: 'Use WeChat avatar', cancel: 'Cancel' },
} satisfies Record<Language, Record<string, string>>;

/** What the person presses and reads: the panels', `save` of nickname-input, `choosePicture` of avatar-picker. */
export type Words = LoginPanelWords & UserPanelWords & Record<'save' | 'choosePicture' | keyof typeof sheetWords.en, string>;

function wordsIn(language: Language): Words {
  const choose = <Said>(chinese: Said, _: Said, english: Said): Said => (language === 'zh_CN' ? chinese : english);
  const own = { save: choose('保存', '', 'Save'), choosePicture: choose('选择头像', '', 'Choose picture') };
  return { ...userPanelWords(null, choose), ...loginPanelWords(null, choose), ...sheetWords[language], ...own };
}

/** What the example shows: a step of login-panel, or user-panel. */
export type Card = 'signed-out' | 'phone' | 'profile' | 'user';

/** How long anything on the screen may take (ms): slow answers, slow machines. */
const PATIENCE = 15_000;

export interface Visitor {
  readonly language: Language;
  readonly page: Page;
  /** The mini program's page. */
  readonly screen: FrameLocator;
  readonly words: Words;
  /** What the browser's console complained about, and exceptions. */
  readonly complaints: readonly string[];
  /** Opens the demo, or opens it again. */
  open(url: string): Promise<void>;
  /** A button of the mini program. */
  button(text: string): Locator;
  /** Taps it. */
  tap(text: string): Promise<void>;
  /** Presses a button of one of WeChat's sheets; `words.agree` also sets the tick of one that has it. */
  answer(text: string): Promise<void>;
  /** Waits until this is what the example shows. */
  sees(card: Card): Promise<void>;
  /** Waits for a text in the mini program. */
  reads(text: string): Promise<void>;
  /** WeChat Storage of the device as it is now, values parsed. */
  storage(): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

export interface VisitorOptions {
  language?: Language;
  theme?: 'light' | 'dark';
  /** px; default: a laptop on which the device has its full size, 390 x 844. */
  viewport?: { width: number; height: number };
}

const laptop = { width: 1440, height: 1000 };

/** A fresh browser profile with nothing remembered, which sees nothing but this computer. */
export async function createVisitor(
  browser: Browser,
  { language = 'zh_CN', theme = 'light', viewport = laptop }: VisitorOptions = {},
): Promise<Visitor> {
  const context: BrowserContext = await browser.newContext({
    viewport,
    deviceScaleFactor: 2,
    locale: language === 'en' ? 'en-US' : 'zh-CN',
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    // That an answer was no success is told by Chromium itself; whether it should have been one is judged by what follows from it.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource: the server responded'))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  await page.route(
    (url) => url.hostname !== '127.0.0.1' && url.protocol.startsWith('http'),
    (route) => {
      complaints.push(`the browser was sent to ${route.request().url()}`);
      return route.abort();
    },
  );
  const screen = page.frameLocator('iframe.webview:not([hidden])');
  const sheet = page.locator('.sheets [role=dialog]').last();
  const button = (text: string): Locator => screen.getByRole('button', { name: text, exact: true });
  const words = wordsIn(language);
  const signs: Record<Card, string> = {
    'signed-out': words.loginTitle,
    phone: words.phoneText,
    profile: words.profileText,
    user: words.signOut,
  };
  return {
    language,
    page,
    screen,
    words,
    complaints,
    async open(url) {
      const ready = page.waitForResponse((response) => response.url().includes(`${BACKEND_PATH}/stream`));
      await page.goto(url);
      await ready;
    },
    button,
    tap: (text) => button(text).click(),
    answer(text) {
      const pressed = sheet.getByRole('button', { name: text, exact: true });
      // Since base library 3.4.2 consent is a tick in the dialog that asks for something.
      return (text === words.agree ? pressed.or(sheet.getByRole('checkbox')) : pressed).click();
    },
    sees: (card) => screen.getByText(signs[card], { exact: true }).waitFor(),
    reads: (text) => screen.getByText(text).first().waitFor(),
    storage: async () => parsed(await page.evaluate(() => (globalThis as unknown as DeviceGlobals).playground.device.memory.storage)),
    close: () => context.close(),
  };
}

/** What the playground's page leaves for tests. */
interface DeviceGlobals {
  playground: { device: { memory: { storage: Record<string, { type: string; data: string }> } } };
}

function parsed(storage: Record<string, { type: string; data: string }>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(storage).map(([key, { type, data }]) => [key, type === 'String' ? data : (JSON.parse(data) as unknown)]),
  );
}
