/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted, MountOptions } from 'authing-miniapp-emulator/engines';
import { APP_ID, WE_CHAT_APP_ID } from '../harness/harness';
import type { Harness, HarnessOptions } from '../harness/harness';
import { detailOf, errorWith, names } from '../harness/events';
import {
  asked,
  bearer,
  button,
  enterByCode,
  NUMBER,
  openAtPhone,
  openLoginPanel,
  startForPanels,
  tap as tapIn,
  tapWithoutQuota,
  texted,
  type,
} from '../harness/panel';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe.each(engineNames)('login-panel and accounts that cannot simply have a number, on %s', (engine) => {
  let harness: Harness;
  const start = async (options?: HarnessOptions): Promise<void> => {
    harness = await startForPanels(engine, options);
  };
  beforeEach(() => start());
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  const open = (properties?: Record<string, unknown>, more?: MountOptions): Mounted => openLoginPanel(harness, properties, more);
  const tap = (panel: Mounted, words: string): Promise<void> => tapIn(harness, panel, words);
  const account = () => harness.server.admin.users[0]!;

  describe('without a number from WeChat', () => {
    it('takes a number and a code by text message, in one tap, and binds it', async () => {
      const panel = await openAtPhone(harness);
      await tapWithoutQuota(harness, panel);
      // Whoever owns the app learns why; whoever uses it, what to do.
      expect(panel.events).toEqual([errorWith('quota', { data: expect.objectContaining({ errno: 1400001 }) as unknown })]);
      expect(panel.text()).toContain('Use another way');
      await tap(panel, 'Use a code by text message');
      expect([button(panel, 'Get code').disabled, button(panel, 'Continue').disabled]).toEqual([true, true]);
      type(panel, 0, NUMBER);
      await tap(panel, 'Get code');
      expect(button(panel, '56 s to resend').disabled).toBe(true);
      type(panel, 1, texted(harness));
      await tap(panel, 'Continue');
      expect(names(panel)).toEqual(['error', 'done']);
      expect(detailOf(panel, 'done')).toMatchObject({ user: { id: account().id, phone: NUMBER, token: bearer(harness) } });
      expect(asked(harness).slice(1)).toEqual(['/api/v2/sms/send', 'bindPhone']);
      expect(harness.server.admin.users).toHaveLength(1);
    });

    it('says what is wrong with a code, once a tap, and takes the right one then', async () => {
      const panel = await openAtPhone(harness);
      await tapWithoutQuota(harness, panel);
      await tap(panel, 'Use a code by text message');
      type(panel, 0, NUMBER);
      await tap(panel, 'Get code');
      type(panel, 1, texted(harness) === '0000' ? '1111' : '0000');
      await tap(panel, 'Continue');
      expect(panel.events.slice(1)).toEqual([errorWith('server', { code: 2001 })]);
      type(panel, 1, texted(harness));
      await tap(panel, 'Continue');
      expect(names(panel)).toEqual(['error', 'error', 'done']);
    });

    it('gives another code after a minute, also when the app was away', async () => {
      const panel = await openAtPhone(harness);
      await tapWithoutQuota(harness, panel);
      await tap(panel, 'Use a code by text message');
      type(panel, 0, NUMBER);
      await tap(panel, 'Get code');
      await harness.pass(60_000);
      await tap(panel, 'Get code');
      expect(harness.requestsTo('/sms/send')).toHaveLength(2);
    });

    it('sends one request for two taps', async () => {
      const panel = await openAtPhone(harness);
      await tapWithoutQuota(harness, panel);
      await tap(panel, 'Use a code by text message');
      type(panel, 0, NUMBER);
      button(panel, 'Get code').dispatch('tap');
      button(panel, 'Get code').dispatch('tap');
      await harness.pass(5000);
      expect(harness.requestsTo('/sms/send')).toHaveLength(1);
    });

    it('offers no code where the page does not want it', async () => {
      const panel = await openAtPhone(harness, { profile: 'never', fallback: false });
      await tapWithoutQuota(harness, panel);
      expect(panel.natives('button').map(({ text }) => text)).toEqual(['Use my phone number', 'Later']);
    });

    it('signs in to the account that has the number, where somebody wants that, with the same code', async () => {
      const known = harness.server.admin.createUser(APP_ID, { phone: NUMBER });
      const panel = await openAtPhone(harness);
      await tapWithoutQuota(harness, panel);
      await tap(panel, 'Use a code by text message');
      await enterByCode(harness, panel);
      expect(panel.events.slice(1)).toEqual([errorWith('server', { code: 2035 })]);
      await tap(panel, 'Sign in to that account');
      expect(names(panel)).toEqual(['error', 'error', 'done']);
      expect(detailOf(panel, 'done')).toMatchObject({ user: { id: known.id, phone: NUMBER, token: bearer(harness) } });
      expect(asked(harness).slice(1)).toEqual(['/api/v2/sms/send', 'bindPhone', 'loginByPhoneCode']);
    });
  });

  describe('with accounts that are in each other’s way', () => {
    it('2213: signs in to the account of the number by a code, or stays', async () => {
      const known = harness.server.admin.createUser(APP_ID, { phone: NUMBER });
      const panel = await openAtPhone(harness);
      harness.server.faults.error(2213, { path: '/auth-by-phone' });
      await tap(panel, 'Use my phone number');
      const charge = { name: 'charge', detail: { kind: 'phone', at: expect.any(Number) as number } };
      expect(panel.events).toEqual([charge, errorWith('server', { code: 2213 })]);
      await tap(panel, 'Sign in to that account');
      await enterByCode(harness, panel);
      expect(detailOf(panel, 'done')).toMatchObject({ user: { id: known.id } });
      expect(names(panel)).toEqual(['error', 'done']);
    });

    // What was refused carried no token: it says nothing about who is signed in.
    it.each<[string, number, string]>([
      ['encrypted', 2020, '/auth-by-phone'],
      ['token', 2206, '/signin-by-mobile'],
      ['token', 401, '/signin-by-mobile'],
    ])('a sign-in by number (%s) that is refused with %i ends nobody’s', async (flow, code, path) => {
      await start({ authing: flow === 'token' ? { extIdpConnIdentifier: 'wechat' } : {} });
      const panel = await openAtPhone(harness);
      const before = bearer(harness);
      harness.server.faults.error(code, { path });
      await tap(panel, 'Use my phone number');
      expect(panel.events).toEqual([expect.objectContaining({ name: 'charge' }), errorWith('server', { code })]);
      expect([bearer(harness), panel.text().includes('Your phone number')]).toEqual([before, true]);
    });

    it.each(['number', 'code'])('asks nobody a second time who has agreed, where their %s signs in to another account', async (by) => {
      const known = harness.server.admin.createUser(APP_ID, { phone: NUMBER });
      const other = harness.server.admin.createUser(APP_ID, { username: 'ann' });
      const { tokenProvider } = harness.library().getAuthing();
      tokenProvider.setUser(harness.server.admin.signIn(APP_ID, other.id) as never);
      const panel = open({ agreed: false }, { listeners: ['agree', 'agreement', 'error', 'done'] });
      await harness.pass();
      await tap(panel, 'Use my phone number');
      if (by === 'code') harness.device.person.next('phoneNumber', { answer: 'deny' });
      await tap(panel, 'Agree and continue');
      if (by === 'code') {
        await tapWithoutQuota(harness, panel);
        await tap(panel, 'Use a code by text message');
        await enterByCode(harness, panel);
        await tap(panel, 'Sign in to that account');
      }
      expect([tokenProvider.getUser()!.id, panel.text().includes('Your profile')]).toEqual([known.id, true]);
      await tap(panel, 'Choose picture');
      expect([names(panel).filter((name) => name === 'agree').length, !!known.profile.photo]).toEqual([1, true]);
      // Whoever comes by another page has agreed to nothing.
      tokenProvider.setUser(harness.server.admin.signIn(APP_ID, other.id) as never);
      await harness.pass();
      harness.server.requests.clear();
      await tap(panel, 'Use my phone number');
      expect([button(panel, 'Agree and continue').mounted, harness.server.requests.length]).toEqual([true, 0]);
    });

    it('2215: stays with the account that is signed in, where somebody wants that', async () => {
      const panel = await openAtPhone(harness);
      harness.server.faults.error(2215, { path: '/auth-by-phone' });
      await tap(panel, 'Use my phone number');
      await tap(panel, 'Later');
      expect(names(panel)).toEqual(['error', 'done']);
      expect(detailOf(panel, 'done')).toMatchObject({ user: { id: account().id } });
    });

    it.each([
      ['existing', 1640],
      ['existing-or-new', 1641],
    ] as const)('asked for binding (%s accounts): the number says whose this is', async (askForBinding, code) => {
      await start({
        server: { apps: [{ appId: APP_ID, wechat: { appId: WE_CHAT_APP_ID, askForBinding } }] },
      });
      const known = harness.server.admin.createUser(APP_ID, { phone: NUMBER });
      const panel = open({ profile: 'never' });
      await harness.pass();
      await tap(panel, 'Sign in');
      expect(panel.events).toEqual([errorWith('server', { code, data: expect.anything() })]);
      expect(panel.text()).toContain('Your number shows which account is yours.');
      await tap(panel, 'Use my phone number');
      expect(names(panel)).toEqual(['error', 'done']);
      expect(detailOf(panel, 'done')).toMatchObject({ user: { id: known.id } });
    });

    it('asked for binding: by a code, which also makes an account where Authing says so; or declines', async () => {
      const askForBinding = 'existing-or-new';
      await start({
        server: { apps: [{ appId: APP_ID, wechat: { appId: WE_CHAT_APP_ID, askForBinding } }] },
      });
      const panel = open({ profile: 'never' });
      await harness.pass();
      await tap(panel, 'Sign in');
      await tap(panel, 'Not now');
      expect(names(panel)).toEqual(['error', 'cancel']);
      expect(panel.text()).toContain('Welcome');
      await tap(panel, 'Sign in');
      await tap(panel, 'Use a code by text message');
      await enterByCode(harness, panel);
      expect(names(panel)).toEqual(['error', 'cancel', 'error', 'done']);
      expect(detailOf(panel, 'done')).toMatchObject({ user: { id: account().id, phone: NUMBER } });
    });
  });
});
