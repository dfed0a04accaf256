import { createWeChat } from '../../../src/wechat';
import type { NativeButtonEvent, DeviceLatency } from '../../../src/wechat';
import { hear } from '../callbacks';
import { advance } from '../in-process-server';
import { useVirtualTime } from '../virtual-time';
import { json, phoneWith, URL } from './request-setup';

const clock = useVirtualTime();
const createAuthorized = (latency: DeviceLatency) => createWeChat({ device: { latency, privacy: { authorized: true } } });
/** Delays by name, each used once; 0 when there is none left. */
const inTurn = (delays: Record<string, number[]>) => (api: string) => delays[api]?.shift() ?? 0;

describe('a wx call', () => {
  test('takes effect when WeChat hears of it, and is answered after the way back', async () => {
    const { device, timeline } = createAuthorized({ arrival: 300, bridge: 100 });
    const heard = hear();
    void device.wx.login(heard.option);
    await clock().tickAsync(299);
    expect(timeline.of('code.issued', 'key.rotated')).toEqual([]);
    await clock().tickAsync(1);
    expect(timeline.of('code.issued')).toHaveLength(1);
    expect(timeline.of('wx.arrived').map(({ detail }) => detail)).toEqual([{ call: 1, api: 'login' }]);
    await clock().tickAsync(99);
    expect(heard.events).toEqual([]);
    await clock().tickAsync(1);
    expect(heard.names()).toEqual(['success', 'complete']);
  });

  test('may be overtaken by the next one, on the way there and on the way back', async () => {
    const there = createAuthorized({ arrival: inTurn({ setStorage: [200, 100] }) }).device;
    void there.wx.setStorage({ key: 'k', data: 'first' });
    void there.wx.setStorage({ key: 'k', data: 'second' });
    await clock().tickAsync(200);
    expect(there.wx.getStorageSync('k')).toBe('first');

    const answered: string[] = [];
    const back = createAuthorized({ bridge: inTurn({ setStorage: [200, 100] }) }).device;
    for (const data of ['first', 'second']) back.wx.setStorage({ key: 'k', data, success: () => answered.push(data) });
    await clock().tickAsync(200);
    expect([answered, back.wx.getStorageSync('k')]).toEqual([['second', 'first'], 'second']);
  });

  test('is synchronous where its name says so', () => {
    const { device } = createAuthorized({ arrival: 300, bridge: 300 });
    device.wx.setStorageSync('k', 1);
    expect(device.wx.getStorageSync('k')).toBe(1);
  });

  test('asks for privacy and opens its chooser only when WeChat hears of it', async () => {
    const { device, timeline } = createWeChat({ device: { latency: { arrival: 300 } } });
    void device.wx.chooseMedia({});
    await clock().tickAsync(299);
    expect(timeline.of('sheet.opened')).toEqual([]);
    await clock().tickAsync(1);
    expect(timeline.of('sheet.opened').map(({ detail }) => detail.sheet)).toEqual(['privacy', 'media']);
  });

  test('has no effect when the mini program is killed while it is on its way, and leaves no timer', async () => {
    const { device, timeline } = createAuthorized({ arrival: 300 });
    void device.wx.login({});
    device.press({ openType: 'getPhoneNumber' }, () => undefined);
    device.kill();
    expect(clock().countTimers()).toBe(0);
    await clock().tickAsync(1000);
    expect(timeline.of('code.issued', 'sheet.opened')).toEqual([]);
  });

  test('travels as long as the device says at that moment, after a restart too', async () => {
    const { device, timeline } = createAuthorized({});
    device.latency.arrival = 50;
    const again = device.restart();
    void again.wx.login({});
    expect(timeline.of('code.issued')).toEqual([]);
    await clock().tickAsync(50);
    expect(timeline.of('code.issued')).toHaveLength(1);
  });
});

describe('events', () => {
  test('stay in their order, however long each takes', async () => {
    const delays = [500, 10];
    const { device } = createAuthorized({ bridge: () => delays.shift() ?? 0 });
    const seen: string[] = [];
    device.wx.onAppHide(() => seen.push('hide'));
    device.wx.onAppShow(() => seen.push('show'));
    device.app.background();
    device.app.foreground();
    await clock().tickAsync(499);
    expect(seen).toEqual([]);
    await clock().tickAsync(10);
    expect(seen).toEqual(['hide', 'show']);
  });
});

