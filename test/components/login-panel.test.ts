/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted, MountOptions } from 'authing-miniapp-emulator/engines';
import { APP_ID, HOST, sessionKey, WE_CHAT_APP_ID } from '../harness/harness';
import type { Harness, HarnessOptions } from '../harness/harness';
import { detailOf, errorWith, names } from '../harness/events';
import { asked, bearer, button, NUMBER, openAtPhone, openLoginPanel, startForPanels, tap as tapIn } from '../harness/panel';
import { saveName } from '../harness/profile';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe.each(engineNames)('login-panel on %s', (engine) => {
  let harness: Harness;
  const start = async (options?: HarnessOptions): Promise<void> => {
    harness = await startForPanels(engine, options);
  };
  beforeEach(() => start());
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  const open = (properties?: Record<string, unknown>, more?: MountOptions): Mounted => openLoginPanel(harness, properties, more);
  const tap = (panel: Mounted, words: string): Promise<void> => tapIn(harness, panel, words);
  const account = () => harness.server.admin.users[0]!;
  const LATER = `authing_later_${APP_ID}`;
  const whole = { nickname: 'Ann', photo: 'https://a/ann.png' };
  /** Somebody signed in before the page is opened. */
  const signIn = (account: Parameters<typeof harness.server.admin.createUser>[1]): string => {
    const { id } = harness.server.admin.createUser(APP_ID, account);
    harness
      .library()
      .getAuthing()
      .setCurrentUser(harness.server.admin.signIn(APP_ID, id) as never);
    return id;
  };

  it('leads from nobody to a whole account: a request a step, one done', async () => {
    const panel = open({ profile: 'never' });
    await harness.pass();
    expect(panel.text()).toBe('WelcomeSign in to go on.Sign inNot now');
    await tap(panel, 'Sign in');
    expect(panel.events).toEqual([]);
    expect(panel.text()).toContain('Your phone number');
    await tap(panel, 'Use my phone number');

    const { user } = detailOf(panel, 'done') as { user: Record<string, unknown> };
    expect(names(panel)).toEqual(['done']);
    expect(user).toMatchObject({ id: account().id, phone: NUMBER, token: bearer(harness) });
    expect(asked(harness)).toEqual(['/connections/social/wechat-miniprogram/auth', '/connections/social/wechat-miniprogram/auth-by-phone']);
    expect(harness.storage()).toEqual({ [sessionKey]: { appId: APP_ID, host: HOST, token: user.token, user } });
    expect(panel.text()).toBe('');
    expect(panel.bubbled).toEqual([]);
    expect(harness.wechat.cloud.phoneCharges).toBe(1);
  });

  it('takes picture and name in any order; both are the end of the path', async () => {
    const panel = open({ phone: 'never' });
    await harness.pass();
    await tap(panel, 'Sign in');
    await saveName(harness, panel, '');
    expect(panel.events).toEqual([errorWith('nickname', { data: { problem: 'empty' } })]);
    expect(panel.text().match(/Enter a nickname/g)).toHaveLength(1);
    await saveName(harness, panel, 'Ann');
    expect(button(panel, 'Done').disabled).toBe(false);
    await tap(panel, 'Choose picture');
    expect(names(panel)).toEqual(['error', 'done']);
    expect(detailOf(panel, 'done')).toMatchObject({ user: { nickname: 'Ann', photo: account().profile.photo } });
    expect(account().profile.nickname).toBe('Ann');
  });

  it('says done at once, and draws and asks nothing, where somebody complete comes', async () => {
    const id = signIn({ phone: NUMBER, profile: whole });
    const panel = open();
    expect([panel.text(), panel.events]).toEqual(['', []]);
    await harness.pass();
    expect(panel.events).toEqual([{ name: 'done', detail: { user: expect.objectContaining({ id, token: expect.any(String) }) } }]);
    panel.hide();
    panel.show();
    await harness.pass(60_000);
    expect(names(panel)).toEqual(['done']);
    expect(harness.server.requests.length).toBe(0);
    expect(harness.logins()).toBe(0);
  });

  it("takes Authing's drawing and WeChat's name for everybody for no picture and no name", async () => {
    const photo = 'https://files.authing.co/authing-console/default-user-avatar.png';
    signIn({ phone: NUMBER, profile: { nickname: '微信用户', photo } });
    const panel = open();
    await harness.pass();
    expect(panel.text()).toContain('Your profile');
    expect(panel.events).toEqual([]);
  });

  it('goes on without what is put off, and does not ask again while they stay signed in', async () => {
    const panel = await openAtPhone(harness, {});
    await tap(panel, 'Later');
    expect(panel.text()).toContain('Your profile');
    expect(panel.events).toEqual([]);
    await tap(panel, 'Later');
    expect(names(panel)).toEqual(['done']);
    expect(harness.storage()).toMatchObject({ [LATER]: { id: account().id, steps: ['phone', 'profile'] } });

    harness.restart();
    const again = open();
    await harness.pass();
    expect(names(again)).toEqual(['done']);
    // Another sign-in is another beginning.
    harness.library().getAuthing().tokenProvider.clearUser();
    await harness.pass();
    expect(harness.storage()).toEqual({});
    await tap(again, 'Sign in');
    expect(again.text()).toContain('Your phone number');
    await tap(again, 'Later');
    await tap(again, 'Later');
    expect(names(again)).toEqual(['done', 'done']);
  });

  it('asks for what is required though it was put off when it was optional', async () => {
    const panel = await openAtPhone(harness);
    await tap(panel, 'Later');
    expect(names(panel)).toEqual(['done']);
    const strict = open({ phone: 'required', profile: 'never' });
    await harness.pass();
    expect(strict.text()).toContain('Your phone number');
    expect(strict.events).toEqual([]);
  });

  it('says cancel each time somebody declines to sign in, and stays', async () => {
    const panel = open();
    await harness.pass();
    await tap(panel, 'Not now');
    await tap(panel, 'Not now');
    expect(panel.events).toEqual(Array(2).fill({ name: 'cancel', detail: { reason: 'denied', step: 'login' } }));
    await tap(panel, 'Sign in');
    expect(panel.text()).toContain('Your phone number');
    expect(harness.server.requests.length).toBe(1);
  });

  it.each([
    [{ phone: 'required' }, 'phone'],
    [{ phone: 'never', profile: 'required' }, 'profile'],
  ])('says cancel where somebody declines what is required: %j', async (wishes, step) => {
    const panel = open(wishes);
    await harness.pass();
    await tap(panel, 'Sign in');
    await tap(panel, 'Not now');
    expect(panel.events).toEqual([{ name: 'cancel', detail: { reason: 'denied', step } }]);
    await harness.pass(60_000);
    expect(names(panel)).toEqual(['cancel']);
    expect(Object.keys(harness.storage())).toEqual([sessionKey]);
  });

  it('takes a closed sheet of WeChat for no answer: nothing is said, and the next tap works', async () => {
    const panel = await openAtPhone(harness);
    harness.device.person.next('phoneNumber', { answer: 'deny' });
    await tap(panel, 'Use my phone number');
    expect(panel.events).toEqual([]);
    expect(panel.text()).toContain('Your phone number');
    await tap(panel, 'Use my phone number');
    expect(names(panel)).toEqual(['done']);
  });

  it('goes on where it was when the mini program was killed', async () => {
    await openAtPhone(harness, { profile: 'never' });
    harness.restart();
    const panel = open({ profile: 'never' });
    await harness.pass();
    expect(panel.text()).toContain('Your phone number');
    await tap(panel, 'Use my phone number');
    expect(names(panel)).toEqual(['done']);
    expect(harness.requestsTo('/auth')).toHaveLength(1);
  });

  it('begins anew where Authing has ended the sign-in in the middle, and says why', async () => {
    const panel = open({ phone: 'never' });
    await harness.pass();
    await tap(panel, 'Sign in');
    harness.server.admin.signOut(account().id);
    await tap(panel, 'Choose picture');
    expect(panel.events).toEqual([errorWith('unauthenticated', { code: 2206 })]);
    expect(panel.text()).toMatch(/^WelcomeSign in to go on\.Sign in.+Not now$/);
    expect(harness.storage()).toEqual({});
    await tap(panel, 'Sign in');
    await tap(panel, 'Choose picture');
    await tap(panel, 'Done');
    expect(names(panel)).toEqual(['error', 'done']);
  });

  it('begins anew when somebody signs out elsewhere, or the sign-in expires, in the middle', async () => {
    await start({ server: { apps: [{ appId: APP_ID, tokenLifetime: 600, wechat: { appId: WE_CHAT_APP_ID } }] } });
    const panel = await openAtPhone(harness);
    harness.library().getAuthing().tokenProvider.clearUser();
    await harness.pass();
    expect(panel.text()).toContain('Welcome');
    await tap(panel, 'Sign in');
    await harness.pass(600_000);
    expect(panel.text()).toContain('Welcome');
    expect(panel.events).toEqual([]);
  });

  it('a page that is covered hears of done when it is shown again: another one has signed in', async () => {
    const below = open({ profile: 'never' });
    await harness.pass();
    below.hide();
    const above = open({ profile: 'never' });
    await harness.pass();
    await tap(above, 'Sign in');
    await tap(above, 'Use my phone number');
    expect([names(above), names(below)]).toEqual([['done'], []]);
    below.show();
    await harness.pass();
    expect([names(above), names(below)]).toEqual([['done'], ['done']]);
  });

  it('says nothing once it is gone, and is as new when it comes back', async () => {
    const panel = await openAtPhone(harness);
    harness.press(panel, button(panel, 'Use my phone number'));
    panel.detach();
    await harness.pass(60_000);
    expect(panel.events).toEqual([]);
  });

  it('asks Authing who it is where only a token is known', async () => {
    const { id } = harness.server.admin.createUser(APP_ID, { phone: NUMBER, profile: whole });
    const { token } = harness.server.admin.signIn(APP_ID, id) as { token: string };
    harness.authing = { ...harness.authing, accessToken: token };
    const panel = open();
    await harness.pass();
    expect(names(panel)).toEqual(['done']);
    expect(detailOf(panel, 'done')).toMatchObject({ user: { id, phone: NUMBER, token } });
    expect(asked(harness)).toEqual(['user']);
  });

  it('says what is wrong where Authing does not say who it is, and asks again', async () => {
    const { id } = harness.server.admin.createUser(APP_ID, { phone: NUMBER, profile: whole });
    harness.authing = { ...harness.authing, accessToken: (harness.server.admin.signIn(APP_ID, id) as { token: string }).token };
    harness.server.faults.error(1000, { operation: 'user' });
    const panel = open();
    await harness.pass();
    expect(panel.events).toEqual([errorWith('server', { code: 1000 })]);
    await tap(panel, 'Try again');
    expect(names(panel)).toEqual(['error', 'done']);
  });

  it('says what is missing where no appId is configured', async () => {
    await start({ authing: null });
    const panel = open();
    await harness.pass();
    await tap(panel, 'Sign in');
    expect(panel.events).toEqual([errorWith('not_configured')]);
  });

  it('says it in Traditional Chinese', async () => {
    await start({ wechat: { device: { language: 'zh_TW' } } });
    signIn({ phone: NUMBER, profile: { nickname: '王小明' } });
    const panel = open();
    await harness.pass();
    expect(panel.text()).toBe('個人資料選擇頭像，填寫暱稱。選擇頭像儲存以後再說');
    harness.library().getAuthing().tokenProvider.clearUser();
    await harness.pass();
    expect(panel.text()).toBe('歡迎登入後繼續。登入暫不登入');
  });

  it('says it in Chinese, or in the page’s own words; slots are where they belong', async () => {
    await start({ wechat: { device: { language: 'zh_CN' } } });
    const panel = open(
      { words: { loginText: '登录后查看订单。' } },
      { slot: '<text slot="header">A</text><text slot="login">B</text><text slot="footer">C</text>' },
    );
    await harness.pass();
    expect(panel.text()).toBe('A欢迎登录后查看订单。B登录暂不登录C');
  });
});
