import type { AuthingServer } from '../../src/authing';
import { get, graphql, post } from './protocol-client';
import { APP_ID, startedServers } from './started-server';

const start = startedServers();
const userPoolId = `pool-${APP_ID}`;
const SSO = '/oauth/sso/mobile';

function signedIn(server: AuthingServer, username: string) {
  const { id } = server.admin.createUser(APP_ID, { username });
  return { id, sent: { appId: null, headers: { authorization: server.admin.issueToken(APP_ID, id) } } };
}

const track = (server: AuthingServer, deviceId: string) =>
  get(server, `${SSO}/trackSession?deviceId=${deviceId}&userPoolId=${userPoolId}`, { appId: null });

test('an app opens a session for its device, another one is signed in by it, and it can be ended: 2401 where there is none', async () => {
  const server = await start();
  const { id, sent } = signedIn(server, 'lin');
  expect((await track(server, 'device-1')).body).toEqual({ code: 2401, message: '移动应用的登录会话不存在', data: null });
  const body = { appId: 'shop', deviceId: 'device-1', userPoolId };
  expect((await post(server, `${SSO}/createSession`, body, sent)).body).toMatchObject({ code: 200 });
  const found = await track(server, 'device-1');
  expect(found.body).toMatchObject({ code: 200, data: { id, token: expect.any(String) } });
  const me = await graphql(server, '{ user { id } }', {}, { token: found.body.data.token });
  expect(me.body.data.user.id).toBe(id);
  expect((await track(server, 'device-2')).body.code).toBe(2401);
  expect((await post(server, `${SSO}/destorySession`, body, sent)).body.code).toBe(200);
  expect((await track(server, 'device-1')).body.code).toBe(2401);
  expect((await post(server, `${SSO}/destorySession`, body, sent)).body.code).toBe(2401);
});

test('one session for each app, ended one by one or at once, and by their user only', async () => {
  const server = await start();
  const { sent } = signedIn(server, 'lin');
  const { sent: other } = signedIn(server, 'wu');
  const body = (appId: string) => ({ appId, deviceId: 'device-1', userPoolId });
  for (const appId of ['shop', 'shop', 'club', 'news']) await post(server, `${SSO}/createSession`, body(appId), sent);
  expect((await post(server, `${SSO}/destorySession`, { ...body('shop'), destoryAll: true }, other)).body.code).toBe(2401);
  await post(server, `${SSO}/destorySession`, body('shop'), sent);
  expect((await track(server, 'device-1')).body.code).toBe(200);
  await post(server, `${SSO}/destorySession`, { ...body('club'), destoryAll: true }, sent);
  expect((await track(server, 'device-1')).body.code).toBe(2401);
});

test('what is missing or wrong is refused: no token 2020, another pool 2036, no device 2231', async () => {
  const server = await start();
  const { sent } = signedIn(server, 'lin');
  const body = { appId: 'shop', deviceId: 'device-1', userPoolId };
  expect((await post(server, `${SSO}/createSession`, body, { appId: null })).body.code).toBe(2020);
  expect((await post(server, `${SSO}/createSession`, { ...body, userPoolId: 'other' }, sent)).body.code).toBe(2036);
  expect((await post(server, `${SSO}/createSession`, { ...body, deviceId: '' }, sent)).body.code).toBe(2231);
  expect((await get(server, `${SSO}/trackSession?userPoolId=${userPoolId}`)).body.code).toBe(2231);
});
