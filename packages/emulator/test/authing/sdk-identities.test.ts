import type { AuthingServer } from '../../src/authing';
import { get, post } from './protocol-client';
import { APP_ID, startedServers } from './started-server';
import { codeOf, sdk, signedInSdk } from './sdk-client';
import { phoneData, weChatBackEnd } from './wechat-back-end';

const start = startedServers();

/** A server, and the token of a WeChat user who has just signed in by code. */
async function withWeChatUser() {
  const wechat = weChatBackEnd();
  const server = await start({ exchangeCode: wechat.exchangeCode });
  const lin = wechat.user('open-lin', 'union-lin');
  const { body } = await post(server, '/connections/social/wechat-miniprogram/auth', { code: wechat.login(lin) });
  return { wechat, server, lin, id: body.data.id as string, token: body.data.token as string };
}

const wechatIds = (server: AuthingServer, id: string): string[] => server.admin.user(id).identities.map(({ userIdInIdp }) => userIdInIdp);

test('the identities of an account; none without a social sign-in', async () => {
  const { server, id, token } = await withWeChatUser();
  expect(await sdk(server, { token }).social.getIdentities()).toMatchObject([
    { provider: 'wechat', type: 'openid', userIdInIdp: 'open-lin', userId: id },
    { provider: 'wechat', type: 'unionid', userIdInIdp: 'union-lin', userId: id },
  ]);
  const { client } = await signedInSdk(server);
  expect(await client.social.getIdentities()).toEqual([]);
  expect(await codeOf(sdk(server).social.getIdentities())).toBeUndefined();
  expect(server.requests.last.response).toMatchObject({ statusCode: 401, apiCode: 2020 });
});

test('linking moves them to the main account and closes the one that has nothing left', async () => {
  const { server, id, token } = await withWeChatUser();
  const main = await signedInSdk(server);
  await sdk(server).linkAccount({ primaryUserToken: main.token, secondaryUserToken: token });
  expect(wechatIds(server, main.id)).toEqual(['open-lin', 'union-lin']);
  expect(server.admin.user(id).isDeleted).toBe(true);
  expect((await sdk(server).checkLoginStatus(token)).code).toBe(2206);
});

test('linking needs two different accounts, an identity, and none of that provider yet', async () => {
  const { wechat, server, token } = await withWeChatUser();
  const main = await signedInSdk(server);
  const link = (primaryUserToken: string, secondaryUserToken: string) =>
    codeOf(sdk(server).linkAccount({ primaryUserToken, secondaryUserToken }));
  expect(await link(token, token)).toBe(400);
  expect(await link(token, main.token)).toBe(404);
  expect(await link(main.token, 'x')).toBe(2207);
  const { body } = await post(server, '/connections/social/wechat-miniprogram/auth', { code: wechat.login(wechat.user('open-wu')) });
  expect(await link(token, body.data.token)).toBe(2213);
});

test('unlinking, unless it is the last way in', async () => {
  const { wechat, server, lin, id, token } = await withWeChatUser();
  const unlink = () => sdk(server).unLinkAccount({ primaryUserToken: token, provider: 'wechat:miniprogram:default' });
  expect(await codeOf(unlink())).toBe(2217);
  const data = { code: wechat.login(lin), ...wechat.encrypt(lin, phoneData('10012340001')) };
  await post(server, '/connections/social/wechat-miniprogram/auth-by-phone', data);
  await unlink();
  expect(wechatIds(server, id)).toEqual([]);
  expect(await codeOf(unlink())).toBe(2216);
});

test('v3: a link for adding an identity, and removing one', async () => {
  const { server, id, token } = await withWeChatUser();
  const { client, ...main } = await signedInSdk(server);
  const { url } = await client.social.generateLinkExtIdpUrl({ extIdpConnIdentifier: 'github', idToken: main.token });
  expect(new URL(url).searchParams.get('ext_idp_conn_identifier')).toBe('github');
  await expect(client.social.generateLinkExtIdpUrl({ extIdpConnIdentifier: 'github', idToken: 'x' })).rejects.toBeDefined();
  await client.linkAccount({ primaryUserToken: main.token, secondaryUserToken: token });
  const [identity] = await client.social.getIdentities();
  await client.social.unlinkExtIdp({ extIdpId: identity?.extIdpId ?? '' });
  expect(await client.social.getIdentities()).toEqual([]);
  await client.social.unlinkExtIdp({ extIdpId: identity?.extIdpId ?? '' }).catch(() => undefined);
  expect(server.requests.last.response).toMatchObject({ apiCode: 2216 });
  expect(id).not.toBe(main.id);
});

test('devices: described, listed, signed out, forgotten', async () => {
  const server = await start();
  const { client, token } = await signedInSdk(server);
  const create = () => post(server, '/api/v3/create-device', { deviceUniqueId: 'finger', name: 'Phone' }, { token });
  const { body } = await create();
  expect((await create()).body.data).toEqual(body.data);
  const online = async () => (await client.browserFingerprint.myDevicesList()).map((device) => device.online);
  expect(await online()).toEqual([true]);
  expect(await client.browserFingerprint.myDevicesLogout(body.data.id)).toBe(true);
  expect(await online()).toEqual([false]);
  const { client: wu } = await signedInSdk(server, 'wu');
  expect(await wu.browserFingerprint.myDevicesUnbind(body.data.id)).toBe(false);
  expect(await client.browserFingerprint.myDevicesUnbind(body.data.id)).toBe(true);
  expect(await online()).toEqual([]);
});

test('the public configuration of an application', async () => {
  const server = await start();
  const { body } = await get(server, `/api/v2/applications/${APP_ID}/public-config`);
  expect(body).toMatchObject({ code: 200, data: { id: APP_ID, publicKey: server.publicKeys.password, registerDisabled: false } });
});
