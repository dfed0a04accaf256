import type { AuthenticationClient } from '../../../lib/sdk/authentication-client';
import type { DeviceOptions } from 'authing-miniapp-emulator/wechat';
import { createWorld } from './world';
import type { World } from './world';

type Listener = Parameters<NonNullable<DeviceOptions['socketTransport']>>[1];

/** Sockets that the test opens, speaks through and breaks. */
class Sockets {
  readonly urls: string[] = [];
  readonly listeners: Listener[] = [];
  readonly transport: NonNullable<DeviceOptions['socketTransport']> = ({ url }, listener) => {
    this.urls.push(url);
    this.listeners.push(listener);
    setTimeout(() => listener.onOpen({}), 1);
    return { send: () => undefined, close: () => undefined };
  };

  get last(): Listener {
    return this.listeners[this.listeners.length - 1]!;
  }
}

let world: World;
let sockets: Sockets;
let client: AuthenticationClient;
beforeEach(async () => {
  sockets = new Sockets();
  world = await createWorld({ device: { socketTransport: sockets.transport } });
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
  client = world.createClient({ socketUri: 'wss://events.example.com', retryTimes: 2 });
  client.setToken('token-1');
});
afterEach(async () => {
  jest.useRealTimers();
  await world.close();
});

const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);
const breakOff = async (): Promise<void> => {
  sockets.last.onError('broken');
  sockets.last.onClose(1006, 'broken');
  await pass(10);
};

it('connects once for an event, whoever subscribes, and tells all', async () => {
  const one = jest.fn();
  const two = jest.fn();
  client.event.sub('a b', one, jest.fn());
  client.event.sub('a b', two, jest.fn());
  await pass(10);
  expect(sockets.urls).toEqual(['wss://events.example.com/events/v1/authentication/sub?code=a%20b&token=token-1']);
  sockets.last.onMessage('{"n":1}');
  await pass(10);
  expect(one.mock.calls).toEqual([['{"n":1}']]);
  expect(two.mock.calls).toEqual([['{"n":1}']]);
});

it('connects again after two seconds, as often as it may, then tells each listener', async () => {
  const onError = jest.fn();
  client.event.sub('event', jest.fn(), onError);
  client.event.sub('event', jest.fn(), onError);
  await pass(10);
  for (const attempts of [2, 3]) {
    await breakOff();
    await pass(1900);
    expect(sockets.urls).toHaveLength(attempts - 1);
    await pass(100);
    expect(sockets.urls).toHaveLength(attempts);
    expect(onError).not.toHaveBeenCalled();
    await pass(10);
  }
  await breakOff();
  await pass(10_000);
  expect(sockets.urls).toHaveLength(3);
  expect(onError).toHaveBeenCalledTimes(2);
  expect(onError.mock.calls[0]![0]).toMatchObject({ name: 'AuthingError', reason: 'network' });
  client.event.sub('event', jest.fn(), onError);
  await pass(10);
  expect(sockets.urls).toHaveLength(4);
});

it('counts attempts anew from each event', async () => {
  const onError = jest.fn();
  client.event.sub('event', jest.fn(), onError);
  await pass(10);
  for (let round = 0; round < 5; round++) {
    await breakOff();
    await pass(2010);
    sockets.last.onMessage('hello');
    await pass(10);
  }
  expect(sockets.urls).toHaveLength(6);
  expect(onError).not.toHaveBeenCalled();
});

it('of a private deployment opens nothing before socketUri says where', async () => {
  const privately = world.createClient();
  const refused = { name: 'AuthingError', reason: 'not_configured', message: expect.stringContaining('socketUri') as string };
  expect(() => privately.event.sub('event', jest.fn(), jest.fn())).toThrow(expect.objectContaining(refused) as Error);
  await pass(10);
  expect(sockets.urls).toEqual([]);
});

it('of the public cloud knows its own server', async () => {
  const publicly = world.createClient({ host: 'https://core.authing.cn' });
  publicly.setToken('token-1');
  publicly.event.sub('event', jest.fn(), jest.fn());
  await pass(10);
  expect(sockets.urls).toEqual(['wss://openevent.authing.cn/events/v1/authentication/sub?code=event&token=token-1']);
});

it('refuses what is no subscription, without a connection', () => {
  for (const args of [[1, jest.fn()], ['event'], ['event', 'callback']]) {
    const refused = expect.objectContaining({ name: 'AuthingError', reason: 'invalid_argument' }) as Error;
    expect(() => client.event.sub(...(args as [string, () => void, () => void]))).toThrow(refused);
  }
  expect(sockets.urls).toHaveLength(0);
});
