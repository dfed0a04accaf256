import path from 'node:path';
import { closeBrowser, visit, type Visit } from './visit';

const project = path.join(__dirname, 'fixture', 'app');
const errors = (opened: Visit): string[] => opened.console.filter((line) => line.startsWith('error'));

let opened: Visit;
const open = async (route = '', context = {}): Promise<Visit> => {
  opened = await visit({ project }, route, context);
  return opened;
};
afterEach(async () => {
  await opened.close();
  expect(errors(opened)).toEqual([]);
});
afterAll(closeBrowser);

describe('a mini program in the browser', () => {
  it('renders templates, WXS, imports, includes, slots and components', async () => {
    const { screen } = await open();
    await screen.getByText('HOME', { exact: true }).waitFor();
    expect(await screen.locator('.row').allInnerTexts()).toEqual(['Tea: ¥4.50', 'Cake: ¥12.00']);
    await screen.getByText('included footer').waitFor();
    await screen.getByText('picture 40x20').waitFor();
    expect(await screen.locator('app-shell').innerText()).toMatch(/^in the head slot\s+Badge 0 0$/);
  });

  it('runs lifetimes in order and hands events up', async () => {
    const { screen, native, fixtureLog } = await open();
    expect(await fixtureLog()).toEqual([
      'app.launch pages/home/index',
      'app.show',
      'badge.created',
      'badge.attached',
      'home.load',
      'badge.show',
      'home.show',
      'badge.ready',
      'home.ready',
    ]);
    await native('button', 'Add one').click();
    await screen.getByText('Badge 1 2').click();
    await screen.getByText('PRESSED 1').waitFor();
  });

  it('isolates styles, and lets external classes and app.wxss through', async () => {
    const { screen } = await open();
    const style = (selector: string, property: string): Promise<string> =>
      screen
        .locator(selector)
        .first()
        .evaluate((node, name) => getComputedStyle(node as never)[name as never] as string, property);
    expect(await style('app-badge wx-view', 'color')).toBe('rgb(0, 0, 255)');
    expect(await style('app-badge', 'display')).toBe('block');
    expect(await style('app-shell wx-view', 'borderTopColor')).toBe('rgb(1, 2, 3)');
    expect(await style('#never, [id$="--title"]', 'color')).toBe('rgb(7, 193, 96)');
    // 24rpx of a 390px wide screen.
    expect(await style('.card', 'marginTop')).toBe('12.48px');
    expect(await style('.actions wx-button', 'marginBottom')).toBe('10.4px');
  });

  it('puts what is in a root-portal at the root of the page; its data and events stay', async () => {
    const { page, screen, native, console } = await open('pages/detail/index?name=Tea');
    const dialog = screen.locator('.dialog');
    const place = (): Promise<{ width: number; color: string; above: string }> =>
      dialog.evaluate((node) => ({
        width: node.getBoundingClientRect().width,
        color: getComputedStyle(node).color,
        above: node.parentElement?.parentElement?.tagName ?? '',
      }));
    const roots = (): Promise<number> => screen.locator('body').evaluate(({ childElementCount }) => childElementCount);
    expect(await roots()).toBe(1);
    await native('button', 'Ask in a dialog').click();
    await screen.getByText('Tea?').waitFor();
    expect(await place()).toEqual({ width: 390, color: 'rgb(31, 35, 41)', above: 'BODY' });
    await dialog.click();
    await screen.getByText('Cake?').waitFor();
    expect(await screen.getByText('asked').evaluate((node) => node.previousElementSibling?.textContent)).toBe('Cake?');
    await native('button', 'Put it back').click();
    expect(await place()).toEqual({ width: 10, color: 'rgb(1, 2, 3)', above: 'WX-VIEW' });
    await native('button', 'Close it').click();
    expect(await roots()).toBe(1);
    await native('button', 'Ask in a dialog').click();
    await native('button', 'Put it back').waitFor();
    expect([await dialog.count(), await roots()]).toEqual([1, 2]);
    await native('button', 'Take it away').click();
    await native('button', 'Ask in a dialog').waitFor();
    expect([await dialog.count(), await roots()]).toEqual([0, 1]);
    expect(console.join()).not.toContain('root-portal');

    // Before 2.25.2 there was none.
    await page.evaluate(() => {
      const { playground } = globalThis as unknown as { playground: { change(settings: { baseLibrary: string }): void } };
      playground.change({ baseLibrary: '2.25.1' });
    });
    await native('button', 'Ask in a dialog').click();
    await native('button', 'Put it back').waitFor();
    expect(await place()).toMatchObject({ width: 10, above: 'WX-VIEW' });
  });

  it('goes to a page with a query and an event channel, and back', async () => {
    const { page, screen, native, fixtureLog } = await open();
    await native('button', 'Open detail').click();
    await screen.getByText('茶 · hello').waitFor();
    expect(await page.getByRole('heading', { name: 'Detail' }).isVisible()).toBe(true);
    await native('button', 'Go nowhere').click();
    await screen.getByText('navigateTo:fail page "pages/none/index" is not found').waitFor();
    await native('button', 'Answer and go back').click();
    await screen.getByText('ANSWERED').waitFor();
    expect((await fixtureLog()).slice(9)).toEqual([
      'badge.hide',
      'home.hide',
      'detail.load {"name":"茶","n":"1"}',
      'detail.show',
      'detail.unload',
      'badge.show',
      'home.show',
    ]);

    await native('button', 'Open detail').click();
    await page.getByRole('button', { name: 'Back' }).click();
    await screen.getByText('ANSWERED').waitFor();
  });

  it('keeps tab pages alive', async () => {
    const { page, screen, native, fixtureLog } = await open();
    await native('button', 'Add one').click();
    await page.getByRole('button', { name: 'Mine' }).click();
    await screen.getByText('theme light').waitFor();
    await page.getByRole('button', { name: 'Home' }).click();
    await screen.getByText('Badge 1 2').waitFor();
    expect((await fixtureLog()).filter((entry) => entry.startsWith('home'))).toEqual([
      'home.load',
      'home.show',
      'home.ready',
      'home.hide',
      'home.show',
    ]);
  });

  it('follows the phone from light to dark', async () => {
    const { page, screen, fixtureLog } = await open();
    const background = (): Promise<string> => screen.locator('body').evaluate((body) => getComputedStyle(body as never).backgroundColor);
    expect(await background()).toBe('rgb(244, 245, 247)');
    await page.getByRole('button', { name: 'Dark' }).click();
    expect(await background()).toBe('rgb(17, 17, 17)');
    expect(await fixtureLog()).toContain('app.theme dark');
    await page.getByRole('button', { name: 'Mine' }).click();
    await screen.getByText('theme dark').waitFor();
  });

  it("speaks the phone's language", async () => {
    const { page, native } = await open('pages/detail/index');
    expect(await page.getByRole('button', { name: 'Home', exact: true }).first().isVisible()).toBe(true);
    await page.getByRole('button', { name: '中文' }).click();
    expect(await page.getByRole('button', { name: '回到首页' }).isVisible()).toBe(true);
    await native('button', 'Go nowhere').waitFor();
  });

  it('starts again as a new process on request', async () => {
    const { page, screen, native, fixtureLog } = await open();
    await native('button', 'Add one').click();
    await page.getByRole('button', { name: 'Restart' }).click();
    await screen.getByText('Badge 0 0').waitFor();
    expect((await fixtureLog())[0]).toBe('app.launch pages/home/index');
    expect(await page.locator('iframe.webview').count()).toBe(1);
  });

  it('can be used with the keyboard alone', async () => {
    const { page, screen, native } = await open();
    await native('button', 'Add one').focus();
    await page.keyboard.press('Enter');
    await screen.getByText('Badge 1 2').waitFor();
    await page.keyboard.press('Space');
    await screen.getByText('Badge 2 4').waitFor();
    await page.keyboard.press('Tab');
    expect(await native('button', 'Open detail').evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true);
  });
});