describe('a request', () => {
  const sending = (latency: DeviceLatency) => phoneWith(() => json({}), { latency });

  test('leaves when WeChat hears of it', async () => {
    const { device, received } = sending({ arrival: 300, bridge: 100 });
    const heard = hear();
    device.wx.request({ url: URL, ...heard.option });
    await clock().tickAsync(299);
    expect(received).toEqual([]);
    await clock().tickAsync(1);
    expect(received).toHaveLength(1);
    // The server's answer takes turns of Node.js, and no time.
    for (let n = 0; n < 5; n += 1) await advance(clock());
    await clock().tickAsync(90);
    expect(heard.events).toEqual([]);
    await clock().tickAsync(20);
    expect(heard.names()).toEqual(['success', 'complete']);
  });

  test('aborted before it arrived never leaves', async () => {
    const { device, received } = sending({ arrival: 300 });
    const heard = hear();
    const task = device.wx.request({ url: URL, ...heard.option });
    await clock().tickAsync(200);
    task.abort();
    await clock().tickAsync(1000);
    expect([received, heard.result()]).toEqual([[], { errMsg: 'request:fail abort' }]);
  });

  test('aborted later may still be answered: the abort travels too', async () => {
    const { device } = phoneWith(() => json({}), { latency: { arrival: inTurn({ 'request.abort': [300] }), network: 200 } });
    const heard = hear();
    const task = device.wx.request({ url: URL, ...heard.option });
    await clock().tickAsync(10);
    task.abort();
    await clock().tickAsync(1000);
    expect(heard.names()).toEqual(['success', 'complete']);
  });

  test('times out counted from the call, on its way or not', async () => {
    const onItsWay = sending({ arrival: 500 });
    const away = phoneWith(() => new Promise(() => undefined), { latency: { arrival: 300 } });
    for (const { device } of [onItsWay, away]) {
      const heard = hear();
      device.wx.request({ url: URL, timeout: 400, ...heard.option });
      await clock().tickAsync(399);
      expect(heard.events).toEqual([]);
      await clock().tickAsync(1);
      expect(heard.result()).toEqual({ errMsg: 'request:fail timeout', errno: 5 });
      await clock().tickAsync(1000);
    }
    expect([onItsWay.received.length, away.received.length]).toEqual([0, 1]);
  });

  test('finds the connection that there is when it arrives', async () => {
    const { device, received } = sending({ arrival: 300 });
    const heard = hear();
    device.network.goOffline();
    device.wx.request({ url: URL, ...heard.option });
    device.network.goOnline();
    await clock().tickAsync(1000);
    expect([received.length, heard.names()]).toEqual([1, ['success', 'complete']]);
  });
});

describe('a tap on a native button', () => {
  const press = ({ device }: ReturnType<typeof createWeChat>, openType: string, events: NativeButtonEvent[] = []) => {
    device.press({ openType }, (event) => events.push(event));
    return events;
  };

  test('takes time to arrive, and its event to come back', async () => {
    const wechat = createAuthorized({ arrival: 300, bridge: 100 });
    const events = press(wechat, 'getPhoneNumber');
    await clock().tickAsync(299);
    expect(wechat.timeline.of('sheet.opened')).toEqual([]);
    await clock().tickAsync(1);
    expect(wechat.timeline.of('sheet.opened', 'button.arrived').map(({ kind }) => kind)).toEqual(['button.arrived', 'sheet.opened']);
    expect(events).toEqual([]);
    await clock().tickAsync(100);
    expect(events.map(({ name }) => name)).toEqual(['getphonenumber']);
  });

  test('seals user info with the key that is valid when it arrives: a wx.login made before it may come after it', async () => {
    const wechat = createAuthorized({ arrival: inTurn({ login: [0, 400], 'button.getUserInfo': [300] }) });
    const { device, timeline } = wechat;
    void device.wx.login({});
    await clock().tickAsync(0);
    void device.wx.login({});
    press(wechat, 'getUserInfo');
    await clock().tickAsync(1000);
    expect(timeline.of('data.sealed').map(({ detail }) => detail.keyId)).toEqual(['key-1']);
    expect(timeline.of('key.rotated')).toHaveLength(2);
  });
});
