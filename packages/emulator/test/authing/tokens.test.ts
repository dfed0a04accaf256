import { createPublicKey, createSecretKey } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install } from '@sinonjs/fake-timers';
import jwt from 'jsonwebtoken';
import type { AuthingServer } from '../../src/authing';
import { firstError, get, graphql, post } from './protocol-client';
import { signedInSdk } from './sdk-client';
import { APP_ID, startedServers } from './started-server';

const start = startedServers();
const DAY = 86_400;

async function userOf(server: AuthingServer): Promise<{ id: string; token: string }> {
  const { id } = server.admin.createUser(APP_ID, { username: 'lin', email: 'lin@example.test' });
  return { id, token: server.admin.issueToken(APP_ID, id) };
}

const profile = (server: AuthingServer, token?: string, appId = APP_ID) =>
  graphql(server, '{ user { id } }', {}, token === undefined ? { appId } : { token, appId });

/** What the profile query is refused with. */
const refusal = async (server: AuthingServer, token?: string, appId = APP_ID): Promise<number> =>
  firstError(await profile(server, token, appId)).code;

test("a token carries the fields of Authing's v2 tokens and verifies under the published key", async () => {
  const server = await start();
  const { id, token } = await userOf(server);
  const key = createPublicKey(server.publicKeys.signing);
  const claims = jwt.verify(token, key, { algorithms: ['RS256'], audience: APP_ID }) as jwt.JwtPayload;
  expect(claims).toMatchObject({
    sub: id,
    iss: `${server.url}/oidc`,
    data: {
      type: 'user',
      id,
      userId: id,
      _id: id,
      userPoolId: `pool-${APP_ID}`,
      appId: APP_ID,
      email: 'lin@example.test',
      username: 'lin',
      phone: null,
    },
  });
  expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(14 * DAY);
});

