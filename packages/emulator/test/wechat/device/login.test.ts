import { createWeChat } from '../../../src/wechat';
import { hear } from '../callbacks';
import { useVirtualTime } from '../virtual-time';

const clock = useVirtualTime();

test('success, then complete, never on the same turn', async () => {
  const { device, cloud } = createWeChat();
  const heard = hear();
  device.wx.login(heard.option);
  expect(heard.events).toEqual([]);
  await Promise.resolve();
  expect(heard.events).toEqual([]);
  await clock().tickAsync(0);
  const result = { code: expect.any(String), errMsg: 'login:ok' };
  expect(heard.events).toEqual([
    ['success', result],
    ['complete', result],
  ]);
  expect(await cloud.exchangeCode(String(heard.result()['code']))).toHaveProperty('openid', device.openid);
});

test('offline and the fifth call of a second fail', async () => {
  const { device } = createWeChat({ device: { platform: 'devtools' } });
  const refused = [hear(), hear(), hear(), hear(), hear()];
  for (const { option } of refused) device.wx.login(option);
  await clock().tickAsync(0);
  expect(refused.map(({ names }) => names()[0])).toEqual(['success', 'success', 'success', 'success', 'fail']);
  expect(refused[4]?.result()).toEqual({ errMsg: 'login:fail system error: called too frequently', errno: 45011 });

  device.network.goOffline();
  const offline = hear();
  device.wx.login(offline.option);
  await clock().tickAsync(0);
  expect(offline.names()).toEqual(['fail', 'complete']);
  expect(offline.result()).toEqual({ errMsg: 'login:fail ', errno: 600001 });
});

test('errno exists since 2.24.0', async () => {
  const { device } = createWeChat({ device: { baseLibrary: '2.23.4' } });
  device.network.goOffline();
  const heard = hear();
  device.wx.login(heard.option);
  await clock().tickAsync(0);
  expect(heard.result()).not.toHaveProperty('errno');
});

describe('faults', () => {
  test('the next login fails as told, the one after works', async () => {
    const { device, cloud } = createWeChat();
    device.faults.next('login', { kind: 'fail', errMsg: 'login:fail system error', errno: -1 });
    const [first, second] = [hear(), hear()];
    device.wx.login(first.option);
    device.wx.login(second.option);
    await clock().tickAsync(0);
    expect(first.result()).toEqual({ errMsg: 'login:fail system error', errno: -1 });
    expect(second.names()).toEqual(['success', 'complete']);
    expect(cloud.timeline.of('code.issued')).toHaveLength(1);
  });

  test('slow: the code is issued at once and arrives late', async () => {
    const { device, cloud } = createWeChat();
    device.faults.next('login', { kind: 'slow', ms: 3000 });
    const heard = hear();
    device.wx.login(heard.option);
    await clock().tickAsync(2999);
    expect(heard.events).toEqual([]);
    expect(cloud.timeline.of('code.issued')).toHaveLength(1);
    await clock().tickAsync(1);
    expect(heard.names()).toEqual(['success', 'complete']);
  });

  test('late: nothing happens in the cloud until then', async () => {
    const { device, cloud } = createWeChat();
    device.faults.next('login', { kind: 'late', ms: 3000 });
    const heard = hear();
    device.wx.login(heard.option);
    await clock().tickAsync(2999);
    expect(cloud.timeline.of('key.rotated')).toEqual([]);
    await clock().tickAsync(2);
    expect([cloud.timeline.of('code.issued').length, heard.names()]).toEqual([1, ['success', 'complete']]);
  });

  test('never: no callback, ever', async () => {
    const { device } = createWeChat();
    device.faults.next('login', { kind: 'never' });
    const heard = hear();
    device.wx.login(heard.option);
    await clock().tickAsync(24 * 60 * 60 * 1000);
    expect(heard.events).toEqual([]);
  });

  test('always lasts until ended; a queued fault goes first', async () => {
    const { device } = createWeChat();
    const end = device.faults.always('login', { kind: 'fail', errMsg: 'login:fail b' });
    device.faults.next('login', { kind: 'fail', errMsg: 'login:fail a' });
    const heard = [hear(), hear(), hear(), hear()];
    for (const { option } of heard.slice(0, 3)) device.wx.login(option);
    end();
    void device.wx.login(heard[3]?.option ?? {});
    await clock().tickAsync(0);
    expect(heard.map(({ result }) => result()['errMsg'])).toEqual(['login:fail a', 'login:fail b', 'login:fail b', 'login:ok']);
  });

  test('an errMsg of another API is a mistake in the test', async () => {
    const { device } = createWeChat({ device: { loginPromise: true } });
    device.faults.next('login', { kind: 'fail', errMsg: 'request:fail' });
    const outcome = expect(device.wx.login()).rejects.toThrow('must have an errMsg that begins with "login:"');
    await clock().tickAsync(0);
    await outcome;
  });
});

test('checkSession knows whether the last code still counts', async () => {
  const { device, cloud } = createWeChat();
  const check = async () => {
    const heard = hear();
    device.wx.checkSession(heard.option);
    await clock().tickAsync(1000);
    return heard.result()['errMsg'];
  };
  expect(await check()).toBe('checkSession:fail session time out, need relogin');
  void device.wx.login({});
  expect(await check()).toBe('checkSession:ok');
  cloud.prefetch(device.openid);
  expect(await check()).toBe('checkSession:fail session time out, need relogin');
});

test('a callback that throws still gets complete called, and the error stays loud', async () => {
  const { device } = createWeChat();
  let completed = 0;
  device.wx.login({
    success: () => {
      throw new Error('from the page');
    },
    complete: () => (completed += 1),
  });
  await Promise.resolve();
  await Promise.resolve();
  await Promise.resolve();
  await Promise.resolve();
  await expect(clock().tickAsync(0)).rejects.toThrow('from the page');
  expect(completed).toBe(1);
});

describe('restart', () => {
  test('drops what was due and keeps Storage, consent and the person', async () => {
    const { device } = createWeChat();
    const heard = hear();
    device.wx.setStorageSync('kept', { a: 1 });
    device.privacy.agree();
    const path = device.files.add(new Uint8Array(3), 'bin');
    device.person.always('phoneNumber', { answer: 'deny' });
    device.wx.login(heard.option);
    const next = device.restart();
    await clock().tickAsync(60_000);
    expect(heard.events).toEqual([]);
    expect(next.wx.getStorageSync('kept')).toEqual({ a: 1 });
    expect([next.privacy.authorized, next.files.read(path), next.person]).toEqual([true, undefined, device.person]);
  });

  test("the old instance's calls have no effect and never answer", async () => {
    const { device, cloud } = createWeChat();
    const next = device.restart();
    const heard = hear();
    device.wx.login(heard.option);
    device.wx.setStorageSync('late', 1);
    device.wx.request({ url: 'http://127.0.0.1/', ...heard.option }).abort();
    await clock().tickAsync(60_000);
    expect(heard.events).toEqual([]);
    expect(cloud.timeline.of('code.issued')).toEqual([]);
    expect(next.wx.getStorageSync('late')).toBe('');
  });
});
