/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { APP_ID, createHarness } from '../harness/harness';
import type { Harness } from '../harness/harness';
import { names } from '../harness/events';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe.each(engineNames)('authingBehavior on %s', (engine) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await createHarness(engine);
  });
  afterEach(() => expect(harness.engine.problems).toEqual([]));
  const greeting = (): Mounted => harness.engine.mount('test/components/fixture/greeting');
  const ann = (): object => {
    const { id } = harness.server.admin.createUser(APP_ID, { username: 'ann', profile: { nickname: 'Ann' } });
    return harness.server.admin.signIn(APP_ID, id);
  };

  it('keeps every page up to date at once, and shows no token', () => {
    const pages = [greeting(), greeting()];
    expect(pages.map((page) => page.text().trim())).toEqual(['signed-out', 'signed-out']);
    const authing = harness.library().getAuthing();
    authing.setCurrentUser(ann() as never);
    expect(pages.map((page) => page.text())).toEqual(['signed-in Ann', 'signed-in Ann']);
    expect(JSON.stringify(pages[0]!.data)).not.toContain(authing.tokenProvider.getToken());
    authing.tokenProvider.clearUser();
    expect(pages.map((page) => page.text().trim())).toEqual(['signed-out', 'signed-out']);
  });

  it('gives every instance the one shared client', () => {
    const [one, other] = [greeting(), greeting()];
    expect(one!.instance.authing).toBe(harness.library().getAuthing());
    expect(other!.instance.authing).toBe(one!.instance.authing);
    expect(one!.instance.authing.options).toMatchObject({ appId: APP_ID, timeout: 10_000 });
  });

  it('reads the configuration when attached, not when loaded', () => {
    const { authing } = harness;
    harness.authing = null;
    harness.library();
    const early = greeting();
    expect(early.text().trim()).toBe('unknown');
    expect(() => early.instance.authing as unknown).toThrow(expect.objectContaining({ reason: 'not_configured' }));
    harness.authing = authing;
    expect(greeting().text().trim()).toBe('signed-out');
    expect(early.instance.authing).toBe(harness.library().getAuthing());
  });

  it.each<[string, (config: Record<string, unknown>) => void]>([
    [
      'App({ authing })',
      (config) => {
        harness.authing = config;
      },
    ],
    ['configureAuthing', (config) => harness.library().configureAuthing(config as never)],
  ])('a configuration that comes late by %s reaches open pages, whose buttons then have a code before the tap', async (_, configure) => {
    const config = { ...harness.authing };
    harness.authing = null;
    const page = greeting();
    harness.mount('login-button');
    await harness.pass(10_000);
    expect([page.text().trim(), harness.logins()]).toEqual(['unknown', 0]);
    configure(config);
    await harness.pass(5000);
    expect([page.text().trim(), harness.logins()]).toEqual(['signed-out', 1]);
  });

  it('data carries only what a page may show', () => {
    const page = greeting();
    const secrets = { password: 'hash', salt: 's', oauth: '{}', identities: [{ openid: 'o', accessToken: 'a', refreshToken: 'r' }] };
    harness
      .library()
      .getAuthing()
      .setCurrentUser({ ...ann(), ...secrets, customData: { session_key: 'k', city: 'c' } } as never);
    const { user } = (page.data as { authing: { user: object } }).authing;
    expect(user).toMatchObject({ nickname: 'Ann', identities: [{ openid: 'o' }], customData: { city: 'c' } });
    expect(JSON.stringify([page.data, harness.storage()])).not.toMatch(/hash|salt|oauth|accessToken|refreshToken|session_key/);
  });

  it('shows that a token has expired, in pages that are open and when they are shown again', async () => {
    harness = await createHarness(engine, {
      server: { apps: [{ appId: APP_ID, wechat: { appId: 'wx0123456789abcdef' }, tokenLifetime: 60 }] },
    });
    harness
      .library()
      .getAuthing()
      .setCurrentUser(ann() as never);
    const page = greeting();
    expect(page.text()).toBe('signed-in Ann');
    await harness.pass(61_000);
    expect(page.text().trim()).toBe('signed-out');
    expect(harness.library().getAuthing().tokenProvider.getToken()).not.toBeNull();
  });

  it('one page whose observer throws keeps the news from no other', () => {
    const [first, second] = [greeting(), greeting()];
    first.instance.setData = () => {
      throw new Error('in a page');
    };
    const errors = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    harness
      .library()
      .getAuthing()
      .setCurrentUser(ann() as never);
    expect([second.text(), errors.mock.calls]).toEqual(['signed-in Ann', [[new Error('in a page')]]]);
    errors.mockRestore();
  });

  it('hears nothing any more once it is detached', () => {
    const page = greeting();
    page.detach();
    const calls = page.setDataCalls.length;
    harness
      .library()
      .getAuthing()
      .setCurrentUser(ann() as never);
    expect(page.setDataCalls).toHaveLength(calls);
  });

  it('configureAuthing goes before App({ authing }), and works without getApp', () => {
    harness.library().configureAuthing({ appId: 'by-code', timeout: 5 });
    expect(harness.library().getAuthing().options).toMatchObject({ appId: 'by-code', timeout: 5, host: 'https://core.authing.cn' });
    (globalThis as { getApp?: unknown }).getApp = undefined;
    expect(greeting().instance.authing.options.appId).toBe('by-code');
  });

  it('after a restart the user is still signed in, and requests carry the token', async () => {
    harness
      .library()
      .getAuthing()
      .setCurrentUser(ann() as never);
    harness.restart();
    expect(greeting().text()).toBe('signed-in Ann');
    const profile = harness.library().getAuthing().getCurrentUser();
    await harness.pass();
    expect(await profile).toMatchObject({ nickname: 'Ann' });
  });

  it('components come without the SDK until the main entry is loaded; then all share its client and session', async () => {
    const button = harness.mount('login-button');
    expect('loginByEmail' in button.instance.authing).toBe(false);
    const { getAuthing } = harness.library();
    expect(button.instance.authing).toBe(getAuthing());
    await harness.pass();
    harness.press(button);
    await harness.pass();
    expect(names(button)).toEqual(['login']);
    expect(getAuthing().tokenProvider.getUser()).toMatchObject({ id: harness.server.admin.users[0]!.id });
  });

  it('a button under wx:if on the status says login before the news takes it away', async () => {
    const gate = harness.engine.mount('test/components/fixture/gate');
    await harness.pass();
    harness.press(gate);
    await harness.pass();
    expect(gate.events).toEqual([{ name: 'login', detail: { told: harness.server.admin.users[0]!.id, status: 'signed-out' } }]);
    expect(gate.data['authing']).toMatchObject({ status: 'signed-in' });
    expect(gate.natives('button')).toEqual([]);
    expect(harness.logins()).toBe(1);
  });

  it('a component that another one removes on the news does not hear it any more', () => {
    const [first, second] = [greeting(), greeting()];
    const { setData } = first.instance;
    first.instance.setData = function removeTheOther(this: unknown, ...values: unknown[]) {
      second.detach();
      return setData.apply(this, values) as unknown;
    };
    const calls = second.setDataCalls.length;
    harness
      .library()
      .getAuthing()
      .setCurrentUser(ann() as never);
    expect(second.setDataCalls).toHaveLength(calls);
  });

  it('costs N buttons one wx.login, one reading of Storage, and a fixed number of setData each', async () => {
    const count = async (buttons: number): Promise<{ logins: number; reads: string[]; setData: number[] }> => {
      harness = await createHarness(engine);
      const reads: string[] = [];
      const { getStorageSync } = harness.device.wx;
      (globalThis as unknown as { wx: object }).wx = new Proxy(harness.device.wx, {
        get: (wx, name) =>
          name === 'getStorageSync'
            ? (key: string) => (reads.push(key), getStorageSync(key) as unknown)
            : (Reflect.get(wx, name) as unknown),
      });
      const page = harness.mountPage(Array.from({ length: buttons }, () => ({ component: 'login-button' as const })));
      await harness.pass();
      return { logins: harness.logins(), reads, setData: page.parts.map((part) => part.setDataCalls.length) };
    };
    const one = await count(1);
    const fifty = await count(50);
    expect(fifty.logins).toBe(1);
    expect(fifty.reads).toEqual(one.reads);
    // The first one asks whether the view tells what it has drawn.
    expect(fifty.setData).toEqual([...one.setData, ...Array<number>(49).fill(0)]);
  });
});
