import { deviceWith, useDeviceCalls } from './device-calls';

const { clock, call } = useDeviceCalls();

describe('network status', () => {
  test('changes are told with the new state, until unsubscribed', async () => {
    const { wx, network } = deviceWith();
    const told: object[] = [];
    const listener = (status: object): void => void told.push(status);
    wx.onNetworkStatusChange(listener);
    network.setType('4g');
    network.setType('4g');
    network.goOffline();
    await clock().tickAsync(0);
    expect(told).toEqual([
      { isConnected: true, networkType: '4g' },
      { isConnected: false, networkType: 'none' },
    ]);
    expect(await call(wx.getNetworkType)).toEqual({ networkType: 'none', errMsg: 'getNetworkType:ok' });
    wx.offNetworkStatusChange(listener);
    network.goOnline();
    await clock().tickAsync(0);
    expect([told.length, network.type]).toEqual([2, '4g']);
  });
});

describe('the app', () => {
  test('shows and hides, each once, until unsubscribed', async () => {
    const { wx, app } = deviceWith();
    const heard: unknown[] = [];
    const onHide = (): void => void heard.push('hide');
    wx.onAppShow((options) => heard.push(options));
    wx.onAppHide(onHide);
    app.background();
    app.background();
    app.foreground({ path: 'pages/index/index', scene: 1001 });
    app.foreground();
    expect(heard).toEqual([]);
    await clock().tickAsync(0);
    expect(heard).toEqual(['hide', expect.objectContaining({ path: 'pages/index/index', scene: 1001 })]);
    wx.offAppHide(onHide);
    wx.offAppShow();
    app.background();
    app.foreground();
    await clock().tickAsync(0);
    expect(heard).toHaveLength(2);
  });
});

describe('the screen', () => {
  test('toast and loading share their place', async () => {
    const { wx, screen } = deviceWith();
    await call(wx.showLoading, { title: 'wait' });
    expect(screen.loading).toBe('wait');
    await call(wx.showToast, { title: 'done', icon: 'none' });
    expect([screen.loading, screen.toasts]).toEqual([undefined, [{ title: 'done', icon: 'none', from: 'app' }]]);
    await call(wx.showLoading, { title: 'again' });
    await call(wx.hideToast);
    expect(screen.loading).toBeUndefined();
    expect((await call(wx.showToast))['errMsg']).toBe(
      'showToast:fail parameter error: parameter.title should be String instead of Undefined;',
    );
  });

  test('a modal ends in confirm or cancel, both successes', async () => {
    const { wx, screen, person } = deviceWith();
    person.next('modal', { answer: 'accept', content: 'typed' });
    person.next('modal', { answer: 'cancel' });
    expect(await call(wx.showModal, { title: 'a', editable: true })).toEqual({
      confirm: true,
      cancel: false,
      content: 'typed',
      errMsg: 'showModal:ok',
    });
    expect(await call(wx.showModal, { title: 'b', content: 'c' })).toEqual({
      confirm: false,
      cancel: true,
      content: null,
      errMsg: 'showModal:ok',
    });
    expect(screen.modals).toEqual([
      { title: 'a', content: '', confirm: true },
      { title: 'b', content: 'c', confirm: false },
    ]);
  });

  test('the clipboard takes strings, tells the user, and needs consent', async () => {
    const { wx, screen } = deviceWith();
    expect(await call(wx.setClipboardData, { data: 'text' })).toEqual({ errMsg: 'setClipboardData:ok' });
    expect([screen.clipboard, screen.toasts.map(({ from }) => from)]).toEqual(['text', ['wechat']]);
    expect(await call(wx.getClipboardData)).toEqual({ data: 'text', errMsg: 'getClipboardData:ok' });
    const wary = deviceWith({ privacy: { authorized: false } });
    wary.person.always('privacy', { answer: 'deny' });
    expect(await call(wary.wx.setClipboardData, { data: 'text' })).toHaveProperty('errno', 104);
    expect(wary.screen.clipboard).toBe('');
  });
});

