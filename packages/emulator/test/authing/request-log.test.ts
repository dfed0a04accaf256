import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuthenticationClient } from 'authing-js-sdk/build/main';
import { get, graphql, post } from './protocol-client';
import { APP_ID, startedServers } from './started-server';

const start = startedServers();

test('a request is recorded with everything it brought and everything it got', async () => {
  const server = await start();
  const before = Date.now();
  await post(server, '/api/v2/sms/send?x=1', { phone: '10012340001', scene: 'login' }, { lang: 'en-US', token: 't' });
  const { id, time, duration, headers, responseHeaders, ...rest } = server.requests.last;
  expect(rest).toEqual({
    method: 'POST',
    path: '/api/v2/sms/send',
    query: { x: '1' },
    body: { phone: '10012340001', scene: 'login' },
    operations: [],
    status: 200,
    response: { code: 200, message: 'ok', data: null },
    fault: undefined,
    notes: {},
  });
  expect(id).toBe(1);
  expect(time).toBeGreaterThanOrEqual(before);
  expect(duration).toBeGreaterThanOrEqual(0);
  expect(headers).toMatchObject({ 'x-authing-app-id': APP_ID, 'x-authing-lang': 'en-US', authorization: 'Bearer t' });
  expect(responseHeaders['content-type']).toMatch(/json/);
});

test('found by path, pattern and operation; cleared; ids go on', async () => {
  const server = await start();
  await get(server, '/api/v2/.well-known');
  await graphql(server, 'query a { isUserExists(username: "a") checkPasswordStrength(password: "b") { valid } }');
  expect(server.requests.to('/.well-known').map(({ id }) => id)).toEqual([1]);
  expect(server.requests.to(/graphql/).map(({ id }) => id)).toEqual([2]);
  expect(server.requests.to('checkPasswordStrength').map(({ operations }) => operations)).toEqual([
    ['isUserExists', 'checkPasswordStrength'],
  ]);
  expect([...server.requests]).toHaveLength(2);
  server.requests.clear();
  expect(() => server.requests.last).toThrow('no request');
  await get(server, '/nowhere');
  expect(server.requests.last).toMatchObject({ id: 3, status: 404, response: { code: 404 } });
});

test('a listener hears of a request when it comes and when it is answered, until it stops listening', async () => {
  const server = await start();
  const heard: [number, string, number | undefined][] = [];
  const stop = server.requests.subscribe(({ id, status }, event) => heard.push([id, event, status]));
  await get(server, '/api/v2/.well-known');
  stop();
  await get(server, '/api/v2/.well-known');
  expect(heard).toEqual([
    [1, 'received', undefined],
    [1, 'answered', 200],
  ]);
});

test('uploads are recorded by name, type and size; broken JSON as it came', async () => {
  const server = await start();
  const form = new FormData();
  form.append('file', new File(['12345'], 'a.png', { type: 'image/png' }));
  await fetch(`${server.url}/api/v2/upload`, { method: 'POST', body: form });
  expect(server.requests.last.body).toEqual({ file: { name: 'a.png', type: 'image/png', size: 5 } });
  const headers = { 'content-type': 'application/json', 'x-authing-app-id': APP_ID };
  await fetch(`${server.url}/graphql/v2`, { method: 'POST', headers, body: '{"query":' });
  expect(server.requests.last).toMatchObject({
    body: '{"query":',
    operations: [],
    response: { data: null, errors: [{ message: { code: 400 } }] },
  });
});

test('a browser on another origin may call, with its preflight unrecorded, faults included', async () => {
  const server = await start();
  const origin = 'http://localhost:1234';
  const preflight = await fetch(`${server.url}/graphql/v2`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,x-authing-app-id' },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization,x-authing-app-id');
  server.faults.badGateway();
  const answer = await fetch(`${server.url}/graphql/v2`, { method: 'POST', headers: { origin } });
  expect(answer.status).toBe(502);
  expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
  expect(server.requests.length).toBe(1);
});

test('two servers keep apart', async () => {
  const [one, two] = [await start(), await start()];
  one.admin.createUser(APP_ID, { username: 'lin' });
  expect((await graphql(one, '{ isUserExists(username: "lin") }')).body.data.isUserExists).toBe(true);
  expect((await graphql(two, '{ isUserExists(username: "lin") }')).body.data.isUserExists).toBe(false);
  expect([one.requests.length, two.requests.length]).toEqual([1, 1]);
  expect(one.url).not.toBe(two.url);
});

describe('kept in a file', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'authing-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('accounts, passwords, sessions and keys outlive the server', async () => {
    const file = join(folder, 'server.json');
    const first = await start({ file });
    const client = new AuthenticationClient({ appId: APP_ID, host: first.url });
    await client.registerByUsername('lin', 'passw0rd');
    const { token } = await client.loginByUsername('lin', 'passw0rd');
    await first.close();
    expect(readFileSync(file, 'utf8')).not.toContain('passw0rd');

    const second = await start({ file });
    expect(second.publicKeys).toEqual(first.publicKeys);
    const again = new AuthenticationClient({ appId: APP_ID, host: second.url, token: token ?? '' });
    expect(await again.checkLoginStatus()).toMatchObject({ code: 200, status: true });
    expect((await again.loginByUsername('lin', 'passw0rd')).loginsCount).toBe(2);
  });

  test('a file that is no JSON stops the start and says what to do', async () => {
    const file = join(folder, 'server.json');
    writeFileSync(file, '{');
    await expect(start({ file })).rejects.toThrow(/Delete it/);
  });
});

test('an app that is named twice is a mistake', async () => {
  await expect(start({ apps: [{ appId: 'a' }, { appId: 'a' }] })).rejects.toThrow('two apps');
});