describe('what the playground does not have', () => {
  it('is named on the page and on the console', async () => {
    const { page, screen } = await open('pages/shop/index');
    await screen.getByText('<map>').waitFor();
    await screen.getByText('a paragraph').waitFor();
    expect(opened.console).toEqual(
      expect.arrayContaining([
        'warning Not implemented in the playground: <map>',
        'warning Not implemented in the playground: wx.chooseLocation',
      ]),
    );
    await page.getByRole('button', { name: 'Notices 3' }).click();
    expect(await page.locator('.problem-message').allInnerTexts()).toEqual([
      '<p> is neither a built-in component nor in usingComponents: only its content shows',
      '<map>',
      'wx.chooseLocation',
    ]);
  });

  it('is every server but Authing, which it names in the browser and in the terminal', async () => {
    const { page } = await open();
    const told = page.waitForResponse('**/unsupported');
    const errMsg = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const { wx } = (globalThis as unknown as { playground: { device: { wx: { request(option: object): void } } } }).playground.device;
          wx.request({ url: 'https://api.example.com/orders', fail: (failure: { errMsg: string }) => resolve(failure.errMsg) });
        }),
    );
    expect(errMsg).toMatch(/^request:fail/);
    expect(opened.console).toContain('warning Not implemented in the playground: wx.request https://api.example.com');
    await told;
    expect(opened.log).toContain('not in the playground: wx.request https://api.example.com');
  });
});
