import { createWeChat } from '../../../src/wechat';
import type { Device, DeviceOptions, SocketListener } from '../../../src/wechat';
import { hear } from '../callbacks';
import { useVirtualTime } from '../virtual-time';

const clock = useVirtualTime();
const URL = 'ws://127.0.0.1/events';

/** A device whose sockets end in the test's hands. */
function phoneWith(options: Partial<DeviceOptions> = {}) {
  const servers: { listener: SocketListener; sent: unknown[]; request: object }[] = [];
  const { device } = createWeChat({
    device: {
      socketTransport: (request, listener) => {
        const sent: unknown[] = [];
        servers.push({ listener, sent, request });
        return { send: (data) => sent.push(data), close: (code = 1005, reason = '') => listener.onClose(code, reason) };
      },
      ...options,
    },
  });
  return { device, servers };
}
/** Everything a task tells. */
function listenTo(task: ReturnType<Device['wx']['connectSocket']>) {
  const told: [string, object][] = [];
  task.onOpen((result) => told.push(['open', result]));
  task.onMessage((result) => told.push(['message', result]));
  task.onClose((result) => told.push(['close', result]));
  task.onError((result) => told.push(['error', result]));
  return told;
}

test('opens, carries messages both ways, closes', async () => {
  const { device, servers } = phoneWith();
  const connected = hear();
  const task = device.wx.connectSocket({ url: URL, header: { a: '1' }, protocols: ['p'], ...connected.option });
  const told = listenTo(task);
  const state = () => (task as unknown as { readyState: number }).readyState;
  await clock().tickAsync(0);
  expect([connected.result(), servers[0]?.request, state()]).toEqual([
    { errMsg: 'connectSocket:ok' },
    { url: URL, header: { a: '1' }, protocols: ['p'] },
    0,
  ]);
  servers[0]?.listener.onOpen({ b: '2' });
  servers[0]?.listener.onMessage('hello');
  const sent = hear();
  task.send({ data: 'back', ...sent.option });
  await clock().tickAsync(0);
  expect([servers[0]?.sent, sent.result(), state()]).toEqual([['back'], { errMsg: 'sendSocketMessage:ok' }, 1]);
  task.close({ code: 1000, reason: 'enough' });
  await clock().tickAsync(0);
  expect(told).toEqual([
    ['open', { header: { b: '2' } }],
    ['message', { data: 'hello' }],
    ['close', { code: 1000, reason: 'enough' }],
  ]);
  expect(state()).toBe(3);
});

test('nothing is sent before it is open or when it is no message', async () => {
  const { device, servers } = phoneWith();
  const task = device.wx.connectSocket({ url: URL });
  const [early, wrong] = [hear(), hear()];
  task.send({ data: 'x', ...early.option });
  task.send({ data: { a: 1 } as unknown as string, ...wrong.option });
  await clock().tickAsync(0);
  expect([early.result()['errMsg'], servers[0]?.sent]).toEqual(['sendSocketMessage:fail SocketTask.readyState is not OPEN', []]);
  expect(wrong.result()['errMsg']).toMatch('parameter.data should be String or ArrayBuffer');
});

test.each([
  ['offline', (device: Device) => device.network.goOffline()],
  ['5 s in the background', (device: Device) => device.app.background()],
])('%s breaks it: error, then close 1006', async (_name, event) => {
  const { device, servers } = phoneWith();
  const told = listenTo(device.wx.connectSocket({ url: URL }));
  servers[0]?.listener.onOpen({});
  await clock().tickAsync(0);
  event(device);
  await clock().tickAsync(5010);
  expect(told.map(([name]) => name)).toEqual(['open', 'error', 'close']);
  expect(told[2]?.[1]).toMatchObject({ code: 1006 });
});

test.each([
  ['an http address', 'http://127.0.0.1/', {}, 'connectSocket:fail invalid url "http://127.0.0.1/"'],
  ['a host that is not registered', URL, { domains: { socket: ['wss://core.authing.cn'] } }, 'connectSocket:fail url not in domain list'],
])('%s', async (_name, address, options, errMsg) => {
  const { device, servers } = phoneWith(options);
  const heard = hear();
  const told = listenTo(device.wx.connectSocket({ url: address, ...heard.option }));
  await clock().tickAsync(0);
  expect([heard.result()['errMsg'], told.map(([name]) => name), servers]).toEqual([errMsg, ['error', 'close'], []]);
});

test('five at a time; faults: fail, slow, never', async () => {
  const { device, servers } = phoneWith();
  const tasks = Array.from({ length: 6 }, () => device.wx.connectSocket({ url: URL }));
  expect(servers).toHaveLength(5);
  tasks[0]?.close({});
  expect(servers).toHaveLength(6);

  const faulty = phoneWith();
  faulty.device.faults.next('connectSocket', { kind: 'fail', errMsg: 'connectSocket:fail tls' });
  faulty.device.faults.next('connectSocket', { kind: 'slow', ms: 100 });
  faulty.device.faults.next('connectSocket', { kind: 'never' });
  const failed = listenTo(faulty.device.wx.connectSocket({ url: URL }));
  faulty.device.wx.connectSocket({ url: URL });
  const silent = listenTo(faulty.device.wx.connectSocket({ url: URL }));
  await clock().tickAsync(99);
  expect([failed[0], faulty.servers.length]).toEqual([['error', { errMsg: 'connectSocket:fail tls' }], 0]);
  await clock().tickAsync(1);
  expect([faulty.servers.length, silent]).toEqual([1, []]);
});

describe('through the global WebSocket', () => {
  /** The part of the standard that the transport uses. */
  class FakeWebSocket {
    static readonly made: FakeWebSocket[] = [];
    binaryType = '';
    readonly sent: unknown[] = [];
    readonly closed: unknown[] = [];
    onopen?: () => void;
    onmessage?: (event: { data: unknown }) => void;
    onclose?: (event: { code: number; reason: string }) => void;
    onerror?: () => void;
    constructor(
      readonly address: string,
      readonly protocols: string[],
    ) {
      FakeWebSocket.made.push(this);
    }
    send(data: unknown): void {
      this.sent.push(data);
    }
    close(...how: unknown[]): void {
      this.closed.push(how);
    }
  }
  const surroundings = globalThis as { WebSocket?: unknown };
  const { WebSocket: before } = surroundings;
  afterEach(() => {
    surroundings.WebSocket = before;
  });

  test('opens, carries, fails', async () => {
    surroundings.WebSocket = FakeWebSocket;
    const { device } = createWeChat();
    const task = device.wx.connectSocket({ url: URL, protocols: ['p'] });
    const told = listenTo(task);
    const [socket] = FakeWebSocket.made;
    expect([socket?.address, socket?.protocols, socket?.binaryType]).toEqual([URL, ['p'], 'arraybuffer']);
    socket?.onopen?.();
    socket?.onmessage?.({ data: 'hello' });
    task.send({ data: 'back' });
    task.close({ code: 1000, reason: 'enough' });
    socket?.onerror?.();
    await clock().tickAsync(0);
    expect([socket?.sent, socket?.closed, told.map(([name]) => name)]).toEqual([
      ['back'],
      [[1000, 'enough']],
      ['open', 'message', 'error', 'close'],
    ]);
  });

  test('says what is missing', () => {
    surroundings.WebSocket = undefined;
    expect(() => createWeChat().device.wx.connectSocket({ url: URL })).toThrow('There is no global WebSocket here');
    surroundings.WebSocket = FakeWebSocket;
    expect(() => createWeChat().device.wx.connectSocket({ url: URL, header: { a: '1' } })).toThrow('cannot send headers');
  });
});
