/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted, MountOptions } from 'authing-miniapp-emulator/engines';
import { APP_ID, sessionKey, WE_CHAT_APP_ID } from '../harness/harness';
import type { Harness } from '../harness/harness';
import { detailOf, errorWith, names } from '../harness/events';
import { asked, button, NUMBER, startForPanels, tap as tapIn, texted, type } from '../harness/panel';
import { saveName } from '../harness/profile';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const LISTENERS = ['profile', 'signout', 'delete', 'error', 'cancel'];
const MASKED = '100****0001';

describe.each(engineNames)('user-panel on %s', (engine) => {
  let harness: Harness;
  let id: string;
  const start = async (account = {}): Promise<void> => {
    harness = await startForPanels(engine);
    id = harness.server.admin.createUser(APP_ID, { username: 'ann', profile: { nickname: 'Ann' }, ...account }).id;
    const { server } = harness;
    harness
      .library()
      .getAuthing()
      .setCurrentUser(server.admin.signIn(APP_ID, id) as never);
  };
  beforeEach(() => start({ phone: NUMBER }));
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  const open = async (properties: Record<string, unknown> = {}, more: MountOptions = {}): Promise<Mounted> => {
    const panel = harness.mount('user-panel', { properties, listeners: LISTENERS, ...more });
    await harness.pass();
    return panel;
  };
  const tap = (panel: Mounted, words: string): Promise<void> => tapIn(harness, panel, words);
  const isGone = (): boolean => harness.server.admin.user(id).isDeleted;
  const signedOut = { name: 'signout', detail: { user: expect.not.objectContaining({ token: expect.anything() }) } };

  it('shows who is signed in, as Authing knows them now, and not all of the number', async () => {
    harness.server.admin.user(id).profile.nickname = 'Anna';
    const panel = await open();
    expect(panel.natives('input')[0]!.attributes['value']).toBe('Anna');
    expect(panel.text()).toContain(MASKED);
    expect(panel.html()).not.toContain(NUMBER);
    expect(panel.events).toEqual([]);
    expect(asked(harness)).toEqual(['user']);
    expect(harness.logins()).toBe(0);
  });

  it('changes picture and name', async () => {
    const panel = await open();
    await tap(panel, 'Choose picture');
    await saveName(harness, panel, 'Mei');
    expect(names(panel)).toEqual(['profile', 'profile']);
    const { nickname, photo } = harness.server.admin.user(id).profile;
    expect(panel.events.at(-1)!.detail).toEqual({ user: expect.objectContaining({ id, nickname: 'Mei', photo }) });
    expect([nickname, panel.bubbled]).toEqual(['Mei', []]);
    expect(panel.text()).toContain('Change picture');
  });

  it('signs out: one event, nothing left, before others hear of it', async () => {
    const order: string[] = [];
    const panel = await open({}, { handlers: { signout: () => order.push('signout') } });
    harness.library().onAuthStateChange(({ status }) => order.push(status));
    const { token } = harness.storage()[sessionKey] as { token: string };
    await tap(panel, 'Sign out');
    expect(panel.events).toEqual([signedOut]);
    expect(detailOf(panel, 'signout')).toMatchObject({ user: { id } });
    expect(order).toEqual(['signed-in', 'signout', 'signed-out']);
    expect([panel.text(), harness.storage()]).toEqual(['', {}]);
    expect(harness.requestsTo('/logout').map(({ headers }) => headers['authorization'])).toEqual([`Bearer ${token}`]);
  });

  it('knows, and signs out, who signed in by phone token: what v3 handed out is revoked', async () => {
    harness = await startForPanels(engine, { authing: { extIdpConnIdentifier: 'wechat' } });
    const phone = harness.mount('phone-button');
    await harness.pass();
    harness.press(phone);
    await harness.pass();
    const { oidc } = harness.storage()[sessionKey] as { oidc: { accessToken: string; refreshToken: string } };
    const panel = await open();
    expect(panel.text()).toContain(MASKED);
    expect(harness.requestsTo('/api/v3/get-profile').at(-1)!.headers['authorization']).toBe(oidc.accessToken);
    await tap(panel, 'Sign out');
    expect(names(panel)).toEqual(['signout']);
    expect(harness.requestsTo('/oidc/token/revocation').map(({ body }) => (body as { token: string }).token)).toEqual([
      oidc.refreshToken,
      oidc.accessToken,
    ]);
    expect(harness.storage()).toEqual({});
  });

  it('deletes the account of who signed in by phone token by their access token, which is renewed first where it has expired', async () => {
    harness = await startForPanels(engine, {
      authing: { extIdpConnIdentifier: 'wechat' },
      server: { apps: [{ appId: APP_ID, tokenLifetime: 600, wechat: { appId: WE_CHAT_APP_ID } }] },
    });
    const phone = harness.mount('phone-button');
    await harness.pass();
    harness.press(phone);
    await harness.pass();
    phone.detach();
    const panel = await open();
    await tap(panel, 'Delete account');
    await tap(panel, 'Get code');
    type(panel, 0, texted(harness));
    await harness.pass(660_000);
    await tap(panel, 'Get code');
    type(panel, 0, texted(harness));
    const { oidc } = harness.storage()[sessionKey] as { oidc: { accessToken: string } };
    await tap(panel, 'Delete for good');
    expect([names(panel), harness.storage()]).toEqual([['delete'], {}]);
    expect(harness.server.admin.users[0]!.isDeleted).toBe(true);
    expect(harness.requestsTo('/oidc/token')).toHaveLength(1);
    expect(harness.requestsTo('/delete-account').map(({ headers }) => headers['authorization'])).toEqual([oidc.accessToken]);
  });

  it('signs out without a connection, too, and tells Authing when there is one again', async () => {
    const panel = await open();
    harness.device.faults.next('request', { kind: 'offline' }, { times: 2 });
    harness.press(panel, button(panel, 'Sign out'));
    await harness.pass(10);
    expect(panel.events).toEqual([signedOut]);
    await harness.pass(10_000);
    expect(harness.requestsTo('/logout')).toHaveLength(1);
    expect(names(panel)).toEqual(['signout']);
  });

  it.each<[string, () => void]>([
    ['another page', () => harness.library().getAuthing().tokenProvider.clearUser()],
    ['the end of its time', () => jest.setSystemTime(Date.now() + 20 * 24 * 3600_000)],
  ])('says signout once, and before others hear of it, when the sign-in ends by %s', async (_, end) => {
    const order: string[] = [];
    // A page often shows the panel under wx:if on who is signed in.
    harness.library().onAuthStateChange(({ status }) => order.push(status));
    const panel = await open({}, { handlers: { signout: () => order.push('signout') } });
    end();
    panel.hide();
    panel.show();
    await harness.pass();
    expect(panel.events).toEqual([signedOut]);
    expect(panel.text()).toBe('');
    expect(order).toEqual(['signed-in', 'signout', 'signed-out']);
  });

  it('says signout where Authing has ended the sign-in meanwhile', async () => {
    harness.server.admin.signOut(id);
    const panel = await open();
    expect(panel.events).toEqual([signedOut]);
    expect(harness.storage()).toEqual({});
  });

  it('stays as it is, and says nothing, where Authing cannot be asked', async () => {
    harness.server.faults.badGateway({ times: Infinity });
    const panel = await open();
    expect([panel.events, panel.text().includes(MASKED)]).toEqual([[], true]);
  });

  it('tells of a sign-in that has ended at a tap: error, then signout', async () => {
    const panel = await open();
    harness.server.admin.signOut(id);
    await tap(panel, 'Choose picture');
    expect(panel.events).toEqual([errorWith('unauthenticated', { code: 2206 }), signedOut]);
  });

  it('deletes the account by a code to its number', async () => {
    const panel = await open();
    await tap(panel, 'Delete account');
    expect(button(panel, 'Delete for good').disabled).toBe(true);
    await tap(panel, 'Get code');
    type(panel, 0, texted(harness) === '0000' ? '1111' : '0000');
    await tap(panel, 'Delete for good');
    expect([panel.events, isGone()]).toEqual([[errorWith('server', { code: 2001 })], false]);
    type(panel, 0, texted(harness));
    await tap(panel, 'Delete for good');
    expect(names(panel)).toEqual(['error', 'delete']);
    expect(detailOf(panel, 'delete')).toEqual({ user: expect.objectContaining({ id }), deleted: true });
    expect([isGone(), panel.text(), harness.storage()]).toEqual([true, '', {}]);
    expect(asked(harness).slice(1)).toEqual([
      '/api/v3/send-sms',
      '/api/v3/verify-delete-account-request',
      '/api/v3/verify-delete-account-request',
      '/api/v3/delete-account',
    ]);
  });

  it('counts an account as deleted whose deletion was not answered', async () => {
    const panel = await open();
    await tap(panel, 'Delete account');
    await tap(panel, 'Get code');
    type(panel, 0, texted(harness));
    harness.server.faults.drop({ path: '/delete-account' }, 'after');
    await tap(panel, 'Delete for good');
    expect([names(panel), isGone(), harness.storage()]).toEqual([['delete'], true, {}]);
  });

  it('says delete at the second tap where the first had no answer in time, and no more than that', async () => {
    const panel = await open();
    await tap(panel, 'Delete account');
    await tap(panel, 'Get code');
    type(panel, 0, texted(harness));
    harness.server.faults.slow(60_000, { path: '/delete-account' });
    await tap(panel, 'Delete for good');
    await harness.pass(10_000);
    expect([panel.events, isGone()]).toEqual([[errorWith('timeout', { retryable: true })], true]);
    await tap(panel, 'Delete for good');
    expect([names(panel), detailOf(panel, 'delete'), harness.storage()]).toEqual([
      ['error', 'delete'],
      { user: expect.objectContaining({ id }), deleted: true },
      {},
    ]);
  });

  it('takes no account for deleted whose sign-in has ended, where no deletion was sent', async () => {
    const panel = await open();
    await tap(panel, 'Delete account');
    await tap(panel, 'Get code');
    type(panel, 0, texted(harness));
    harness.server.faults.slow(60_000, { path: '/verify-delete-account-request' });
    await tap(panel, 'Delete for good');
    await harness.pass(10_000);
    harness.server.admin.signOut(id);
    await tap(panel, 'Delete for good');
    expect([names(panel), isGone()]).toEqual([['error', 'error', 'signout'], false]);
  });

  it.each([
    ['half an answer', undefined],
    ['a lost answer, and a refresh token that died with the account', { extIdpConnIdentifier: 'wechat' }],
  ])('says delete where all that came of it is %s', async (_, authing) => {
    if (authing) {
      harness = await startForPanels(engine, { authing });
      const phone = harness.mount('phone-button');
      await harness.pass();
      harness.press(phone);
      await harness.pass();
      phone.detach();
      id = harness.server.admin.users[0]!.id;
    }
    const panel = await open();
    await tap(panel, 'Delete account');
    await tap(panel, 'Get code');
    type(panel, 0, texted(harness));
    if (authing) harness.server.faults.drop({ path: '/delete-account' }, 'after');
    else harness.server.faults.truncated({ path: '/delete-account' });
    await tap(panel, 'Delete for good');
    expect([names(panel), isGone(), harness.storage()]).toEqual([authing ? ['signout', 'delete'] : ['delete'], true, {}]);
    expect(detailOf(panel, 'delete')).toEqual({ user: expect.objectContaining({ id }), deleted: true });
  });

  it('ends nobody else’s sign-in where the deletion is refused to whoever was there before', async () => {
    const panel = await open();
    await tap(panel, 'Delete account');
    type(panel, 0, '1234');
    harness.server.faults.slow(2000, { path: '/verify-delete-account-request' });
    harness.server.admin.signOut(id);
    harness.press(panel, button(panel, 'Delete for good'));
    await harness.pass(500);
    const other = harness.server.admin.createUser(APP_ID, { username: 'bob', phone: '10000000009' }).id;
    harness
      .library()
      .getAuthing()
      .setCurrentUser(harness.server.admin.signIn(APP_ID, other) as never);
    await harness.pass(10_000);
    expect(harness.library().getAuthing().checkLoggedIn()).toBe(other);
    expect(panel.events).toEqual([errorWith('unauthenticated', { code: expect.any(Number) as number, stage: 'session', retryable: true })]);
  });

  it('deletes, as nobody else, the account of whoever tapped, also when somebody else signs in meanwhile', async () => {
    const other = harness.server.admin.createUser(APP_ID, { username: 'bob', phone: '10000000009' }).id;
    const panel = await open();
    await tap(panel, 'Delete account');
    await tap(panel, 'Get code');
    type(panel, 0, texted(harness));
    harness.server.faults.slow(2000, { path: '/verify-delete-account-request' });
    harness.press(panel, button(panel, 'Delete for good'));
    await harness.pass(500);
    harness
      .library()
      .getAuthing()
      .setCurrentUser(harness.server.admin.signIn(APP_ID, other) as never);
    await harness.pass(10_000);
    expect([isGone(), harness.server.admin.user(other).isDeleted]).toEqual([true, false]);
    expect(harness.library().getAuthing().checkLoggedIn()).toBe(other);
    expect(names(panel)).toEqual(['delete']);
  });

  it.each<[string, string[], (panel: Mounted) => Promise<void>]>([
    ['signs out', ['signout'], (panel) => tap(panel, 'Sign out')],
    [
      'deletes the account',
      ['delete'],
      async (panel) => {
        await tap(panel, 'Delete account');
        await tap(panel, 'Get code');
        type(panel, 0, texted(harness));
        await tap(panel, 'Delete for good');
      },
    ],
  ])('%s where Storage fails, too: one outcome', async (_, outcome, act) => {
    const warned = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { tokenProvider } = harness.library().getAuthing();
    const clear = tokenProvider.clearUser.bind(tokenProvider);
    jest.spyOn(tokenProvider, 'clearUser').mockImplementation(() => {
      clear();
      throw new Error('Storage');
    });
    const panel = await open();
    await act(panel);
    expect([names(panel), panel.text(), warned.mock.calls.length > 0]).toEqual([outcome, '', true]);
  });

  it('asks Authing where the app is configured late, too', async () => {
    const { authing } = harness;
    harness.authing = null;
    const panel = await open();
    expect([panel.text(), asked(harness)]).toEqual(['', []]);
    harness.authing = authing;
    await harness.pass(6000);
    expect([panel.text().includes(MASKED), asked(harness)]).toEqual([true, ['user']]);
  });

  it('ends nobody’s sign-in to an app that was configured while it asked', async () => {
    harness.server.admin.signOut(id);
    harness.server.faults.slow(2000);
    await open();
    const { library } = harness;
    library().configureAuthing({ ...harness.authing, appId: 'another-app' });
    const user = { id: 'bob', token: 'of-bob' } as never;
    library().getAuthing().setCurrentUser(user);
    await harness.pass(5000);
    expect(library().getAuthing().tokenProvider.getToken()).toBe('of-bob');
  });

  it('keeps a name that is newer than an answer that was on its way', async () => {
    harness.server.faults.slow(3000, { path: '/graphql/v2' });
    const panel = harness.mount('user-panel', { listeners: LISTENERS });
    await harness.pass(100);
    await saveName(harness, panel, 'Mei');
    expect(names(panel)).toEqual(['profile']);
    expect(panel.natives('input')[0]!.attributes['value']).toBe('Mei');
    expect(harness.storage()[sessionKey]).toMatchObject({ user: { nickname: 'Mei' } });
  });

  it('keeps the account of somebody who thinks again', async () => {
    const panel = await open();
    await tap(panel, 'Delete account');
    await tap(panel, 'Keep my account');
    expect(panel.events).toEqual([{ name: 'cancel', detail: { reason: 'cancelled' } }]);
    expect(panel.text()).toContain('Sign out');
    expect(asked(harness)).toEqual(['user']);
  });

  it.each([
    ['an account without a number', {}, {}],
    ['the page deletes itself', { phone: NUMBER }, { deletion: 'request' }],
    ['the page says something else', { phone: NUMBER }, { deletion: 'requested' }],
  ])('asks once, and leaves it to the page: %s', async (_, account, properties) => {
    await start(account);
    const panel = await open(properties);
    await tap(panel, 'Delete account');
    await tap(panel, 'Yes, delete it');
    expect(panel.events).toEqual([{ name: 'delete', detail: { user: expect.objectContaining({ id }), deleted: false } }]);
    expect([isGone(), asked(harness)]).toEqual([false, ['user']]);
  });

  it('says it in Traditional Chinese', async () => {
    harness = await startForPanels(engine, { wechat: { device: { language: 'zh_TW' } } });
    const { server } = harness;
    const user = server.admin.signIn(APP_ID, server.admin.createUser(APP_ID, { phone: NUMBER }).id);
    harness
      .library()
      .getAuthing()
      .setCurrentUser(user as never);
    const panel = await open();
    expect(panel.text()).toBe(`選擇頭像暱稱儲存手機號碼${MASKED}登出刪除帳號`);
    await tap(panel, '刪除帳號');
    expect(panel.text()).toContain('確定刪除帳號？');
  });

  it('offers no deletion where the page has it elsewhere, and draws nothing for nobody', async () => {
    const panel = await open({ deletion: 'never' });
    expect(panel.natives('button').map(({ text }) => text)).not.toContain('Delete account');
    harness.library().getAuthing().tokenProvider.clearUser();
    const empty = await open();
    expect([empty.text(), empty.events]).toEqual(['', []]);
  });
});
