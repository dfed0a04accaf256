import { once } from 'node:events';
import WebSocket from 'ws';
import type { AuthingServer } from '../../src/authing';
import { APP_ID, startedServers } from './started-server';
import { sdk, signedInSdk } from './sdk-client';

const start = startedServers();

const address = (server: AuthingServer, code: string, token: string): string =>
  `${server.url.replace('http', 'ws')}/events/v1/authentication/sub?code=${code}&token=${token}`;

test('an event reaches those who have subscribed to its name, in the same user pool', async () => {
  const server = await start({ apps: [{ appId: APP_ID }, { appId: 'other' }] });
  const { client, id, token } = await signedInSdk(server);
  const stranger = server.admin.createUser('other', { username: 'wu' });
  const strangerToken = server.admin.issueToken('other', stranger.id);
  const addresses = [address(server, 'paid', token), address(server, 'shipped', token), address(server, 'paid', strangerToken)];
  const sockets = addresses.map((url) => new WebSocket(url));
  await Promise.all(sockets.map((socket) => once(socket, 'open')));
  const heard: [number, unknown][] = [];
  sockets.forEach((socket, at) => socket.on('message', (data: Buffer) => heard.push([at, JSON.parse(data.toString())])));
  await client.event.pub('paid', '{"order":1}');
  await client.event.pub('shipped', '{"order":2}');
  while (heard.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
  expect(heard).toMatchObject([
    [0, { eventType: 'paid', eventData: '{"order":1}', userId: id }],
    [1, { eventType: 'shipped' }],
  ]);
  expect(server.admin.events.map(({ eventType }) => eventType)).toEqual(['paid', 'shipped']);
  const closed = Promise.all(sockets.map((socket) => once(socket, 'close')));
  await server.close();
  await closed;
});

test('subscribing needs a valid token, an event name and the right path; publishing needs a sign-in', async () => {
  const server = await start();
  const { token } = await signedInSdk(server);
  const refused = async (url: string): Promise<unknown> => {
    const [error] = (await once(new WebSocket(url), 'error')) as [Error];
    return error.message;
  };
  expect(await refused(address(server, 'paid', 'x'))).toMatch('401');
  expect(await refused(address(server, '', token))).toMatch('404');
  expect(await refused(`${server.url.replace('http', 'ws')}/elsewhere`)).toMatch('404');
  await expect(sdk(server).event.pub('paid', 'x')).rejects.toBeDefined();
  expect(server.admin.events).toEqual([]);
});
