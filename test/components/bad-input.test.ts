/** @jest-environment ./test/harness/environment.js */
import { WECHAT_FAILURES } from 'authing-miniapp-emulator/authing';
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { createHarness } from '../harness/harness';
import type { Harness } from '../harness/harness';
import { detailOf, errorWith, names, withoutCharges } from '../harness/events';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe.each(engineNames)('bad input on %s', (engine) => {
  let harness: Harness;
  let failures: [number, string, unknown][];
  const start = async (options?: Parameters<typeof createHarness>[1]): Promise<void> => {
    failures = [];
    const onError = (...failure: [number, string, unknown]): void => void failures.push(failure);
    harness = await createHarness(engine, { authing: { onError }, ...options });
  };
  const tapped = async (wait = 1000, component: Parameters<Harness['mount']>[0] = 'login-button'): Promise<Mounted> => {
    const button = harness.mount(component);
    await harness.pass();
    harness.press(button);
    await harness.pass(wait);
    return button;
  };
  /** After the trouble is over the same button signs in with one tap. */
  const recovers = async (button: Mounted): Promise<void> => {
    const before = names(button).length;
    harness.press(button);
    await harness.pass();
    expect(names(button).slice(before)).toContain('login');
  };
  beforeEach(() => start());
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  it('no appId: the message is the line that fixes it', async () => {
    await start({ authing: null });
    for (const component of ['login-button', 'phone-button', 'avatar-picker'] as const) {
      const button = await tapped(1000, component);
      expect(withoutCharges(button)).toEqual([errorWith('not_configured', { code: 9001, stage: 'configure', retryable: false })]);
      expect((detailOf(button, 'error') as { message: string }).message).toContain("App({ authing: { appId: 'YOUR_APP_ID' } })");
    }
    expect(harness.storage()).toEqual({});
  });

  it('configured after the page was shown: the next tap works', async () => {
    await start({ authing: null });
    const button = await tapped();
    harness.library().configureAuthing({ appId: 'authing-app', host: harness.server.url });
    await recovers(button);
  });

  it.each(['http://authing.example', 'core.authing.cn', 'ftp://core.authing.cn', 'https://a b', 'https://user:pass@core.authing.cn'])(
    'a host that cannot be used: %s',
    async (host) => {
      await start({ authing: { host } });
      const button = await tapped();
      expect(withoutCharges(button)).toEqual([errorWith('not_configured', { stage: 'configure' })]);
      expect((detailOf(button, 'error') as { message: string }).message).toContain(host);
      expect(harness.server.requests.length).toBe(0);
    },
  );

  it.each([{ host: 'core.authing.cn' }, { host: 'http://my.example.com' }, { appHost: 'http://my.example.com' }, { domain: 'a b' }])(
    '%j: phone-button opens no sheet, and nothing is charged',
    async (authing) => {
      await start({ authing: { ...authing, extIdpConnIdentifier: 'wechat' } });
      for (const properties of [{}, { flow: 'token' }]) {
        const button = harness.mount('phone-button', { properties });
        await harness.pass();
        expect(button.nativeButton().attributes['open-type'] || '').toBe('');
        harness.press(button);
        await harness.pass();
        expect(button.events).toEqual([errorWith('not_configured', { stage: 'configure' })]);
        expect((detailOf(button, 'error') as { message: string }).message).toContain(Object.values(authing)[0]);
      }
      expect([harness.wechat.cloud.phoneCharges, harness.server.requests.length]).toEqual([0, 0]);

      // Corrected, the button that is there opens its sheet at the next tap.
      const button = harness.mount('phone-button');
      harness.library().configureAuthing({ appId: 'authing-app', host: harness.server.url, extIdpConnIdentifier: 'wechat' });
      await harness.pass();
      harness.press(button);
      await harness.pass();
      expect(names(button)).toEqual(['phone', 'login']);
    },
  );

  it('a host with a slash at the end is the same host', async () => {
    await start({ authing: { host: 'http://127.0.0.1/' } });
    await recovers(harness.mount('login-button'));
    expect(harness.server.requests.last.path).toBe('/connections/social/wechat-miniprogram/auth');
  });

  it('a wrong host that answers something else', async () => {
    harness.server.faults.nonsense({}, 'Hello, I am another service', 'text/plain');
    const button = await tapped(1000, 'phone-button');
    expect(withoutCharges(button)).toEqual([errorWith('server', { code: 9005, stage: 'request', retryable: false })]);
    expect(failures).toHaveLength(1);
    await recovers(button);
  });

  it('host down for a moment: tried again with another code', async () => {
    harness.device.faults.next('request', { kind: 'offline' });
    const button = await tapped();
    expect(names(button)).toEqual(['login']);
    expect(failures).toEqual([[9002, expect.any(String), null]]);
  });

  it('host down for as long as the time-out', async () => {
    const mend = harness.device.faults.always('request', { kind: 'offline' });
    const button = await tapped(12_000);
    expect(withoutCharges(button)).toEqual([errorWith('network', { code: 9002, retryable: true })]);
    expect(failures.length).toBeGreaterThan(4);
    mend();
    await recovers(button);
  });

  it('host down: what is charged is sent once', async () => {
    harness.device.faults.next('request', { kind: 'offline' });
    const button = await tapped(10_000, 'phone-button');
    expect(withoutCharges(button)).toEqual([errorWith('network', { code: 9002, retryable: true })]);
    expect(failures).toHaveLength(1);
    await recovers(button);
  });

  it.each([
    [undefined, 10_000],
    [3000, 3000],
  ])('time-out %s: fails after %d ms, not sooner', async (timeout, ms) => {
    if (timeout) await start({ authing: { timeout } });
    harness.server.faults.hang();
    const button = await tapped(ms - 500);
    expect(withoutCharges(button)).toEqual([]);
    await harness.pass(2000);
    expect(withoutCharges(button)).toEqual([errorWith('timeout', { code: 9003, retryable: true })]);
    await recovers(button);
  });

  it('offline without a code: the error says that it is the network, and the network that is back in time is enough', async () => {
    harness.device.network.goOffline();
    const button = await tapped(12_000);
    const offline = { network: true, errMsg: expect.any(String) };
    expect(withoutCharges(button)).toEqual([errorWith('login_code', { retryable: true, data: offline })]);
    expect((detailOf(button, 'error') as { message: string }).message).toContain('网络');
    harness.press(button);
    await harness.pass(5000);
    harness.device.network.goOnline();
    await harness.pass(5000);
    expect(names(button)).toEqual(['error', 'login']);
  });

  it('a wx.request that never answers at all', async () => {
    harness.device.faults.next('request', { kind: 'never' });
    const button = await tapped(12_000);
    expect(withoutCharges(button)).toEqual([errorWith('timeout', { retryable: true })]);
    await recovers(button);
  });

  it('a wx.login that never answers is followed by another', async () => {
    harness.device.faults.next('login', { kind: 'never' });
    expect(names(await tapped(12_000))).toEqual(['login']);
  });

  it('no wx.login ever answers', async () => {
    const mend = harness.device.faults.always('login', { kind: 'never' });
    const button = await tapped(12_000);
    expect(withoutCharges(button)).toEqual([
      errorWith('login_code', { retryable: true, data: { network: false, errMsg: 'login:fail no answer in 5000 ms' } }),
    ]);
    mend();
    await harness.pass(10_000);
    await recovers(button);
  });

  it('HTTP 502 with HTML, once', async () => {
    harness.server.faults.badGateway();
    expect(names(await tapped())).toEqual(['login']);
    expect(failures).toEqual([[9004, expect.any(String), { status: 502 }]]);
  });

  it('HTTP 502 with HTML, for as long as the time-out', async () => {
    harness.device.faults.always('request', { kind: 'respond', statusCode: 502, body: '<html></html>' });
    const button = await tapped(12_000);
    expect(withoutCharges(button)).toEqual([errorWith('http', { code: 9004, retryable: true, data: { status: 502 } })]);
    expect(failures).toHaveLength(harness.logins() - 1);
  });

  it('HTTP 404 with HTML is nothing that another tap could mend', async () => {
    harness.server.faults.badGateway({}, 404);
    expect((await tapped()).events).toEqual([errorWith('http', { retryable: false, data: { status: 404 } })]);
  });

  it.each([
    ['{"hello":"world"}'],
    ['null'],
    ['[]'],
    ['"ok"'],
    ['{"code":200}'],
    ['{"code":200,"data":{"id":"u"}}'],
    ['{"code":200,"data":{"token":"t.o.k"}}'],
    ['{"code":200,"data":{"id":"u","token":"two words"}}'],
    ['{"code":200,"data":{"id":true,"token":"t"}}'],
  ])('JSON that is no envelope, or no user: %s', async (body) => {
    harness.server.faults.nonsense({}, body);
    const button = await tapped(1000, 'phone-button');
    expect(withoutCharges(button)).toEqual([errorWith('server', { code: 9005 })]);
    expect(failures).toEqual([[9005, expect.any(String), null]]);
    expect(harness.storage()).toEqual({});
    await recovers(button);
  });

  it('half an answer to a sign-in without data is asked for again', async () => {
    harness.device.faults.next('request', { kind: 'truncated', bytes: 20 });
    expect(names(await tapped(3000))).toEqual(['login']);
  });

  it('truncated JSON', async () => {
    harness.device.faults.next('request', { kind: 'truncated', bytes: 20 });
    const button = await tapped(1000, 'phone-button');
    expect(withoutCharges(button)).toEqual([errorWith('server', { code: 9005 })]);
    await recovers(button);
  });

  it('an Authing error keeps its number and words', async () => {
    harness.server.faults.error(2031, {}, '注册已关闭', { hint: 1 });
    const button = await tapped();
    const refusal = { code: 2031, message: '注册已关闭', retryable: false, data: { hint: 1 } };
    expect(withoutCharges(button)).toEqual([errorWith('server', refusal)]);
    expect(failures).toEqual([[2031, '注册已关闭', { hint: 1 }]]);
  });

  const told = Object.entries(WECHAT_FAILURES).filter(([name]) => name !== 'mute');
  it.each(told)('a refused code, told as "%s", is session_key', async (_name, wechatFailure) => {
    await start({ server: { wechatFailure } });
    const button = harness.mount('phone-button');
    await harness.pass();
    void harness.device.wx.login({});
    await harness.pass();
    harness.press(button);
    await harness.pass();
    const { data } = detailOf(button, 'error') as { data: unknown };
    expect(withoutCharges(button)).toEqual([errorWith('session_key', { retryable: true, code: expect.any(Number), data })]);
    await recovers(button);
  });

  it('event detail without iv and encryptedData: nothing is sent, the code is kept', async () => {
    const button = harness.mount('phone-button');
    await harness.pass();
    for (const detail of [{ errMsg: 'getPhoneNumber:ok' }, { errMsg: 'getPhoneNumber:ok', iv: 'aXY=' }, {}]) {
      button.nativeButton().tap();
      button.nativeButton().dispatch('getphonenumber', detail);
      await harness.pass();
    }
    const noData = errorWith('no_data', { code: 9012, stage: 'tap', retryable: true });
    expect(withoutCharges(button)).toEqual([noData, noData, noData]);
    expect(harness.server.requests.length).toBe(0);
    expect(harness.logins()).toBe(1);
    await recovers(button);
  });

  it('Storage full: signed in until the restart, and told so', async () => {
    const end = harness.device.faults.always('storage.write', { kind: 'full' });
    const button = await tapped();
    expect(withoutCharges(button)).toEqual([errorWith('storage', { code: 9015, stage: 'session', retryable: false })]);
    const page = harness.engine.mount('test/components/fixture/greeting');
    expect(page.data['authing']).toMatchObject({ status: 'signed-in' });
    expect(harness.library().getAuthing().tokenProvider.getToken()).toEqual(expect.any(String));
    end();
    await recovers(button);
    expect(Object.keys(harness.storage())).toHaveLength(1);
  });

  it('Storage that cannot be read at first', async () => {
    harness.device.faults.next('storage.read', { kind: 'fail', errMsg: 'getStorageSync:fail' });
    await recovers(harness.mount('login-button'));
  });

  it('a restart in the middle of a flow leaves the old session or the new one, never half', async () => {
    harness.server.faults.slow(3000);
    const button = await tapped();
    harness.restart();
    expect(harness.storage()).toEqual({});
    await harness.pass(5000);
    expect(withoutCharges(button)).toEqual([]);
    await recovers(harness.mount('login-button'));
  });

  it('the app goes to the background: WeChat cuts the request after 5 s', async () => {
    harness.server.faults.hang();
    const button = await tapped(100);
    harness.device.app.background();
    button.hide();
    await harness.pass(6000);
    expect(withoutCharges(button)).toEqual([errorWith('network', { retryable: true })]);
    harness.device.app.foreground();
    button.show();
    await recovers(button);
  });

  it('an onError that throws changes nothing', async () => {
    const { error } = console;
    const printed: unknown[] = [];
    console.error = (thrown: unknown) => void printed.push(thrown);
    try {
      const mistake = new Error('in onError');
      await start({
        authing: {
          onError: () => {
            throw mistake;
          },
        },
      });
      harness.server.faults.badGateway({}, 404);
      const button = await tapped();
      expect(withoutCharges(button)).toEqual([errorWith('http', { retryable: false, data: { status: 404 } })]);
      expect(printed).toEqual([mistake]);
    } finally {
      console.error = error;
    }
  });
});