describe('HS256', () => {
  const SECRET = 'the-secret-of-the-app';
  const hs256 = { appId: APP_ID, secret: SECRET, tokenAlgorithm: 'HS256' } as const;

  test("a token carries the same fields, verifies under the application's secret alone, and signs in", async () => {
    const server = await start({ apps: [hs256] });
    const { id, token } = await userOf(server);
    expect(jwt.decode(token, { complete: true })?.header).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(jwt.verify(token, SECRET, { algorithms: ['HS256'], audience: APP_ID, issuer: `${server.url}/oidc` })).toMatchObject({
      sub: id,
      exp: expect.any(Number),
      iat: expect.any(Number),
      data: { id, userPoolId: `pool-${APP_ID}`, appId: APP_ID, arn: `arn:cn:authing:pool-${APP_ID}:user:${id}` },
    });
    expect(() => jwt.verify(token, 'another', { algorithms: ['HS256'] })).toThrow('invalid signature');
    expect((await profile(server, token)).body).toEqual({ data: { user: { id } } });
    server.admin.signOut(id);
    expect(await refusal(server, token)).toBe(2206);
  });

  test("what is under another secret, or under a key that is not the application's own, is 2207", async () => {
    const rs256 = { appId: 'sister', secret: SECRET, userPoolId: `pool-${APP_ID}` };
    const server = await start({ apps: [hs256, rs256] });
    const { id, token } = await userOf(server);
    const claims = jwt.decode(token) as object;
    const forged = [
      jwt.sign(claims, 'another', { algorithm: 'HS256' }),
      jwt.sign(claims, SECRET, { algorithm: 'HS512' }),
      // The public key as a secret: what a server falls for that lets the token choose.
      jwt.sign(claims, createSecretKey(Buffer.from(server.publicKeys.signing)), { algorithm: 'HS256' }),
      jwt.sign(claims, '', { algorithm: 'none' }),
    ];
    for (const bad of forged) expect(await refusal(server, bad)).toBe(2207);
    const ofSister = server.admin.issueToken('sister', id);
    expect((await profile(server, ofSister, 'sister')).body.data.user.id).toBe(id);
    const resigned = jwt.sign(jwt.decode(ofSister) as object, SECRET, { algorithm: 'HS256' });
    expect(await refusal(server, resigned, 'sister')).toBe(2207);
    expect((await get(server, `/api/v2/oidc/validate_token?id_token=${resigned}`)).body.code).toBe(400);
  });

  test('a token of the time before the application was set up for HS256 is 2207', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'tokens-')), 'server.json');
    const before = await start({ apps: [{ appId: APP_ID, secret: SECRET }], file });
    const { token } = await userOf(before);
    expect((await profile(before, token)).status).toBe(200);
    const after = await start({ apps: [hs256], file });
    expect(await refusal(after, token)).toBe(2207);
  });

  test("id_tokens are HS256, too, access tokens RS256; Authing's endpoint for checking tokens knows both", async () => {
    const server = await start({ apps: [hs256] });
    server.admin.createUser(APP_ID, { username: 'lin', password: 'passw0rd' });
    const signIn = { connection: 'PASSWORD', passwordPayload: { username: 'lin', password: 'passw0rd' } };
    const {
      body: { data },
    } = await post(server, '/api/v3/signin', signIn);
    expect(jwt.verify(data.id_token, SECRET, { algorithms: ['HS256'] })).toMatchObject({ aud: APP_ID });
    expect(jwt.verify(data.access_token, server.publicKeys.signing, { algorithms: ['RS256'] })).toMatchObject({ aud: APP_ID });
    expect((await get(server, `/api/v2/oidc/validate_token?id_token=${data.id_token}`)).body).toMatchObject({ aud: APP_ID });
    expect((await get(server, '/api/v3/get-profile', { token: data.access_token })).body.statusCode).toBe(200);
  });

  test('the SDK signs in with one and keeps it', async () => {
    const server = await start({ apps: [hs256] });
    const { client, token } = await signedInSdk(server);
    expect(jwt.decode(token, { complete: true })?.header.alg).toBe('HS256');
    expect((await client.updateProfile({ nickname: 'Lin' })).nickname).toBe('Lin');
    expect(await client.checkLoginStatus(token)).toMatchObject({ code: 200, status: true });
    expect(await client.checkLoginStatus(`${token}x`)).toMatchObject({ code: 2207, status: false });
  });

  test('needs a secret', async () => {
    await expect(start({ apps: [{ appId: APP_ID, tokenAlgorithm: 'HS256' }] })).rejects.toThrow('HS256 and has no secret');
  });
});

test('no token 2020; nonsense, another key, no signature and a changed payload 2207', async () => {
  const server = await start();
  const { id, token } = await userOf(server);
  const [header, payload, signature] = token.split('.');
  const changed = Buffer.from(JSON.stringify({ ...(jwt.decode(token) as object), sub: 'someone' })).toString('base64url');
  const unsigned = jwt.sign(jwt.decode(token) as object, '', { algorithm: 'none' });
  const symmetric = jwt.sign({ sub: id }, 'secret', { algorithm: 'HS256' });
  expect(await refusal(server)).toBe(2020);
  const notJson = `${header}.bm90aGluZw.${signature}`;
  for (const bad of ['nonsense', notJson, `${header}.${payload}.`, `${header}.${changed}.${signature}`, unsigned, symmetric]) {
    expect(await refusal(server, bad)).toBe(2207);
  }
  expect((await profile(server, token)).body).toEqual({ data: { user: { id } } });
});

test('a token of another application of the same pool, and of another server, is 2207', async () => {
  const apps = [
    { appId: APP_ID, userPoolId: 'shared' },
    { appId: 'sister', userPoolId: 'shared' },
  ];
  const server = await start({ apps });
  const other = await start({ apps });
  const { token } = await userOf(server);
  expect(await refusal(server, token, 'sister')).toBe(2207);
  // Both have the same keys here; the session is what tells them apart.
  expect(await refusal(other, token)).toBe(2207);
});

