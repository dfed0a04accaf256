/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import { launchedEntry } from '../source/launch';
import { APP_ID, createHarness, HOST } from '../harness/harness';
import type { Harness } from '../harness/harness';
import { names } from '../harness/events';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

type Library = typeof import('../../index');
type App = { globalData?: unknown };
const config = { appId: APP_ID, host: HOST };
const app = (): App => (globalThis as unknown as { getApp(): App }).getApp();

/** Ways to configure; `bundle` is the copy that a framework has put into the app's own code. */
const ways: [string, (harness: Harness, bundle: Library) => void][] = [
  [
    'App({ authing })',
    (harness) => {
      harness.authing = config;
    },
  ],
  [
    'globalData.authing',
    () => {
      app().globalData = { authing: config };
    },
  ],
  ["configureAuthing of the bundle's copy", (_, { configureAuthing }) => configureAuthing(config)],
  ["configureAuthing of the components' copy", (harness) => harness.library().configureAuthing(config)],
];
const moments = ['before', 'after'] as const;

describe.each(engineNames)('components, and a second copy of the package in the same app, on %s', (engine) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await createHarness(engine, { authing: null });
  });
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  it.each(ways.flatMap(([way, configure]) => moments.map((moment) => [way, moment, configure] as const)))(
    'are configured by %s, %s they are on the screen, and are one',
    async (_, moment, configure) => {
      const bundle = launchedEntry();
      const heard: string[] = [];
      const stop = bundle.onAuthStateChange(({ status, user }) => heard.push(`${status} ${user ? user.id : ''}`));
      if (moment === 'before') configure(harness, bundle);
      const page = harness.engine.mount('test/components/fixture/greeting');
      const button = harness.mount('login-button');
      if (moment === 'after') configure(harness, bundle);
      await harness.pass(5000);
      harness.press(button);
      await harness.pass();
      expect(names(button)).toEqual(['login']);
      const { id } = harness.server.admin.users[0]!;
      expect(heard).toEqual(['unknown ', 'signed-out ', `signed-in ${id}`]);
      const current = bundle.getAuthing().getCurrentUser();
      await harness.pass();
      expect(await current).toMatchObject({ id });
      const before = heard.length;
      // Signed out in one copy, it is signed out in the other, and on the page.
      const signedOut = bundle.getAuthing().logout();
      await harness.pass();
      await signedOut;
      expect(heard.slice(before)).toEqual(['signed-out ']);
      expect([page.text().trim(), harness.library().getAuthing().tokenProvider.getToken()]).toEqual(['signed-out', null]);
      stop();
      harness.press(button);
      await harness.pass();
      expect([names(button), heard.length]).toEqual([['login', 'login'], before + 1]);
      // The code of the first tap, the next one for each of the two taps.
      expect(harness.logins()).toBe(3);
    },
  );

  it.each([
    ['the same person, with other tokens', false],
    ['somebody else', true],
  ])('an account that one deletes is gone in both; meanwhile the other has signed in %s', async (_, isOther) => {
    harness.authing = config;
    const bundle = launchedEntry();
    const { admin } = harness.server;
    const ann = admin.createUser(APP_ID, { phone: '10000000001' }).id;
    const bob = admin.createUser(APP_ID, { username: 'bob' }).id;
    bundle.getAuthing().setCurrentUser(admin.signIn(APP_ID, ann) as never);
    const panel = harness.mount('user-panel', { listeners: ['delete', 'signout', 'error'] });
    await harness.pass();
    const press = (find: RegExp): void =>
      harness.press(
        panel,
        panel
          .natives('button')
          .filter(({ text }) => find.test(text))
          .at(-1),
      );
    press(/注销/);
    await harness.pass();
    press(/验证码/);
    await harness.pass(5000);
    panel.natives('input')[0]!.dispatch('input', { value: harness.server.outbox.last('10000000001').code });
    harness.server.faults.slow(2000, { path: '/delete-account' });
    press(/注销/);
    await harness.pass(500);
    bundle.getAuthing().setCurrentUser(admin.signIn(APP_ID, isOther ? bob : ann) as never);
    await harness.pass(10_000);
    expect([admin.user(ann).isDeleted, admin.user(bob).isDeleted]).toEqual([true, false]);
    const still = bundle.getAuthing().tokenProvider.getUser();
    expect([names(panel), still && still.id]).toEqual([['delete'], isOther ? bob : null]);
  });

  it('configureAuthing of either goes before App({ authing }), and that before globalData.authing', () => {
    const bundle = launchedEntry();
    const appIds = (): string[] => [bundle, harness.library()].map((copy) => copy.getAuthing().options.appId as string);
    app().globalData = { authing: { appId: 'globalData' } };
    expect(appIds()).toEqual(['globalData', 'globalData']);
    harness.authing = { appId: 'App' };
    expect(appIds()).toEqual(['App', 'App']);
    bundle.configureAuthing({ appId: 'bundle' });
    expect(appIds()).toEqual(['bundle', 'bundle']);
    harness.library().configureAuthing({ appId: 'components' });
    expect(appIds()).toEqual(['components', 'components']);
  });
});
