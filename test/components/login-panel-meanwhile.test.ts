/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { APP_ID, sessionKey } from '../harness/harness';
import type { Harness } from '../harness/harness';
import { errorWith, names } from '../harness/events';
import { button, enterByCode, NUMBER, openLoginPanel, startForPanels, tap as tapIn, tapWithoutQuota, texted, type } from '../harness/panel';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe.each(engineNames)('login-panel while others sign in and out, on %s', (engine) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await startForPanels(engine);
  });

  const open = async (properties: Record<string, unknown>): Promise<Mounted> => {
    const panel = openLoginPanel(harness, properties);
    await harness.pass();
    return panel;
  };
  const tap = (panel: Mounted, words: string): Promise<void> => tapIn(harness, panel, words);
  const signIn = (profile: Record<string, string> = {}): string => {
    const { id } = harness.server.admin.createUser(APP_ID, { profile });
    harness
      .library()
      .getAuthing()
      .setCurrentUser(harness.server.admin.signIn(APP_ID, id) as never);
    return id;
  };
  const signedIn = (): string | undefined => (harness.storage()[sessionKey] as { user: { id: string } } | undefined)?.user.id;

  it('ends nobody else’s sign-in for a token that Authing no longer knows', async () => {
    const before = signIn();
    const panel = await open({ phone: 'never' });
    harness.server.admin.signOut(before);
    harness.server.faults.slow(2000);
    harness.press(panel, button(panel, 'Choose picture'));
    await harness.pass(1000);
    const since = signIn();
    await harness.pass(10_000);
    expect(panel.events).toEqual([errorWith('unauthenticated', { code: 2206, stage: 'session' })]);
    // Somebody is.
    expect([panel.text().includes('Sign in first'), panel.text().includes('Another account')]).toEqual([false, true]);
    expect(signedIn()).toBe(since);
  });

  it('signs nobody in by a code over whoever has signed in since; declining waits for the answer', async () => {
    harness.server.admin.createUser(APP_ID, { phone: NUMBER });
    signIn();
    const panel = await open({ profile: 'never' });
    await tapWithoutQuota(harness, panel);
    await tap(panel, 'Use a code by text message');
    await enterByCode(harness, panel);
    harness.server.faults.slow(2000);
    harness.press(panel, button(panel, 'Sign in to that account'));
    await harness.pass(100);
    expect(button(panel, 'Later').disabled).toBe(true);
    const since = signIn();
    await harness.pass(10_000);
    expect(signedIn()).toBe(since);
    expect(names(panel)).toEqual(['error', 'error', 'error']);
    expect(panel.events[2]).toEqual(errorWith('busy', { stage: 'session' }));
  });

  it.each([
    ['nothing is under way', false],
    ['a number is being bound', true],
  ])('asks whose token has taken the place of somebody, and goes on as them; %s', async (_, isBinding) => {
    signIn();
    const panel = await open({ profile: 'never' });
    const isAsked = panel.text().includes('Your phone number');
    if (isBinding) {
      await tapWithoutQuota(harness, panel);
      await tap(panel, 'Use a code by text message');
      type(panel, 0, NUMBER);
      await tap(panel, 'Get code');
      // Drawn too late to keep it away.
      button(panel, 'Continue').dispatch('tap');
      panel
        .natives('button')
        .filter(({ text }) => /again/i.test(text))
        .forEach((again) => again.dispatch('tap'));
      type(panel, 1, texted(harness));
      harness.server.faults.slow(2000);
      harness.press(panel, button(panel, 'Continue'));
    }
    const bob = harness.server.admin.createUser(APP_ID, { phone: '10000000009' }).id;
    const { token } = harness.server.admin.signIn(APP_ID, bob) as { token: string };
    harness.library().getAuthing().tokenProvider.setToken(token);
    await harness.pass(10_000);
    expect([isAsked, names(panel)]).toEqual([true, isBinding ? ['error', 'error', 'done'] : ['done']]);
    expect(harness.requestsTo('/sms/send')).toHaveLength(isBinding ? 1 : 0);
    expect(panel.events.at(-1)!.detail).toEqual({ user: expect.objectContaining({ id: bob, token }) });
  });

  it.each(['login-panel', 'user-panel'] as const)(
    '%s asks nobody who it is, time and again, where the app keeps users itself; it says what is wrong',
    async (name) => {
      let user: unknown = null;
      class Own {
        getToken = (): string => 'x.y.z';
        setToken = (): void => undefined;
        getUser = (): unknown => user;
        setUser = (one: unknown): void => void (user = one);
        clearUser = (): void => undefined;
      }
      const { id } = harness.server.admin.createUser(APP_ID, {});
      const { token: accessToken } = harness.server.admin.signIn(APP_ID, id);
      harness.library().configureAuthing({ ...harness.authing, accessToken, tokenProvider: Own } as never);
      harness.server.faults.edit({ times: Infinity }, () => ({ data: { user: { id, token: null } } }));
      const panel = harness.mount(name, { listeners: ['done', 'error'] });
      await harness.pass(10_000);
      expect(harness.server.requests.length).toBe(0);
      if (name === 'user-panel') return;
      expect(panel.events).toEqual([errorWith('unsupported', { message: expect.stringContaining('tokenProvider') })]);
      expect(panel.text()).toContain('Try again');
      await tap(panel, 'Try again');
      expect([names(panel), harness.server.requests.length]).toEqual([['error', 'error'], 0]);
    },
  );

  it('takes a second tap on "Later" for the same tap, until the next step is drawn', async () => {
    signIn();
    const panel = await open({});
    const later = button(panel, 'Later');
    later.dispatch('tap');
    later.dispatch('tap');
    await harness.pass();
    expect(panel.text()).toContain('Your profile');
    expect(panel.events).toEqual([]);
    await tap(panel, 'Later');
    expect(names(panel)).toEqual(['done']);
  });

  it('hears of the number whose sheet was to come when "Later" was tapped: WeChat charges for it', async () => {
    signIn();
    const panel = await open({ profile: 'never' });
    const asking = button(panel, 'Use my phone number');
    asking.tap();
    for (const ms of [300, 600]) {
      await harness.pass(ms);
      button(panel, 'Later').dispatch('tap');
    }
    await harness.pass(100);
    expect([panel.events, panel.text().includes('Your phone number')]).toEqual([[], true]);
    asking.dispatch('getphonenumber', { errMsg: 'getPhoneNumber:ok', code: 'token' });
    await harness.pass();
    expect(panel.events.map(({ name }) => name)).toEqual(['charge', 'error']);
    await tap(panel, 'Later');
    expect(names(panel)).toEqual(['error', 'done']);
  });

  it('keeps nobody whom a sheet of WeChat’s never answers', async () => {
    signIn();
    const panel = await open({ profile: 'never' });
    button(panel, 'Use my phone number').tap();
    await harness.pass(300);
    button(panel, 'Later').dispatch('tap');
    await harness.pass(4000);
    await tap(panel, 'Later');
    expect(names(panel)).toEqual(['done']);
  });

  it.each(['signed out', 'another user'])('forgets what was agreed to: %s', async (next) => {
    signIn();
    const panel = await open({ profile: 'never' });
    panel.instance.setData({ agreedHere: true });
    const { tokenProvider } = harness.library().getAuthing();
    if (next === 'signed out') tokenProvider.clearUser();
    else tokenProvider.setUser({ ...tokenProvider.getUser()!, id: 'another' });
    await harness.pass();
    expect(panel.data['agreedHere']).toBe(false);
  });
});