test('a token expires to the second, and the login status says so without an error', async () => {
  const clock = install({ toFake: ['Date'], now: Date.UTC(2030, 0, 1) });
  try {
    const server = await start({ apps: [{ appId: APP_ID, tokenLifetime: 60 }] });
    const { id, token } = await userOf(server);
    const query = '{ checkLoginStatus { code status exp iat data { id } } }';
    const status = async () => (await graphql(server, query, {}, { token })).body.data.checkLoginStatus;
    clock.setSystemTime(Date.UTC(2030, 0, 1) + 59_999);
    const iat = Date.UTC(2030, 0, 1) / 1000;
    expect(await status()).toEqual({ code: 200, status: true, iat, exp: iat + 60, data: { id } });
    clock.setSystemTime(Date.UTC(2030, 0, 1) + 60_000);
    expect(await status()).toEqual({ code: 2206, status: false, exp: null, iat: null, data: null });
    expect(await refusal(server, token)).toBe(2206);
  } finally {
    clock.uninstall();
  }
});

test('logout ends this session and no other, and is fine without one', async () => {
  const server = await start();
  const { id, token } = await userOf(server);
  const elsewhere = server.admin.issueToken(APP_ID, id);
  expect((await get(server, `/api/v2/logout?app_id=${APP_ID}`, { token })).body).toMatchObject({ code: 200 });
  expect(await refusal(server, token)).toBe(2206);
  expect((await profile(server, elsewhere)).body.data.user.id).toBe(id);
  for (const sent of [{}, { token }, { token: 'nonsense' }]) {
    expect((await get(server, `/api/v2/logout?app_id=${APP_ID}`, sent)).body.code).toBe(200);
  }
});

test('an operator signs a user out, locks or removes the account', async () => {
  const server = await start();
  const { id, token } = await userOf(server);
  server.admin.signOut(id);
  expect(await refusal(server, token)).toBe(2206);
  const second = server.admin.issueToken(APP_ID, id);
  server.admin.block(id);
  expect(await refusal(server, second)).toBe(2005);
  server.admin.block(id, false);
  expect((await profile(server, second)).body.data.user.id).toBe(id);
  server.admin.deleteUser(id);
  expect(await refusal(server, second)).toBe(2004);
});

test("another user's account cannot be read or changed: 1001", async () => {
  const server = await start();
  const { token } = await userOf(server);
  const other = server.admin.createUser(APP_ID, { username: 'wu' });
  const read = await graphql(server, 'query($id: String) { user(id: $id) { id } }', { id: other.id }, { token });
  expect(firstError(read)).toMatchObject({ code: 1001 });
  const update = 'mutation($id: String, $input: UpdateUserInput!) { updateUser(id: $id, input: $input) { id } }';
  const changed = await graphql(server, update, { id: other.id, input: { nickname: 'x' } }, { token });
  expect(firstError(changed)).toMatchObject({ code: 1001 });
  expect(other.profile).toEqual({});
});

test('profileToken none: profile answers have no token, logins have', async () => {
  const server = await start({ profileToken: 'none' });
  const { token } = await userOf(server);
  const { body } = await graphql(server, 'mutation { updateUser(input: { nickname: "Lin" }) { nickname token } }', {}, { token });
  expect(body).toEqual({ data: { updateUser: { nickname: 'Lin', token: null } } });
});

test('messages come in the language that is asked for, Chinese by default', async () => {
  const server = await start();
  expect(firstError(await graphql(server, '{ user { id } }'))).toEqual({ code: 2020, message: '尚未登录', data: null });
  const english = await graphql(server, '{ user { id } }', {}, { lang: 'en-US' });
  expect(firstError(english)).toEqual({ code: 2020, message: 'Not signed in', data: null });
});
