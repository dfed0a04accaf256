/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { APP_ID, sessionKey } from '../harness/harness';
import type { Harness } from '../harness/harness';
import { detailOf, errorWith, names } from '../harness/events';
import { asked, button, NUMBER, startForPanels, tap as tapIn, tapWithoutQuota, texted, type } from '../harness/panel';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const whole = { nickname: 'Ann', photo: 'https://a/ann.png' };

describe.each(engineNames)('panels, and whoever comes next, on %s', (engine) => {
  let harness: Harness;
  const start = async (baseLibrary = '3.0.0'): Promise<void> => {
    harness = await startForPanels(engine, { wechat: { device: { baseLibrary } } });
  };
  beforeEach(() => start());

  const open = async (name: 'login-panel' | 'user-panel', properties: Record<string, unknown> = {}): Promise<Mounted> => {
    const panel = harness.mount(name, { properties, listeners: ['done', 'signout', 'delete', 'error', 'cancel'] });
    await harness.pass();
    return panel;
  };
  const tap = (panel: Mounted, words: string): Promise<void> => tapIn(harness, panel, words);
  const create = (account: Record<string, unknown> = {}): string => harness.server.admin.createUser(APP_ID, account).id;
  const signIn = (id = create()): string => {
    const user = harness.server.admin.signIn(APP_ID, id);
    harness
      .library()
      .getAuthing()
      .setCurrentUser(user as never);
    return id;
  };
  /** All that the app knows of them. */
  const giveToken = (id: string): void =>
    harness
      .library()
      .getAuthing()
      .setToken((harness.server.admin.signIn(APP_ID, id) as { token: string }).token);

  describe('"Later"', () => {
    it('holds in every panel that is open, on this page and on those below it', async () => {
      signIn();
      const here = await open('login-panel', { profile: 'never' });
      const below = await open('login-panel');
      below.hide();
      const strict = await open('login-panel', { phone: 'required' });
      await tap(here, 'Later');
      expect([names(here), names(below), names(strict)]).toEqual([['done'], [], []]);
      below.show();
      await harness.pass();
      expect([below.text(), strict.text()]).toEqual([
        expect.stringContaining('Your profile'),
        expect.stringContaining('Your phone number'),
      ]);
      await tap(below, 'Later');
      expect(names(below)).toEqual(['done']);
      harness.restart();
      expect(names(await open('login-panel'))).toEqual(['done']);
    });

    it.each<[how: string, leave: () => Promise<void>]>([
      ['a tap in user-panel', async () => tap(await open('user-panel'), 'Sign out')],
      ['the client', () => Promise.resolve(void harness.library().getAuthing().logout())],
    ])('leaves nothing in Storage once somebody has signed out by %s', async (_, leave) => {
      signIn();
      const panel = await open('login-panel', { profile: 'never' });
      await tap(panel, 'Later');
      panel.detach();
      expect(Object.keys(harness.storage()).sort()).toEqual([`authing_later_${APP_ID}`, sessionKey].sort());
      await leave();
      await harness.pass();
      expect(harness.storage()).toEqual({});
    });
  });

  it.each<[how: string, leave: (id: string) => void]>([
    ['their sign-in has expired', () => jest.setSystemTime(Date.now() + 20 * 24 * 3600_000)],
    ['somebody else has signed in', () => void signIn()],
  ])('"Later" goes with the sign-in, however that ends: %s', async (_, leave) => {
    const ann = signIn();
    const panel = await open('login-panel', { profile: 'never' });
    await tap(panel, 'Later');
    // Signed in anew before that is over: it is the same sign-in.
    signIn(ann);
    harness.restart();
    const later = await open('login-panel', { profile: 'never' });
    expect(names(later)).toEqual(['done']);
    later.hide();
    leave(ann);
    later.show();
    signIn(ann);
    await harness.pass();
    expect([later.text().includes('Your phone number'), Object.keys(harness.storage())]).toEqual([true, [sessionKey]]);
  });

  describe('a token of which nobody knows whose it is', () => {
    it('is asked about when it takes the place of somebody', async () => {
      signIn(create({ phone: NUMBER, profile: whole }));
      const login = await open('login-panel');
      const mine = await open('user-panel');
      const bob = create({ phone: '10000000009', profile: whole });
      giveToken(bob);
      await harness.pass();
      expect(names(login)).toEqual(['done', 'done']);
      expect(login.events[1]!.detail).toMatchObject({ user: { id: bob } });
      expect([mine.text(), names(mine)]).toEqual([expect.stringContaining('100****0009'), []]);
    });

    it('is asked about before consent, by that token and nothing else; what is asked for then waits for consent', async () => {
      giveToken(create());
      const panel = await open('login-panel', { agreed: false });
      expect(harness.requestsTo('user').map(({ body }) => (body as { variables: unknown }).variables)).toEqual([{}]);
      await tap(panel, 'Use my phone number');
      expect([asked(harness), button(panel, 'Agree and continue').mounted]).toEqual([['user'], true]);
    });

    it.each(['login-panel', 'user-panel'] as const)('is asked about when it takes the place of another: %s', async (name) => {
      const bob = create({ phone: '10000000009', profile: whole });
      const panel = await open(name);
      harness.server.faults.slow(2000);
      giveToken(create({ phone: NUMBER, profile: whole }));
      await harness.pass(500);
      giveToken(bob);
      await harness.pass(10_000);
      expect(asked(harness)).toEqual(['user', 'user']);
      if (name === 'user-panel') expect([panel.text(), names(panel)]).toEqual([expect.stringContaining('100****0009'), []]);
      else expect([detailOf(panel, 'done'), names(panel)]).toEqual([{ user: expect.objectContaining({ id: bob }) }, ['done']]);
    });
  });

  describe('a code by text message', () => {
    const toCode = async (): Promise<Mounted> => {
      signIn();
      const panel = await open('login-panel', { profile: 'never' });
      await tapWithoutQuota(harness, panel);
      await tap(panel, 'Use a code by text message');
      type(panel, 0, NUMBER);
      return panel;
    };

    it('is sent once, though a second tap comes late', async () => {
      const panel = await toCode();
      const get = button(panel, 'Get code');
      await tap(panel, 'Get code');
      get.dispatch('tap');
      await harness.pass(5000);
      expect([asked(harness), names(panel)]).toEqual([['/api/v2/sms/send'], ['error']]);
    });

    it('is no business of whoever signs in next, nor is the number, nor what went wrong', async () => {
      const panel = await toCode();
      await tap(panel, 'Get code');
      type(panel, 1, '0000');
      await tap(panel, 'Continue');
      expect(panel.text()).toMatch(/ s.*wrong/i);
      signIn();
      await harness.pass();
      expect(panel.text()).toBe('Your phone numberWith it you can get back into your account at any time.Use my phone numberLater');
      await tapWithoutQuota(harness, panel);
      await tap(panel, 'Use a code by text message');
      expect([panel.natives('input').map(({ attributes }) => attributes['value']), button(panel, 'Get code').disabled]).toEqual([
        ['', ''],
        true,
      ]);
    });

    it('is offered nobody whose WeChat is too old for that, too', async () => {
      await start('2.24.3');
      signIn();
      const panel = await open('login-panel', { profile: 'never' });
      await tap(panel, 'Use my phone number');
      expect(panel.events).toEqual([errorWith('unsupported', { data: expect.anything() })]);
      expect(panel.natives('button').map(({ text }) => text)).toEqual(['Use my phone number', 'Later']);
    });
  });

  it('user-panel shows who came by a token while the account of whoever was there before was being deleted', async () => {
    const ann = signIn(create({ phone: NUMBER }));
    const panel = await open('user-panel');
    await tap(panel, 'Delete account');
    await tap(panel, 'Get code');
    type(panel, 0, texted(harness));
    harness.server.faults.slow(2000, { path: '/verify-delete-account-request' });
    harness.server.faults.slow(60_000, { path: '/graphql/v2' });
    harness.press(panel, button(panel, 'Delete for good'));
    await harness.pass(500);
    giveToken(create({ phone: '10000000009' }));
    await harness.pass(5000);
    expect([names(panel), detailOf(panel, 'delete')]).toEqual([['delete'], { user: expect.objectContaining({ id: ann }), deleted: true }]);
    expect(panel.text()).toContain('Sign out');
    await tap(panel, 'Sign out');
    expect(panel.events[1]).toEqual({ name: 'signout', detail: { user: null } });
  });

  it.each(['login-panel', 'user-panel'] as const)('%s: nobody waits for a code that was on its way to somebody else', async (name) => {
    signIn(create(name === 'user-panel' ? { phone: NUMBER } : {}));
    const panel = await open(name, { profile: 'never' });
    const toCode = async (): Promise<void> => {
      if (name === 'user-panel') return tap(panel, 'Delete account');
      await tapWithoutQuota(harness, panel);
      await tap(panel, 'Use a code by text message');
      type(panel, 0, NUMBER);
    };
    await toCode();
    harness.server.faults.slow(2000);
    harness.press(panel, button(panel, 'Get code'));
    await harness.pass(500);
    signIn(create(name === 'user-panel' ? { phone: '10000000009' } : {}));
    await harness.pass(5000);
    await toCode();
    expect(button(panel, 'Get code').disabled).toBe(false);
  });

  it('user-panel: a code to delete an account by is sent once, and whoever signs in next may ask for theirs at once', async () => {
    signIn(create({ phone: NUMBER }));
    const panel = await open('user-panel');
    await tap(panel, 'Delete account');
    const get = button(panel, 'Get code');
    await tap(panel, 'Get code');
    get.dispatch('tap');
    await harness.pass(5000);
    expect(harness.requestsTo('/send-sms')).toHaveLength(1);
    signIn(create({ phone: '10000000009' }));
    await harness.pass();
    await tap(panel, 'Delete account');
    await tap(panel, 'Get code');
    expect([harness.requestsTo('/send-sms').length, names(panel)]).toEqual([2, []]);
  });
});
