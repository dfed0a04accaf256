import { createWorld, APP_ID, signedOut } from './world';
import type { World, WorldOptions } from './world';
import type { AuthenticationClient } from '../../../lib/sdk/authentication-client';

const LIFETIME = 3600;
let world: World;

const app = { appId: APP_ID, tokenLifetime: LIFETIME };
const start = async (options: WorldOptions = {}): Promise<AuthenticationClient> => {
  world = await createWorld({
    ...options,
    server: {
      apps: [{ ...app, wechat: { appId: 'wx0123456789abcdef' } }],
      exchangeCode: (code) => world.wechat.cloud.exchangeCode(code),
      exchangePhoneCode: (code) => world.wechat.cloud.exchangePhoneCode(code),
      ...options.server,
    },
  });
  return world.createClient({ extIdpConnIdentifier: 'wechat' });
};
afterEach(() => world.close());

/** The app's own button, and wx.login after its tap. */
const tokens = async (): Promise<[phoneToken: string, code: string]> => {
  const { code: phoneToken } = await new Promise<{ code: string }>((resolve) => {
    world.device.press({ openType: 'getPhoneNumber' }, ({ detail }) => resolve(detail as { code: string }));
  });
  const code = await new Promise<string>((resolve, reject) => {
    world.device.wx.login({ success: ({ code }) => resolve(code), fail: reject });
  });
  return [phoneToken, code];
};
const signIn = async (client: AuthenticationClient): Promise<{ id: string; token: string }> =>
  (await client.loginByPhoneToken(...(await tokens()))) as { id: string; token: string };
/** The requests to a path, without answering for their order. */
const sentTo = (path: string): typeof world.server.requests.all => world.server.requests.all.filter((request) => request.path === path);
const afterExpiry = (): void => {
  const now = Date.now() + LIFETIME * 1000 + 1000;
  jest.spyOn(Date, 'now').mockImplementation(() => now);
};
afterEach(() => jest.restoreAllMocks());

it('keeps the tokens of v3 over a restart, and every way of asking who is signed in knows the user', async () => {
  const client = await start();
  const { id, token } = await signIn(client);
  expect(client.checkLoggedIn()).toBe(id);
  expect(world.stored()).toMatchObject({
    token,
    oidc: { accessToken: expect.any(String) as string, refreshToken: expect.any(String) as string },
  });
  world.restart();
  const again = world.createClient();
  expect(await again.getCurrentUser()).toMatchObject({ id, token });
  expect(world.server.requests.last).toMatchObject({ path: '/api/v3/get-profile' });
  expect(await again.updateProfile({ nickname: 'Ada' })).toMatchObject({ id, nickname: 'Ada', token });
  expect(world.stored()).toMatchObject({ token, user: { nickname: 'Ada' }, oidc: expect.anything() as object });
});

it('one refresh for requests that overlap, with an expired token, of two clients', async () => {
  const client = await start();
  const { id, token } = await signIn(client);
  const other = world.createClient();
  afterExpiry();
  expect(client.checkLoggedIn()).toBe(id);
  const answers = await Promise.all([client.getCurrentUser(), other.getCurrentUser(), other.listUdv(), client.refreshToken()]);
  expect(answers[0]).toMatchObject({ id });
  expect(answers[1]).toMatchObject({ id });
  expect(answers[3].token).not.toBe(token);
  expect(sentTo('/oidc/token')).toHaveLength(1);
  expect(world.stored()!.token).toBe(answers[3].token);
});

it('refreshToken works after the access token has expired, and the answer is that of v2', async () => {
  const client = await start();
  await signIn(client);
  afterExpiry();
  const { token, iat, exp } = await client.refreshToken();
  expect([typeof token, typeof iat, typeof exp]).toEqual(['string', 'number', 'number']);
  expect(exp! * 1000).toBeGreaterThan(Date.now());
  expect(client.tokenProvider.getUser()).toMatchObject({ token });
});

it('a write that Authing refused for its token is sent again with new tokens, once', async () => {
  const client = await start();
  const { id } = await signIn(client);
  // Ended elsewhere: this phone's clock cannot know.
  world.server.admin.signOut(id);
  expect(await client.updateProfile({ nickname: 'Ada' })).toMatchObject({ id, nickname: 'Ada' });
  expect(sentTo('/api/v3/update-profile')).toHaveLength(2);
  expect(sentTo('/oidc/token')).toHaveLength(1);
});

it('a refresh token that Authing takes no more signs out, and only that', async () => {
  const client = await start();
  await signIn(client);
  const { oidc } = world.stored() as unknown as { oidc: { refreshToken: string } };
  await fetch(`${world.server.url}/oidc/token/revocation`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ client_id: APP_ID, token: oidc.refreshToken }),
  });
  afterExpiry();
  await expect(client.listUdv()).rejects.toEqual(signedOut);
  expect(client.tokenProvider.getToken()).toBeNull();
  expect(world.stored()).toBeUndefined();
});

