import { AuthenticationClient } from 'authing-js-sdk/build/main';
import { xhrUpload } from 'authing-js-sdk/build/main/lib/utils';
import { JSDOM } from 'jsdom';
import type { AuthingServer } from '../../src/authing';
import { get } from './protocol-client';
import { APP_ID, startedServers } from './started-server';

const start = startedServers();
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

async function send(
  server: AuthingServer,
  headers: Record<string, string>,
  { field = 'file', content = png, query = 'folder=avatar' } = {},
) {
  const form = new FormData();
  form.append(field, new File([content], 'Me.PNG', { type: 'image/png' }));
  const response = await fetch(`${server.url}/api/v2/upload?${query}`, { method: 'POST', headers, body: form });
  const body = (await response.json()) as { code: number; message: string; data: { key: string; url: string } | null };
  return { status: response.status, body };
}

async function signedIn(server: AuthingServer) {
  const { id } = server.admin.createUser(APP_ID, { username: 'lin' });
  return { authorization: `Bearer ${server.admin.issueToken(APP_ID, id)}` };
}

test('a signed-in user uploads a file, gets key and url, and everybody can read the same bytes back', async () => {
  const server = await start();
  const { status, body } = await send(server, { ...(await signedIn(server)), 'x-authing-app-id': APP_ID });
  expect({ status, code: body.code }).toEqual({ status: 200, code: 200 });
  expect(body.data?.key).toMatch(/^avatar\/[0-9a-f-]{36}\.png$/);
  expect(body.data?.url).toBe(`${server.url}/files/${body.data?.key}`);
  const file = await fetch(body.data?.url ?? '');
  expect(file.headers.get('content-type')).toBe('image/png');
  expect(Buffer.from(await file.arrayBuffer())).toEqual(png);
});

test('the application may be left out: the token names it', async () => {
  const server = await start();
  expect((await send(server, await signedIn(server))).body.code).toBe(200);
});

test('as the SDK sends it, with neither token nor application, a file is taken', async () => {
  const server = await start();
  for (const headers of [{}, { 'x-authing-app-id': APP_ID }]) {
    const { body } = await send(server, headers as Record<string, string>);
    expect(body).toMatchObject({ code: 200, data: { url: `${server.url}/files/${body.data?.key}` } });
    expect((await get(server, `/files/${body.data?.key}`)).status).toBe(200);
  }
});

test("the SDK's own upload arrives, in a browser of another origin", async () => {
  const server = await start();
  const { window } = new JSDOM('', { url: 'http://app.test/' });
  const { XMLHttpRequest: Xhr, FormData: Form, File: BrowserFile } = window;
  const globals = globalThis as { XMLHttpRequest?: unknown; FormData?: unknown };
  const before = { XMLHttpRequest: globals.XMLHttpRequest, FormData: globals.FormData };
  try {
    Object.assign(globals, { XMLHttpRequest: Xhr, FormData: Form });
    const file = new BrowserFile([new Uint8Array(png)], 'me.png', { type: 'image/png' });
    const answer = await xhrUpload(file, `${server.url}/api/v2/upload?folder=avatar`);
    expect(answer.url).toBe(`${server.url}/files/${answer.key}`);
    expect(server.requests.last.headers).not.toHaveProperty('authorization');
    expect(server.requests.last.headers).not.toHaveProperty('x-authing-app-id');
  } finally {
    Object.assign(globals, before);
    window.close();
  }
  const stored = await fetch(`${server.url}/files/${(server.requests.to('/upload')[0]?.response as { data: { key: string } }).data.key}`);
  expect(Buffer.from(await stored.arrayBuffer())).toEqual(png);
});

test('what is sent is checked: an unknown application 2011, a bad token 2207, one of another application 2207', async () => {
  const server = await start({ apps: [{ appId: APP_ID }, { appId: 'other' }] });
  expect((await send(server, { 'x-authing-app-id': 'nobody' })).body).toMatchObject({ code: 2011, data: null });
  expect((await send(server, { authorization: 'no-bearer' })).body.code).toBe(2020);
  expect((await send(server, { authorization: 'Bearer x' })).body.code).toBe(2207);
  expect((await send(server, { ...(await signedIn(server)), 'x-authing-app-id': 'other' })).body.code).toBe(2207);
});

test('a server may want a token: 2020 without one', async () => {
  const server = await start({ upload: { anonymous: false } });
  expect((await send(server, { 'x-authing-app-id': APP_ID })).body).toMatchObject({ code: 2020, data: null });
  expect((await send(server, {})).body.code).toBe(2020);
  expect((await send(server, await signedIn(server))).body.code).toBe(200);
});

test('a file that is too large is answered with HTTP 413, one of exactly the limit is taken', async () => {
  const server = await start({ upload: { maxBytes: 16 } });
  const headers = await signedIn(server);
  const oneMore = Buffer.concat([png, Buffer.from('x')]);
  expect(await send(server, headers, { content: oneMore })).toMatchObject({ status: 413, body: { code: 413, data: null } });
  expect((await send(server, headers)).body.code).toBe(200);
});

test('an empty file, a wrong field name, a wrong folder and a body that is no form are refused', async () => {
  const server = await start();
  const headers = await signedIn(server);
  expect((await send(server, headers, { content: Buffer.alloc(0) })).body.code).toBe(400);
  expect((await send(server, headers, { field: 'image' })).body.code).toBe(2231);
  expect((await send(server, headers, { query: 'folder=../etc' })).body.code).toBe(400);
  const text = await fetch(`${server.url}/api/v2/upload`, { method: 'POST', headers, body: 'hello' });
  expect(await text.json()).toMatchObject({ code: 400 });
});

test('private files and unknown ones are not served', async () => {
  const server = await start();
  const { body } = await send(server, await signedIn(server), { query: 'folder=face-photo&private=true' });
  expect((await get(server, `/files/${body.data?.key}`)).status).toBe(404);
  expect((await get(server, '/files/avatar/nothing.png')).status).toBe(404);
});

test('the photo reaches the profile through updateUser', async () => {
  const server = await start();
  const { authorization } = await signedIn(server);
  const { body } = await send(server, { authorization });
  const client = new AuthenticationClient({ appId: APP_ID, host: server.url, token: authorization.slice('Bearer '.length) });
  const updated = await client.updateProfile({ photo: body.data?.url ?? null });
  expect(updated.photo).toBe(body.data?.url);
  expect((await client.getCurrentUser())?.photo).toBe(body.data?.url);
});
