import { AuthenticationClient } from 'authing-js-sdk/build/main';
import type { AuthingServer } from '../../src/authing';
import { firstError, get, graphql, post } from './protocol-client';
import { APP_ID, startedServers } from './started-server';

const start = startedServers();
const WELL_KNOWN = '/api/v2/.well-known';

const raw = (server: AuthingServer, path = WELL_KNOWN): Promise<Response> =>
  fetch(server.url + path, { headers: { 'x-authing-app-id': APP_ID } });
const inProcess = (server: AuthingServer, path = WELL_KNOWN): Promise<Response> =>
  server.fetch(server.url + path, { headers: { 'x-authing-app-id': APP_ID } });

describe.each([
  ['over HTTP', raw],
  ['in-process', inProcess],
])('%s', (_name, ask) => {
  test("a gateway's page, once, then all is well", async () => {
    const server = await start();
    const fault = server.faults.badGateway();
    const bad = await ask(server);
    expect({ status: bad.status, type: bad.headers.get('content-type') }).toEqual({ status: 502, type: 'text/html' });
    expect(await bad.text()).toMatch(/^<html>/);
    expect((await ask(server)).status).toBe(200);
    expect(fault.hits).toBe(1);
  });

  test('JSON that is no envelope, and text that is no JSON', async () => {
    const server = await start();
    server.faults.nonsense();
    server.faults.nonsense({}, 'OK', 'text/plain');
    expect(await (await ask(server)).json()).toEqual({ hello: 'world' });
    expect(await (await ask(server)).text()).toBe('OK');
  });

  test('a dropped connection is an error of fetch; before: nothing was done, after: it was', async () => {
    const server = await start();
    const { id } = server.admin.createUser(APP_ID, { username: 'lin' });
    const token = server.admin.issueToken(APP_ID, id);
    const logout = (): Promise<Response> =>
      (ask === raw ? fetch : server.fetch)(`${server.url}/api/v2/logout`, {
        headers: { 'x-authing-app-id': APP_ID, authorization: `Bearer ${token}` },
      });
    const signedIn = async (): Promise<boolean> =>
      (await graphql(server, '{ checkLoginStatus { status } }', {}, { token })).body.data.checkLoginStatus.status;
    server.faults.drop({ path: '/logout' });
    await expect(logout()).rejects.toThrow('fetch failed');
    expect(server.requests.to('/logout').at(-1)).toMatchObject({ status: undefined, fault: 'drop' });
    expect(await signedIn()).toBe(true);
    server.faults.drop({ path: '/logout' }, 'after');
    await expect(logout()).rejects.toThrow('fetch failed');
    expect(await signedIn()).toBe(false);
  });
});

test('a truncated answer breaks the connection half way over HTTP, and is half a text in-process', async () => {
  const server = await start();
  server.faults.truncated({ times: 2 });
  const half = await raw(server);
  expect(half.status).toBe(200);
  await expect(half.text()).rejects.toThrow('terminated');
  const text = await (await inProcess(server)).text();
  expect(text.startsWith('{"code":200')).toBe(true);
  expect(() => {
    JSON.parse(text);
  }).toThrow(SyntaxError);
});

test('a hanging request ends when the server closes', async () => {
  const server = await start();
  server.faults.hang();
  const answer = raw(server);
  const failed = expect(answer).rejects.toThrow('fetch failed');
  while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  await server.close();
  await failed;
});

test('error envelopes fit the endpoint', async () => {
  const server = await start();
  server.faults.error(1000, { times: 3 }, 'busy');
  expect((await get(server, WELL_KNOWN)).body).toEqual({ code: 1000, message: 'busy', data: null });
  expect((await graphql(server, '{ user { id } }')).body).toEqual({
    data: null,
    errors: [{ message: { code: 1000, message: 'busy', data: null } }],
  });
  expect((await get(server, '/api/v3/get-profile')).body).toMatchObject({ statusCode: 400, apiCode: 1000, message: 'busy', data: null });
});

test('token: null in the answer of one operation: the SDK forgets its token, which is what the fault is for', async () => {
  const server = await start();
  const { id } = server.admin.createUser(APP_ID, { username: 'lin' });
  const client = new AuthenticationClient({ appId: APP_ID, host: server.url, token: server.admin.issueToken(APP_ID, id) });
  server.faults.tokenNull({ operation: 'updateUser' });
  expect(await client.updateProfile({ nickname: 'Lin' })).toMatchObject({ nickname: 'Lin', token: null });
  expect(await client.checkLoginStatus()).toMatchObject({ code: 2020, status: false });
});

test('targets: path, pattern, operation, method, skip and times; the first planned wins; clear and cancel', async () => {
  const server = await start();
  server.faults.error(1, { path: /sms\/send$/, method: 'post', skip: 1, times: 2 });
  const send = async (phone: string): Promise<number> => (await post(server, '/api/v2/sms/send', { phone })).body.code;
  expect([await send('10000001'), await send('10000002'), await send('10000003'), await send('10000004')]).toEqual([200, 1, 1, 200]);
  server.faults.error(2, { operation: 'isUserExists' });
  expect(firstError(await graphql(server, '{ user { id } }')).code).toBe(2020);
  expect(firstError(await graphql(server, '{ isUserExists(username: "a") }')).code).toBe(2);
  server.faults.error(3, { times: Infinity });
  const cancelled = server.faults.error(4);
  expect((await get(server, WELL_KNOWN)).body.code).toBe(3);
  cancelled.cancel();
  server.faults.clear();
  expect((await get(server, WELL_KNOWN)).body.code).toBe(200);
  expect(cancelled.hits).toBe(0);
});

test('a changed answer', async () => {
  const server = await start();
  server.faults.edit({ path: WELL_KNOWN }, (body) => ({ ...(body as object), data: null }));
  expect((await get(server, WELL_KNOWN)).body).toEqual({ code: 200, message: 'ok', data: null });
});
