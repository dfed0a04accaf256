import { createWeChat } from '../../../src/wechat';
import { hear } from '../callbacks';
import { useVirtualTime } from '../virtual-time';

const clock = useVirtualTime();

test('success, then complete, never on the same turn', async () => {
  const { phone, cloud } = createWeChat();
  const heard = hear();
  phone.wx.login(heard.option);
  expect(heard.events).toEqual([]);
  await Promise.resolve();
  expect(heard.events).toEqual([]);
  await clock().tickAsync(0);
  const result = { code: expect.any(String), errMsg: 'login:ok' };
  expect(heard.events).toEqual([
    ['success', result],
    ['complete', result],
  ]);
  expect(await cloud.exchangeCode(String(heard.result()['code']))).toHaveProperty('openid', phone.openid);
});

test('offline and the fifth call of a second fail', async () => {
  const { phone } = createWeChat({ phone: { platform: 'devtools' } });
  const refused = [hear(), hear(), hear(), hear(), hear()];
  for (const { option } of refused) phone.wx.login(option);
  await clock().tickAsync(0);
  expect(refused.map(({ names }) => names()[0])).toEqual(['success', 'success', 'success', 'success', 'fail']);
  expect(refused[4]?.result()).toEqual({ errMsg: 'login:fail system error: called too frequently', errno: 45011 });

  phone.network.goOffline();
  const offline = hear();
  phone.wx.login(offline.option);
  await clock().tickAsync(0);
  expect(offline.names()).toEqual(['fail', 'complete']);
  expect(offline.result()).toEqual({ errMsg: 'login:fail ', errno: 600001 });
});

test('errno exists since 2.24.0', async () => {
  const { phone } = createWeChat({ phone: { baseLibrary: '2.23.4' } });
  phone.network.goOffline();
  const heard = hear();
  phone.wx.login(heard.option);
  await clock().tickAsync(0);
  expect(heard.result()).not.toHaveProperty('errno');
});

describe('faults', () => {
  test('the next login fails as told, the one after works', async () => {
    const { phone, cloud } = createWeChat();
    phone.faults.next('login', { kind: 'fail', errMsg: 'login:fail system error', errno: -1 });
    const [first, second] = [hear(), hear()];
    phone.wx.login(first.option);
    phone.wx.login(second.option);
    await clock().tickAsync(0);
    expect(first.result()).toEqual({ errMsg: 'login:fail system error', errno: -1 });
    expect(second.names()).toEqual(['success', 'complete']);
    expect(cloud.timeline.of('code.issued')).toHaveLength(1);
  });

  test('slow: the code is issued at once and arrives late', async () => {
    const { phone, cloud } = createWeChat();
    phone.faults.next('login', { kind: 'slow', ms: 3000 });
    const heard = hear();
    phone.wx.login(heard.option);
    await clock().tickAsync(2999);
    expect(heard.events).toEqual([]);
    expect(cloud.timeline.of('code.issued')).toHaveLength(1);
    await clock().tickAsync(1);
    expect(heard.names()).toEqual(['success', 'complete']);
  });

  test('late: nothing happens in the cloud until then', async () => {
    const { phone, cloud } = createWeChat();
    phone.faults.next('login', { kind: 'late', ms: 3000 });
    const heard = hear();
    phone.wx.login(heard.option);
    await clock().tickAsync(2999);
    expect(cloud.timeline.of('key.rotated')).toEqual([]);
    await clock().tickAsync(2);
    expect([cloud.timeline.of('code.issued').length, heard.names()]).toEqual([1, ['success', 'complete']]);
  });

  test('never: no callback, ever', async () => {
    const { phone } = createWeChat();
    phone.faults.next('login', { kind: 'never' });
    const heard = hear();
    phone.wx.login(heard.option);
    await clock().tickAsync(24 * 60 * 60 * 1000);
    expect(heard.events).toEqual([]);
  });

  test('always lasts until ended; a queued fault goes first', async () => {
    const { phone } = createWeChat();
    const end = phone.faults.always('login', { kind: 'fail', errMsg: 'login:fail b' });
    phone.faults.next('login', { kind: 'fail', errMsg: 'login:fail a' });
    const heard = [hear(), hear(), hear(), hear()];
    for (const { option } of heard.slice(0, 3)) phone.wx.login(option);
    end();
    void phone.wx.login(heard[3]?.option ?? {});
    await clock().tickAsync(0);
    expect(heard.map(({ result }) => result()['errMsg'])).toEqual(['login:fail a', 'login:fail b', 'login:fail b', 'login:ok']);
  });

  test('an errMsg of another API is a mistake in the test', async () => {
    const { phone } = createWeChat({ phone: { loginPromise: true } });
    phone.faults.next('login', { kind: 'fail', errMsg: 'request:fail' });
    const outcome = expect(phone.wx.login()).rejects.toThrow('must have an errMsg that begins with "login:"');
    await clock().tickAsync(0);
    await outcome;
  });
});

test('checkSession knows whether the last code still counts', async () => {
  const { phone, cloud } = createWeChat();
  const check = async () => {
    const heard = hear();
    phone.wx.checkSession(heard.option);
    await clock().tickAsync(1000);
    return heard.result()['errMsg'];
  };
  expect(await check()).toBe('checkSession:fail session time out, need relogin');
  void phone.wx.login({});
  expect(await check()).toBe('checkSession:ok');
  cloud.prefetch(phone.openid);
  expect(await check()).toBe('checkSession:fail session time out, need relogin');
});

test('a callback that throws still gets complete called, and the error stays loud', async () => {
  const { phone } = createWeChat();
  let completed = 0;
  phone.wx.login({
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
    const { phone } = createWeChat();
    const heard = hear();
    phone.wx.setStorageSync('kept', { a: 1 });
    phone.privacy.agree();
    const path = phone.files.add(new Uint8Array(3), 'bin');
    phone.person.always('phoneNumber', { answer: 'deny' });
    phone.wx.login(heard.option);
    const next = phone.restart();
    await clock().tickAsync(60_000);
    expect(heard.events).toEqual([]);
    expect(next.wx.getStorageSync('kept')).toEqual({ a: 1 });
    expect([next.privacy.authorized, next.files.read(path), next.person]).toEqual([true, undefined, phone.person]);
  });

  test("the old instance's calls have no effect and never answer", async () => {
    const { phone, cloud } = createWeChat();
    const next = phone.restart();
    const heard = hear();
    phone.wx.login(heard.option);
    phone.wx.setStorageSync('late', 1);
    phone.wx.request({ url: 'http://127.0.0.1/', ...heard.option }).abort();
    await clock().tickAsync(60_000);
    expect(heard.events).toEqual([]);
    expect(cloud.timeline.of('code.issued')).toEqual([]);
    expect(next.wx.getStorageSync('late')).toBe('');
  });
});
