import type { Transport } from '../../../src/wechat';
import { hear } from '../callbacks';
import { advance } from '../in-process-server';
import { useVirtualTime } from '../virtual-time';
import { exchange, json, phoneWith, URL } from './request-setup';

const clock = useVirtualTime();

describe('what goes wrong', () => {
  const never = () => new Promise<Response>(() => undefined);

  test('time-out, when it has passed and not before', async () => {
    const { device } = phoneWith(never);
    const heard = hear();
    device.wx.request({ url: URL, timeout: 1500, ...heard.option });
    await advance(clock(), 1499);
    expect(heard.events).toEqual([]);
    await advance(clock(), 1);
    expect(heard.events).toEqual([
      ['fail', { errMsg: 'request:fail timeout', errno: 5 }],
      ['complete', { errMsg: 'request:fail timeout', errno: 5 }],
    ]);
  });

  test('default time-out is 60 s', async () => {
    const { device } = phoneWith(never);
    const heard = hear();
    device.wx.request({ url: URL, ...heard.option });
    await advance(clock(), 59_999);
    expect(heard.events).toEqual([]);
    await advance(clock(), 1);
    expect(heard.result()['errMsg']).toBe('request:fail timeout');
  });

  test('abort, once, and not after the answer', async () => {
    const { device } = phoneWith(never);
    const heard = hear();
    const task = device.wx.request({ url: URL, ...heard.option });
    task.abort();
    task.abort();
    await advance(clock());
    expect(heard.events).toEqual([
      ['fail', { errMsg: 'request:fail abort' }],
      ['complete', { errMsg: 'request:fail abort' }],
    ]);
    const answered = phoneWith();
    const after = hear();
    const second = answered.device.wx.request({ url: URL, ...after.option });
    await advance(clock());
    second.abort();
    await advance(clock());
    expect(after.names()).toEqual(['success', 'complete']);
  });

  test('whatever ends it early gives the connection up', async () => {
    const cancelled: string[] = [];
    const transport: Transport = ({ url: address }) => ({
      response: new Promise(() => undefined),
      cancel: () => cancelled.push(address.slice(-1)),
    });
    const { device } = phoneWith(undefined, { transport });
    device.wx.request({ url: 'http://127.0.0.1/a' }).abort();
    device.wx.request({ url: 'http://127.0.0.1/b', timeout: 10 });
    await advance(clock(), 10);
    device.wx.request({ url: 'http://127.0.0.1/c' });
    device.kill();
    expect(cancelled).toEqual(['a', 'b', 'c']);
  });

  test('offline from the start: nothing leaves', async () => {
    const { device, received } = phoneWith();
    device.network.goOffline();
    const heard = hear();
    device.wx.request({ url: URL, ...heard.option });
    await advance(clock());
    expect(heard.result()).toEqual({ errMsg: expect.stringMatching(/^request:fail .*ERR_INTERNET_DISCONNECTED$/), errno: 600001 });
    expect(received).toEqual([]);
  });

  test('connection lost on the way', async () => {
    const { device } = phoneWith(never);
    const heard = hear();
    device.wx.request({ url: URL, ...heard.option });
    await advance(clock(), 100);
    device.network.goOffline();
    await advance(clock());
    expect(heard.result()['errMsg']).toMatch(/^request:fail /);
  });

  test('a transport that cannot connect', async () => {
    const { heard } = await exchange(clock(), {}, () =>
      Promise.reject(new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') })),
    );
    expect(heard.result()).toEqual({ errMsg: 'request:fail connect ECONNREFUSED', errno: 600001 });
  });

  test.each([
    ['no scheme', { url: '127.0.0.1/x' }, 'request:fail invalid url "127.0.0.1/x"'],
    ['no url', { url: undefined as unknown as string }, 'request:fail invalid url "undefined"'],
    ['no such method', { method: 'PATCH' as 'PUT' }, 'request:fail invalid method "PATCH"'],
  ])('%s', async (_name, option, errMsg) => {
    const { heard, received } = await exchange(clock(), option);
    expect([heard.result()['errMsg'], received]).toEqual([errMsg, undefined]);
  });

  test('a host that is not registered', async () => {
    const domains = { request: ['https://core.authing.cn'] };
    const { heard } = await exchange(clock(), {}, undefined, { domains });
    expect(heard.result()).toEqual({ errMsg: 'request:fail url not in domain list', errno: 600002 });
    const allowed = await exchange(clock(), { url: 'https://core.authing.cn/a?b' }, undefined, { domains });
    expect(allowed.heard.names()[0]).toBe('success');
  });

  test('in the background for 5 s: interrupted, and nothing more until it is back', async () => {
    const { device, received } = phoneWith((entry) => (entry.url.endsWith('slow') ? never() : json({})));
    const [first, second, third, fourth] = [hear(), hear(), hear(), hear()];
    device.wx.request({ url: 'http://127.0.0.1/slow', ...first.option });
    device.app.background();
    await advance(clock(), 4999);
    device.wx.request({ url: URL, ...second.option });
    await advance(clock(), 0);
    expect([first.names(), second.names()]).toEqual([[], ['success', 'complete']]);
    await advance(clock(), 1);
    expect(first.result()).toEqual({ errMsg: 'request:fail interrupted', errno: 600003 });
    device.wx.request({ url: URL, ...third.option });
    await advance(clock(), 0);
    expect(third.result()['errMsg']).toBe('request:fail interrupted');
    device.app.foreground();
    device.wx.request({ url: URL, ...fourth.option });
    await advance(clock(), 0);
    expect(fourth.names()[0]).toBe('success');
    expect(received).toHaveLength(3);
  });

  test('back within 5 s: nothing is interrupted', async () => {
    const { device } = phoneWith(never);
    const heard = hear();
    device.wx.request({ url: URL, ...heard.option });
    device.app.background();
    await advance(clock(), 4999);
    device.app.foreground();
    await advance(clock(), 10_000);
    expect(heard.events).toEqual([]);
  });

  test('the eleventh request waits for a place, and its time-out runs meanwhile', async () => {
    const { device, received } = phoneWith(never);
    const heard = Array.from({ length: 11 }, hear);
    const tasks = heard.map(({ option }, n) => device.wx.request({ url: URL, timeout: n === 10 ? 100 : 60_000, ...option }));
    await advance(clock(), 0);
    expect(received).toHaveLength(10);
    tasks[0]?.abort();
    await advance(clock(), 0);
    expect(received).toHaveLength(11);
    await advance(clock(), 100);
    expect(heard[10]?.result()['errMsg']).toBe('request:fail timeout');
  });
});

describe('faults', () => {
  test.each([
    ['offline', { kind: 'offline' }, 0, /^request:fail errcode:-106/, 0],
    ['timeout', { kind: 'timeout' }, 60_000, /^request:fail timeout$/, 0],
    ['lost-answer', { kind: 'lost-answer' }, 60_000, /^request:fail timeout$/, 1],
    ['fail', { kind: 'fail', errMsg: 'request:fail ssl hand shake error' }, 0, /^request:fail ssl hand shake error$/, 0],
  ] as const)('%s', async (_name, fault, ms, errMsg, reached) => {
    const { device, received } = phoneWith();
    device.faults.next('request', fault);
    const heard = hear();
    device.wx.request({ url: URL, ...heard.option });
    await advance(clock(), ms);
    expect(heard.result()['errMsg']).toMatch(errMsg);
    expect(received).toHaveLength(reached);
  });

  test('a gateway answers instead of the server', async () => {
    const { device, received } = phoneWith();
    device.faults.next('request', { kind: 'respond', statusCode: 502, body: '<html>Bad Gateway</html>' });
    const heard = hear();
    device.wx.request({ url: URL, ...heard.option });
    await advance(clock());
    expect(heard.result()).toMatchObject({ statusCode: 502, data: '<html>Bad Gateway</html>', header: { 'content-type': 'text/html' } });
    expect(received).toEqual([]);
  });

  test('truncated JSON is a string', async () => {
    const { device } = phoneWith();
    device.faults.next('request', { kind: 'truncated', bytes: 5 });
    const heard = hear();
    device.wx.request({ url: URL, ...heard.option });
    await advance(clock());
    expect(heard.result()['data']).toBe('{"ok"');
  });

  test('late leaves late', async () => {
    const { device, received } = phoneWith();
    device.faults.next('request', { kind: 'late', ms: 400 });
    const heard = hear();
    device.wx.request({ url: URL, ...heard.option });
    await advance(clock(), 399);
    expect(received).toEqual([]);
    await advance(clock(), 1);
    expect(received).toHaveLength(1);
    await advance(clock(), 1);
    expect(heard.names()).toEqual(['success', 'complete']);
  });

  test('slow answers late; when picks by address', async () => {
    const { device } = phoneWith();
    device.faults.next('request', { kind: 'slow', ms: 400 }, { when: (address) => address.endsWith('/b') });
    const [a, b] = [hear(), hear()];
    device.wx.request({ url: 'http://127.0.0.1/a', ...a.option });
    device.wx.request({ url: 'http://127.0.0.1/b', ...b.option });
    await advance(clock(), 399);
    expect([a.names()[0], b.events.length]).toEqual(['success', 0]);
    await advance(clock(), 1);
    expect(b.names()[0]).toBe('success');
  });
});