it('a lost connection, or a client that must show a secret, leaves the user signed in', async () => {
  const client = await start({ server: { apps: [{ ...app, secret: 'x', wechat: { appId: 'wx0123456789abcdef' } }] } });
  await signIn(client);
  afterExpiry();
  await expect(client.listUdv()).rejects.toMatchObject({ reason: 'server', message: expect.stringContaining('authenticate') as string });
  world.server.faults.drop({ path: '/oidc/token' });
  await expect(client.listUdv()).rejects.toMatchObject({ reason: 'network' });
  expect(world.stored()).toMatchObject({ oidc: expect.anything() as object });
});

it.each([
  ['before', 'had not come there', 'signed-in'],
  ['after', 'was lost on its way back, where Authing takes no refresh token twice', 'signed-out'],
] as const)('a refresh that was cut %s Authing acted is repeated by the next request, once: it %s', async (when, _, end) => {
  const client = await start();
  const { id } = await signIn(client);
  afterExpiry();
  world.server.faults.drop({ path: '/oidc/token' }, when);
  await expect(client.listUdv()).rejects.toMatchObject({ reason: 'network' });
  expect(world.stored()).toMatchObject({ user: { id } });
  const next = await client.listUdv().then(
    () => 'signed-in',
    (error: unknown) => (expect(error).toEqual(signedOut), 'signed-out'),
  );
  expect([next, !!world.stored(), sentTo('/oidc/token').length]).toEqual([end, end === 'signed-in', 2]);
});

it('says so where v2 takes no id_token, instead of asking to sign in, and pay, again', async () => {
  const client = await start({ server: { idTokens: 'refused' } });
  await signIn(client);
  await expect(client.listUdv()).rejects.toMatchObject({
    reason: 'unsupported',
    code: 2207,
    message: expect.stringMatching(/login-button/) as string,
  });
  expect(await client.getCurrentUser()).not.toBeNull();
  expect(world.stored()).toMatchObject({ oidc: expect.anything() as object });
});

it('sign-out revokes what v3 handed out', async () => {
  const client = await start();
  await signIn(client);
  const { oidc } = world.stored() as unknown as { oidc: { accessToken: string; refreshToken: string } };
  await client.logout();
  expect(world.stored()).toBeUndefined();
  expect(sentTo('/oidc/token/revocation').map(({ body }) => (body as { token: string }).token)).toEqual([
    oidc.refreshToken,
    oidc.accessToken,
  ]);
  await expect(world.createClient({ accessToken: oidc.accessToken }).getCurrentUser()).resolves.toBeNull();
});

it('somebody who signs in by v2 meanwhile has the last word', async () => {
  const client = await start();
  await signIn(client);
  const other = world.server.admin.createUser(APP_ID, { username: 'bob' });
  afterExpiry();
  const renewing = client.refreshToken();
  client.setCurrentUser(world.server.admin.signIn(APP_ID, other.id) as never);
  await renewing;
  expect(world.stored()).toMatchObject({ user: { id: other.id } });
  expect(world.stored()).not.toHaveProperty('oidc');
});

it('is sealed by the storage cipher, tokens and all', async () => {
  await start();
  const storageCipher = {
    encrypt: (text: string) => `sealed ${Buffer.from(text).toString('base64')}`,
    decrypt: (text: string) => Buffer.from(text.slice(7), 'base64').toString(),
  };
  const { id } = await signIn(world.createClient({ extIdpConnIdentifier: 'wechat', storageCipher }));
  expect(world.stored()).toEqual(expect.stringMatching(/^sealed [^.{]+$/));
  world.restart();
  const again = world.createClient({ storageCipher });
  afterExpiry();
  expect(await again.getCurrentUser()).toMatchObject({ id });
});

it.each([
  ['loginByPhoneToken', ''],
  ['getPhoneByToken', ''],
] as const)('%s refuses an empty code, and says which option it needs', async (method, empty) => {
  const client = await start();
  await expect((client[method] as (...args: string[]) => Promise<unknown>)(empty, empty)).rejects.toMatchObject({
    reason: 'invalid_argument',
  });
  const bare = world.createClient();
  await expect((bare[method] as (...args: string[]) => Promise<unknown>)('a', 'b')).rejects.toMatchObject({
    reason: 'not_configured',
    message: expect.stringContaining('extIdpConnIdentifier') as string,
  });
  expect(world.server.requests.length).toBe(0);
});

it('a sign-in whose profile cannot be had is a sign-in all the same: it was paid for', async () => {
  const client = await start();
  world.server.faults.badGateway({ path: '/api/v3/get-profile' }, 404);
  const { id } = await signIn(client);
  expect(client.checkLoggedIn()).toBe(id);
});