test('the device says what it was made to be', () => {
  const { wx } = deviceWith({
    baseLibrary: '3.1.4',
    language: 'en',
    theme: 'dark',
    darkmode: true,
    platform: 'ios',
    envVersion: 'release',
    version: '1.2.3',
  });
  expect(wx.getAppBaseInfo()).toMatchObject({ SDKVersion: '3.1.4', language: 'en', theme: 'dark', fontSizeScaleFactor: 1 });
  expect(wx.getSystemInfoSync()).toMatchObject({ SDKVersion: '3.1.4', platform: 'ios', windowWidth: 390 });
  expect(wx.getAccountInfoSync().miniProgram).toEqual({ appId: 'wx0000000000000000', envVersion: 'release', version: '1.2.3' });
  expect(deviceWith({ version: '1.2.3' }).wx.getAccountInfoSync().miniProgram).toMatchObject({ envVersion: 'develop', version: '' });
});

describe('randomness and encodings', () => {
  test('random values have the length asked for and are not constant', async () => {
    const { wx } = deviceWith();
    for (const run of [wx.getRandomValues, wx.getUserCryptoManager().getRandomValues]) {
      const [first, second] = [await call(run, { length: 32 }), await call(run, { length: 32 })];
      const [a, b] = [first, second].map(({ randomValues }) => [...new Uint8Array(randomValues as ArrayBuffer)]);
      expect([a?.length, b?.length]).toEqual([32, 32]);
      expect(a).not.toEqual(b);
    }
    expect(((await call(wx.getRandomValues, { length: 1_048_576 }))['randomValues'] as ArrayBuffer).byteLength).toBe(1_048_576);
  });

  test.each([0, 1.5, 1_048_577, '6'])('random values of length %p are refused', async (length) => {
    expect((await call(deviceWith().wx.getRandomValues, { length }))['errMsg']).toMatch(/^getRandomValues:fail/);
  });

  test('base64 there and back', () => {
    const { wx } = deviceWith();
    const { buffer } = Uint8Array.of(0, 255, 1);
    expect(wx.arrayBufferToBase64(buffer)).toBe('AP8B');
    expect([...new Uint8Array(wx.base64ToArrayBuffer('AP8B'))]).toEqual([0, 255, 1]);
  });

  test('nextTick is a later turn', async () => {
    const order: string[] = [];
    deviceWith().wx.nextTick(() => order.push('tick'));
    order.push('now');
    await clock().tickAsync(0);
    expect(order).toEqual(['now', 'tick']);
  });
});

describe('wx.getUserInfo, wx.getUserProfile, wx.getSetting', () => {
  test('a profile is anonymous and grants the scope', async () => {
    const { wx } = deviceWith();
    expect((await call(wx.getSetting))['authSetting']).toEqual({});
    expect(await call(wx.getUserInfo)).toMatchObject({ errMsg: 'getUserInfo:ok', userInfo: { nickName: '微信用户' } });
    expect((await call(wx.getSetting))['authSetting']).toEqual({ 'scope.userInfo': true });
  });

  test('credentials only when asked for', async () => {
    const { wx } = deviceWith();
    await call(wx.login);
    expect(await call(wx.getUserInfo)).not.toHaveProperty('encryptedData');
    expect(await call(wx.getUserInfo, { withCredentials: true })).toHaveProperty('encryptedData');
  });

  test('getUserProfile insists on a tap within the second, a reason, and agreement', async () => {
    const device = deviceWith();
    const ask = (option: object = { desc: 'for the member card' }) => call(device.wx.getUserProfile, option);
    const untapped = { errMsg: 'getUserProfile:fail can only be invoked by user TAP gesture.' };
    expect(await ask()).toEqual(untapped);
    device.gesture();
    expect(await ask()).toMatchObject({ errMsg: 'getUserProfile:ok', userInfo: { nickName: '微信用户' } });
    await clock().tickAsync(1000);
    expect(await ask()).toEqual(untapped);
    device.press({ openType: '' }, () => undefined);
    device.person.next('userInfo', { answer: 'deny' });
    expect(await ask()).toEqual({ errMsg: 'getUserProfile:fail auth deny' });
    expect((await ask({}))['errMsg']).toMatch('parameter.desc should be String');
    expect((await ask({ desc: 'x'.repeat(31) }))['errMsg']).toBe('getUserProfile:fail desc length does not meet the requirements');
  });
});
