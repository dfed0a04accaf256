import type { Browser } from 'playwright-core';
import { createVisitor } from '../../tools/demo/journey/visitor';
import type { Visitor, VisitorOptions } from '../../tools/demo/journey/visitor';
import { packExample } from '../../tools/demo/miniprogram-npm';
import { startDemo } from '../../tools/demo/server';
import type { Demo } from '../../tools/demo/server';
import { launchChromium } from '../../tools/demo/chromium';
import { describeInChromium } from './in-chromium';

describeInChromium('the panel, in a real browser', () => {
  let browser: Browser;
  let demo: Demo;
  let visitor: Visitor;

  beforeAll(async () => {
    [browser] = await Promise.all([launchChromium(), packExample()]);
    demo = await startDemo();
  }, 120_000);
  afterAll(async () => {
    await demo.close();
    await browser.close();
  });
  afterEach(async () => {
    await visitor.close();
    expect(visitor.complaints).toEqual([]);
  });

  const open = async (options: VisitorOptions = {}): Promise<Visitor> => {
    visitor = await createVisitor(browser, { language: 'en', ...options });
    await visitor.open(demo.url);
    await visitor.page.locator('#panel h2').waitFor({ state: 'attached' });
    return visitor;
  };

  it('changes the base library and the platform: the app starts on another phone', async () => {
    const { page, words } = await open();
    const set = async (label: string, value: string): Promise<void> => {
      const started = page.evaluate(
        () => new Promise<void>((resolve) => (globalThis as unknown as Panelled).playground.bus.on('app.started', () => resolve())),
      );
      await page.getByLabel(label, { exact: true }).selectOption(value);
      await started;
    };
    const askedBy = (): Promise<string> => page.locator('.sheets [role=dialog]').last().innerText();
    await set('Base library', '3.4.1');
    await visitor.tap(words.signIn);
    await visitor.sees('phone');
    await visitor.tap(words.usePhone);
    // A pop-up of its own, before the number is asked for.
    await page.locator('.sheets').getByRole('button', { name: words.agree, exact: true }).waitFor();
    expect(await askedBy()).not.toContain('10000000001'.slice(-4));
    await set('Base library', '3.4.2');
    await visitor.tap(words.usePhone);
    await page.locator('.sheets').getByRole('checkbox').waitFor();
    expect(await askedBy()).toContain('100****0001');
    await set('Platform', 'ohos');
    expect(await page.getByLabel('Base library', { exact: true }).locator('option').allInnerTexts()).toEqual(['3.8.0', '3.17.5 · today']);
  });

  it('shows what was sealed beside what is inside, and the keys of both sides', async () => {
    const { page, words } = await open();
    await visitor.tap(words.signIn);
    await visitor.sees('phone');
    await visitor.tap(words.usePhone);
    await visitor.answer(words.agree);
    await visitor.answer(words.allow);
    await visitor.sees('profile');
    await page.getByRole('tab', { name: 'HTTP' }).click();
    await page.locator('.request summary', { hasText: 'auth-by-phone' }).click();
    const sealed = page.locator('.sealed');
    expect(await sealed.innerText()).toMatch(
      /"encryptedData"[\s\S]*Sealed with\s+key-\d+[\s\S]*"purePhoneNumber": "10000000001"[\s\S]*The code yields\s+key-\d+/,
    );
    const chips = await sealed.locator('.key-chip').allInnerTexts();
    expect(chips).toHaveLength(2);
    expect(chips[0]).toBe(chips[1]);
    await page.getByRole('tab', { name: 'Storage' }).click();
    expect(await page.locator('.stored').innerText()).toMatch(/authing_session_YOUR_APP_ID[\s\S]*The token says[\s\S]*"sub"/);
  });

  it('takes phone and settings from the address, keeps them over a reload, and corrects what no phone has', async () => {
    await open();
    const { page } = visitor;
    const asked = new URL(demo.url);
    asked.search = '?platform=ohos&library=3.6.0&font=1.75&theme=dark';
    await visitor.open(asked.href);
    const info = (): Promise<unknown> =>
      page.evaluate(() => {
        const { device } = (globalThis as unknown as Panelled).playground;
        const { platform, theme, SDKVersion, fontSizeScaleFactor } = device.wx.getSystemInfoSync();
        return { platform, theme, SDKVersion, fontSizeScaleFactor };
      });
    // The example has darkmode, and HarmonyOS has none.
    const here = { platform: 'ohos', theme: 'light', SDKVersion: '3.17.5', fontSizeScaleFactor: 1.5 };
    expect(await info()).toEqual(here);
    await expect(page.getByLabel('Platform', { exact: true }).inputValue()).resolves.toBe('ohos');
    expect(new URL(page.url()).search).toBe('');
    await visitor.open(page.url());
    expect(await info()).toEqual(here);
  });

  it('is used by keyboard alone: tabs by arrows, choices by space, actions by enter', async () => {
    const { page } = await open();
    await page.getByRole('tab', { name: 'Timeline' }).focus();
    await page.keyboard.press('ArrowRight');
    const codes = page.getByRole('tab', { name: 'Codes & keys' });
    expect(await codes.getAttribute('aria-selected')).toBe('true');
    expect(await codes.evaluate((node) => node.ownerDocument.activeElement === node)).toBe(true);
    await page.keyboard.press('End');
    expect(await page.getByRole('tab', { name: 'Events' }).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('tab', { name: 'Timeline' }).getAttribute('aria-selected')).toBe('true');

    const offline = page.getByRole('switch', { name: 'Offline' });
    await offline.focus();
    await page.keyboard.press('Space');
    await page.getByRole('list', { name: 'Timeline' }).getByText('go offline').last().waitFor();
    await page.keyboard.press('Space');
    await page.getByRole('list', { name: 'Timeline' }).getByText('go online').last().waitFor();

    await page.getByRole('button', { name: 'Expire the session key' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('expired', { exact: true }).first().waitFor();
  });

  it('gives every control a name, and tells outcomes to assistive technology', async () => {
    const { page, words } = await open();
    for (const role of ['button', 'tab', 'radio', 'switch', 'checkbox', 'link'] as const) {
      const nameless = await page.locator('#panel').getByRole(role, { name: /^$/ }).count();
      expect({ role, nameless }).toEqual({ role, nameless: 0 });
    }
    await visitor.tap(words.signIn);
    await page.locator('[aria-live=polite]', { hasText: 'The order was right' }).waitFor({ state: 'attached' });
  });

  it('changes language and theme with the phone, without losing what it knows', async () => {
    const { page } = await open();
    const timeline = page.locator('.timeline li.row');
    await timeline.first().waitFor();
    const rows = await timeline.count();
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('heading', { name: '手机背后' }).waitFor();
    expect(await timeline.count()).toBe(rows);
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    const background = (): Promise<string> =>
      page
        .locator('#panel .card')
        .first()
        .evaluate((node) => node.ownerDocument.defaultView?.getComputedStyle(node).backgroundColor ?? '');
    const light = await background();
    await page.getByRole('button', { name: '深色' }).click();
    expect(await background()).not.toBe(light);
  });

  it('takes turns with the phone on a small screen, and nothing is wider than it', async () => {
    const { page } = await open({ viewport: { width: 375, height: 667 } });
    await visitor.sees('signed-out');
    expect(await page.locator('#panel').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Behind it' }).click();
    expect(await page.locator('#panel').isVisible()).toBe(true);
    expect(await page.locator('.bezel').isVisible()).toBe(false);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375);
    await page.getByRole('button', { name: 'Phone', exact: true }).click();
    expect(await page.locator('.bezel').isVisible()).toBe(true);
  });

  it('says that the playground has stopped, and goes on when it is back', async () => {
    const { page } = await open();
    await page.route('**/backend/stream', (route) => route.abort());
    const other = await startDemo();
    await page.goto(other.url);
    await page.getByText('The playground has stopped').waitFor();
    await page.unroute('**/backend/stream');
    await page.getByText('The playground has stopped').waitFor({ state: 'hidden' });
    // The browser reports connections that break by itself; that is not the page's doing.
    await page.goto('about:blank');
    await other.close();
    (visitor.complaints as string[]).length = 0;
  });
});

interface Panelled {
  playground: {
    bus: { on(name: string, listener: () => void): void };
    device: { wx: { getSystemInfoSync(): { platform: string; theme?: string; SDKVersion: string; fontSizeScaleFactor: number } } };
  };
}
