import type { Browser, Locator } from 'playwright-core';
import { createVisitor } from '../../tools/demo/journey/visitor';
import type { Visitor } from '../../tools/demo/journey/visitor';
import { until } from '../../tools/demo/journey/checks';
import { packExample } from '../../tools/demo/miniprogram-npm';
import { startDemo } from '../../tools/demo/server';
import type { Demo } from '../../tools/demo/server';
import { launchChromium } from '../../tools/demo/chromium';
import { describeInChromium } from './in-chromium';

const AUTH = '/wechat-miniprogram/auth';
const BY_PHONE = '/wechat-miniprogram/auth-by-phone';

describeInChromium('when things go wrong, in a real browser', () => {
  let browser: Browser;
  let demo: Demo;
  let visitor: Visitor;

  beforeAll(async () => {
    [browser] = await Promise.all([launchChromium(), packExample()]);
  }, 120_000);
  afterAll(() => browser.close());

  beforeEach(async () => {
    demo = await startDemo();
    visitor = await createVisitor(browser, { language: 'en' });
    await visitor.page.clock.install();
    await visitor.open(demo.url);
    await visitor.sees('signed-out');
    await until(() => demo.backend.cloud.timeline.of('code.issued').length === 1);
  });
  afterEach(async () => {
    await visitor.close();
    await demo.close();
    expect(visitor.complaints).toEqual([]);
  });

  const sentTo = (path: string) => demo.backend.authing.requests.to(path);
  const action = (name: string): Locator => visitor.page.getByRole('button', { name, exact: true });
  const timeline = (): Locator => visitor.page.getByRole('list', { name: 'Timeline' });
  const choose = async (group: string, option: string): Promise<void> => {
    const radios = visitor.page.getByRole('group', { name: group });
    await radios.getByRole('radio', { name: option }).click({ force: true });
    // The panel shows the choice once the back end has taken it.
    await radios.getByRole('radio', { name: option, checked: true }).waitFor({ state: 'attached' });
  };
  const acceptAll = async (): Promise<void> => {
    await choose('Privacy', 'Accept');
    await choose('Phone number', 'Accept');
  };
  /** A silent sign-in tries again for ten seconds, which pass at once. */
  const giveUp = async (): Promise<void> => {
    await visitor.page.clock.fastForward(10_000);
  };
  const signIn = async (): Promise<void> => {
    await visitor.tap(visitor.words.signIn);
    await visitor.sees('phone');
  };

  it('a refused phone number is no error, costs nothing, and can be given later', async () => {
    await signIn();
    await visitor.tap(visitor.words.usePhone);
    await visitor.answer(visitor.words.deny);
    await visitor.reads(visitor.words.closed);
    expect(sentTo(BY_PHONE)).toHaveLength(0);
    expect(demo.backend.cloud.phoneCharges).toBe(0);
    await visitor.tap(visitor.words.usePhone);
    await visitor.answer(visitor.words.agree);
    await visitor.answer(visitor.words.allow);
    await visitor.sees('profile');
    expect(sentTo(BY_PHONE).map(({ status }) => status)).toEqual([200]);
  });

  it('a sheet left without the privacy tick is a cancel too', async () => {
    await choose('Phone number', 'Refuse');
    await signIn();
    await visitor.tap(visitor.words.usePhone);
    await visitor.reads(visitor.words.closed);
    expect(demo.backend.cloud.phoneCharges).toBe(0);
    await timeline().getByText('refuse: Phone number').waitFor();
  });

  it('offline, a tap says so; back online, the next tap works', async () => {
    const offline = visitor.page.getByRole('switch', { name: 'Offline' });
    await offline.check();
    await visitor.tap(visitor.words.signIn);
    await timeline().getByText('request:fail').first().waitFor();
    await giveUp();
    const message = visitor.screen.getByRole('alert');
    expect(await message.innerText()).toMatch(/network/i);
    expect(await visitor.storage()).toEqual({});
    expect(sentTo(AUTH)).toHaveLength(0);
    await offline.uncheck();
    await signIn();
    expect(sentTo(AUTH).map(({ status }) => status)).toEqual([200]);
  });

  it('an expired session key costs one tap, and the panel says why', async () => {
    await acceptAll();
    await signIn();
    await until(() => demo.backend.cloud.timeline.of('code.issued').length === 2);
    await action('Expire the session key').click();
    await timeline().getByText('expire the session key').waitFor();
    await visitor.tap(visitor.words.usePhone);
    await visitor.screen.getByRole('alert').waitFor();
    await timeline().getByText('The order was right, but the key had changed: the next tap will work').waitFor();
    await visitor.tap(visitor.words.usePhone);
    await visitor.sees('profile');
    expect(sentTo(BY_PHONE)).toHaveLength(2);
    expect(new Set(sentTo(BY_PHONE).map(({ body }) => (body as { code: string }).code)).size).toBe(2);
  });

  it('a double tap signs in once', async () => {
    await visitor.button(visitor.words.signIn).dblclick();
    await visitor.sees('phone');
    expect(sentTo(AUTH)).toHaveLength(1);
    await acceptAll();
    await visitor.button(visitor.words.usePhone).dblclick();
    await visitor.sees('profile');
    expect(sentTo(BY_PHONE)).toHaveLength(1);
    expect(demo.backend.authing.admin.users).toHaveLength(1);
  });

  it('a used-up code is replaced by silent sign-in without a word', async () => {
    await action('Use up the login code').click();
    await visitor.page.getByText('used up by you').waitFor();
    await signIn();
    expect(sentTo(AUTH).map(({ response }) => (response as { code: number }).code)).toEqual([500, 200]);
  });

  it('a 502 is an error that can be tried again', async () => {
    await choose('Authing answers', 'with 502');
    await until(() => demo.backend.state.answering === '502');
    await visitor.tap(visitor.words.signIn);
    await until(() => sentTo(AUTH)[0]?.duration !== undefined);
    await giveUp();
    await visitor.screen.getByRole('alert').waitFor();
    expect(await visitor.storage()).toEqual({});
    await choose('Authing answers', 'at once');
    await until(() => demo.backend.state.answering === 'normal');
    await signIn();
  });

  it('without quota WeChat refuses, and the page says what to do', async () => {
    await acceptAll();
    await signIn();
    // The server says when it is so: `check()` would not wait for that.
    await visitor.page.getByRole('switch', { name: 'No phone-number quota' }).click();
    await until(() => demo.backend.state.phoneQuota === 0);
    await visitor.tap(visitor.words.usePhone);
    await visitor.screen.getByRole('alert').waitFor();
    await timeline().getByText('refuses: no phone-number quota left').waitFor();
    expect(sentTo(BY_PHONE)).toHaveLength(0);
  });

  it('in the background nothing is prepared; coming back, the page is as it was', async () => {
    await action('Leave the app').click();
    const away = visitor.page.getByText('The mini program is in the background.');
    await away.waitFor();
    await action('Come back').last().click();
    await away.waitFor({ state: 'hidden' });
    await signIn();
  });

  it("the app's own wx.login is told apart and survived", async () => {
    await acceptAll();
    await signIn();
    await until(() => demo.backend.cloud.timeline.of('code.issued').length === 2);
    await action('The app calls wx.login').click();
    await timeline().getByText('calls wx.login: the app itself, not the library').waitFor();
    for (let taps = 0; taps < 2 && (await visitor.button(visitor.words.usePhone).isVisible()); taps += 1) {
      await visitor.tap(visitor.words.usePhone);
      await until(() => sentTo(BY_PHONE).length > taps && sentTo(BY_PHONE).at(-1)?.duration !== undefined);
      await visitor.page.waitForTimeout(200);
    }
    await visitor.sees('profile');
  });

  it('another person has another phone, account and Storage', async () => {
    await signIn();
    const [mei] = Object.values(await visitor.storage()) as { user: { id: string } }[];
    await Promise.all([visitor.page.waitForEvent('load'), visitor.page.getByRole('radio', { name: /Bo/ }).click({ force: true })]);
    await visitor.sees('signed-out');
    await signIn();
    const [bo] = Object.values(await visitor.storage()) as { user: { id: string } }[];
    expect(bo?.user.id).not.toBe(mei?.user.id);
    await acceptAll();
    await visitor.tap(visitor.words.usePhone);
    await visitor.reads(visitor.words.closed);
    expect(sentTo(BY_PHONE)).toHaveLength(0);
    await Promise.all([visitor.page.waitForEvent('load'), visitor.page.getByRole('radio', { name: /Mei/ }).click({ force: true })]);
    await visitor.sees('phone');
  });

  it('deleted and installed again, the phone knows nothing and Authing still does', async () => {
    await acceptAll();
    await signIn();
    await visitor.tap(visitor.words.usePhone);
    await visitor.sees('profile');
    await action('Delete and reinstall').click();
    await visitor.sees('signed-out');
    expect(await visitor.storage()).toEqual({});
    await visitor.tap(visitor.words.signIn);
    await visitor.sees('profile');
    expect(demo.backend.authing.admin.users).toHaveLength(1);
  });
});
