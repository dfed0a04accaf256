/** @jest-environment ./test/harness/environment.js */
import { EXCHANGE_FAILURES } from 'authing-miniapp-emulator/authing';
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { APP_ID } from '../harness/harness';
import type { Harness, HarnessOptions } from '../harness/harness';
import { button, openAtPhone, openLoginPanel, startForPanels, tap as tapIn, type } from '../harness/panel';
import { saveName } from '../harness/profile';

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

/** What a person reads where only whoever owns the app can do something. */
const LATER = 'The service is not available. Try again later';

describe.each(engineNames)('what panels say of an error, on %s', (engine) => {
  let harness: Harness;
  let warned: jest.SpyInstance;
  const start = async (options?: HarnessOptions): Promise<void> => {
    harness = await startForPanels(engine, options);
    warned = jest.spyOn(console, 'warn').mockImplementation();
  };
  const tap = (panel: Mounted, words: string): Promise<void> => tapIn(harness, panel, words);
  const told = (panel: Mounted): { reason: string; message: string } =>
    panel.events.filter(({ name }) => name === 'error').at(-1)!.detail as { reason: string; message: string };
  /** The last error's reason and what the panel shows; whoever owns the app always reads the message, in the event or in the console. */
  const said = (panel: Mounted): [reason: string, notice: string, isForOwner: boolean] => {
    const { reason, message } = told(panel);
    const notice = [message, LATER].find((text) => panel.text().includes(text));
    const isForOwner = notice !== message;
    expect(warned.mock.calls).toEqual(isForOwner ? [[message]] : []);
    return [reason, notice ?? panel.text(), isForOwner];
  };

  it.each<[reason: string, errMsg: string, errno: number | undefined, notice: string]>([
    ['quota', 'fail no quota', 1400001, 'The app has no phone-number quota left. Use another way'],
    ['privacy', 'fail api scope is not declared in the privacy agreement', 112, LATER],
    ['privacy_refused', 'fail in gap', 104, "You declined WeChat's privacy terms. Wait ten seconds, tap again and agree"],
    ['permission', 'fail no permission', undefined, 'The app has no permission for this. Use another way'],
    ['blocked', 'fail', 1402101, 'WeChat has blocked this. Use another way'],
    ['phone_unverified', 'fail 用户绑定的手机需要进行验证', undefined, 'Confirm your number in WeChat first, or use another way'],
    ['denied', 'fail for no reason', undefined, 'WeChat does not allow this. Use another way'],
    ['network', 'fail 系统错误', undefined, 'WeChat is busy. Tap again later'],
    ['timeout', 'fail 请求超时', undefined, 'No answer in time. Try again'],
    ['busy', 'fail another is in progress', undefined, 'Still working. Wait a moment'],
    ['no_data', 'ok', undefined, 'WeChat returned no data. Tap again'],
  ])("%s, of WeChat's button", async (reason, errMsg, errno, notice) => {
    await start();
    const panel = await openAtPhone(harness);
    const asking = button(panel, 'Use my phone number');
    asking.tap();
    asking.dispatch('getphonenumber', { errMsg: `getPhoneNumber:${errMsg}`, errno });
    await harness.pass();
    expect(said(panel)).toEqual([reason, notice, notice === LATER]);
  });

  it.each<[reason: string, what: string, options: HarnessOptions, goesWrong: () => void, notice: string | RegExp]>([
    ['not_configured', 'no appId', { authing: null }, () => undefined, LATER],
    ['not_configured', 'an address outside the domains', {}, () => outsideDomains(), LATER],
    ['server', 'an AppSecret that is wrong', {}, () => exchange('invalidAppSecret'), LATER],
    ['server', 'an answer of nobody knows whom', {}, () => harness.server.faults.nonsense({ times: Infinity }), LATER],
    ['server', "Authing's own no", {}, () => harness.server.faults.error(2005, {}, 'The account is locked'), 'The account is locked'],
    ['http', 'a page of a gateway', {}, () => harness.server.faults.badGateway({ times: Infinity }, 404), LATER],
    ['network', 'no connection', {}, () => harness.device.faults.always('request', { kind: 'offline' }), /^No connection/],
    ['login_code', 'no connection', {}, () => harness.device.network.goOffline(), /^No connection/],
    ['login_code', 'no login code', {}, () => harness.device.faults.always('login', { kind: 'fail' }), /login code/],
    ['unsupported', 'a WeChat too old', { wechat: { device: { baseLibrary: '2.24.3' } } }, () => undefined, /Update it/],
  ])('%s: %s, at the sign-in', async (reason, _, options, goesWrong, notice) => {
    await start(options);
    goesWrong();
    const panel = openLoginPanel(harness);
    await harness.pass();
    await tap(panel, 'Sign in');
    await harness.pass(30_000);
    const [found, shown, isForOwner] = said(panel);
    expect([found, shown]).toEqual([reason, expect.stringMatching(notice)]);
    expect(isForOwner).toBe(notice === LATER && reason !== 'http');
  });

  const exchange = (name: keyof typeof EXCHANGE_FAILURES): void =>
    void harness.server.faults.exchange(EXCHANGE_FAILURES[name], { times: Infinity });
  const outsideDomains = (): void =>
    void harness.device.faults.always('request', { kind: 'fail', errMsg: 'request:fail url not in domain list', errno: 600002 });

  it('unsupported: a store of the app’s own, that no component can use', async () => {
    class Store {
      getToken = (): string => 'token';
      getUser = (): null => null;
      setToken(): void {}
      setUser(): void {}
      clearUser(): void {}
    }
    await start({ authing: { accessToken: 'token', tokenProvider: Store } });
    harness.library().getAuthing();
    const panel = openLoginPanel(harness);
    await harness.pass();
    expect(said(panel)).toEqual(['unsupported', LATER, true]);
    expect(told(panel).message).toContain('tokenProvider');
  });

  describe('user-panel', () => {
    const open = async (): Promise<Mounted> => {
      await start();
      const { id } = harness.server.admin.createUser(APP_ID, { phone: '10000000001' });
      const user = harness.server.admin.signIn(APP_ID, id);
      harness.library().getAuthing().setCurrentUser(user as never); // prettier-ignore
      const panel = harness.mount('user-panel', { listeners: ['error'] });
      await harness.pass();
      return panel;
    };

    it('says what the person can do about a code, a picture, a name that could not be saved', async () => {
      const panel = await open();
      await tap(panel, 'Delete account');
      await tap(panel, 'Get code');
      type(panel, 0, '000000');
      harness.server.faults.error(2001, { path: '/verify-delete-account-request' }, 'The code is wrong');
      await tap(panel, 'Delete for good');
      expect(said(panel)).toEqual(['server', 'The code is wrong', false]);
      await tap(panel, 'Keep my account');
      harness.device.network.goOffline();
      await saveName(harness, panel, 'Mei');
      await harness.pass(30_000);
      expect(said(panel)).toEqual(['network', 'No connection. Check the network and try again', false]);
    });

    it('does not say what only the owner can do', async () => {
      const panel = await open();
      outsideDomains();
      await saveName(harness, panel, 'Mei');
      await harness.pass(30_000);
      expect(said(panel)).toEqual(['not_configured', LATER, true]);
      expect(told(panel).message).toContain('console');
    });
  });
});
