import { createPublicKey } from 'node:crypto';
import { install } from '@sinonjs/fake-timers';
import jwt from 'jsonwebtoken';
import type { AuthingServer } from '../../src/authing';
import { get, postForm } from './protocol-client';
import { APP_ID, startedServers } from './started-server';
import { sdk, signedInSdk } from './sdk-client';

const start = startedServers();
const BACK = 'https://app.test/back';
const CLIENT = { secret: 'app-secret', redirectUri: BACK };
const SCOPE = 'openid profile email offline_access';

async function startConfidential() {
  const server = await start({
    apps: [
      {
        appId: APP_ID,
        secret: CLIENT.secret,
        redirectUris: [BACK],
        programmaticAccess: [{ accessKey: 'machine', accessSecret: 'machine-secret', scopes: ['user:read', 'user:list'] }],
      },
      { appId: 'public', redirectUris: [BACK] },
    ],
  });
  const user = server.admin.createUser(APP_ID, { username: 'lin', email: 'lin@example.test', profile: { nickname: 'Lin' } });
  return { server, user };
}

/** Follows the SDK's authorization URL as the signed-in user; answers where it redirects to. */
async function followed(url: string, token?: string): Promise<URL> {
  const response = await fetch(url, { redirect: 'manual', headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
  expect(response.status).toBe(302);
  return new URL(response.headers.get('location') ?? '');
}

/** What an SDK call was refused with; its HTTP client throws on 4xx. */
async function oidcRefusal(server: AuthingServer, call: Promise<unknown>): Promise<unknown> {
  await expect(call).rejects.toBeDefined();
  return (server.requests.last.response as { error?: unknown }).error;
}

test('discovery names endpoints that answer, and the key that signs', async () => {
  const server = await start();
  const { body } = await get(server, '/oidc/.well-known/openid-configuration');
  expect(body.issuer).toBe(`${server.url}/oidc`);
  for (const [name, url] of Object.entries(body).filter(([key]) => key.endsWith('_endpoint') || key === 'jwks_uri')) {
    const method = /token|introspection|revocation/.test(String(url)) ? 'POST' : 'GET';
    expect([name, (await fetch(String(url), { method, redirect: 'manual' })).status]).not.toEqual([name, 404]);
  }
  const { keys } = (await get(server, '/oidc/.well-known/jwks.json')).body;
  const { token } = await signedInSdk(server);
  const header = jwt.decode(token, { complete: true })?.header;
  expect(keys).toHaveLength(1);
  expect(keys[0]).toMatchObject({ kid: header?.kid, alg: 'RS256', kty: 'RSA', use: 'sig' });
  expect(keys[0]).not.toHaveProperty('d');
  expect(jwt.verify(token, createPublicKey({ key: keys[0], format: 'jwk' }), { algorithms: ['RS256'] })).toBeDefined();
});

describe("the code flow, through the SDK's own authorization URL", () => {
  test('with a secret: tokens, claims by scope, nonce', async () => {
    const { server, user } = await startConfidential();
    const client = sdk(server, CLIENT);
    const url = client.buildAuthorizeUrl({ scope: SCOPE, nonce: 'n-1', state: 's-1' });
    const back = await followed(url, server.admin.issueToken(APP_ID, user.id));
    expect({ to: back.origin + back.pathname, state: back.searchParams.get('state') }).toEqual({ to: BACK, state: 's-1' });
    const tokens = await client.getAccessTokenByCode(back.searchParams.get('code') ?? '');
    expect(tokens).toMatchObject({ token_type: 'Bearer', scope: SCOPE, expires_in: 1_209_600, refresh_token: expect.any(String) });
    const idToken = jwt.verify(tokens.id_token, createPublicKey(server.publicKeys.signing), { algorithms: ['RS256'], audience: APP_ID });
    expect(idToken).toMatchObject({ sub: user.id, nickname: 'Lin', email: 'lin@example.test', nonce: 'n-1', iss: `${server.url}/oidc` });
    expect(idToken).not.toHaveProperty('phone_number');
    for (const options of [
      undefined,
      { method: 'GET', tokenPlace: 'header' },
      { method: 'POST', tokenPlace: 'header' },
      { method: 'POST', tokenPlace: 'query' },
      { method: 'POST', tokenPlace: 'body' },
    ] as const) {
      const me = await client.getUserInfoByAccessToken(tokens.access_token, options === undefined ? undefined : { ...options });
      expect(me).toMatchObject({ sub: user.id, nickname: 'Lin', email_verified: false });
    }
  });

  test('a code is good once: using it again ends the refresh token that came from it', async () => {
    const { server, user } = await startConfidential();
    const client = sdk(server, CLIENT);
    const code = server.admin.authorize(APP_ID, user.id, { redirectUri: BACK, scope: SCOPE });
    const tokens = await client.getAccessTokenByCode(code);
    expect(await oidcRefusal(server, client.getAccessTokenByCode(code))).toBe('invalid_grant');
    expect(await oidcRefusal(server, client.getNewAccessTokenByRefreshToken(tokens.refresh_token))).toBe('invalid_grant');
  });

  test('a code expires, belongs to one client and one redirect URI', async () => {
    const { server, user } = await startConfidential();
    const code = () => server.admin.authorize(APP_ID, user.id, { redirectUri: BACK });
    expect(await oidcRefusal(server, sdk(server, { ...CLIENT, redirectUri: 'https://app.test/' }).getAccessTokenByCode(code()))).toBe(
      'invalid_grant',
    );
    const other = sdk(server, { appId: 'public', tokenEndPointAuthMethod: 'none' });
    expect(await oidcRefusal(server, other.getAccessTokenByCode(code()))).toBe('invalid_grant');
    const late = code();
    const clock = install({ toFake: ['Date'], now: Date.now() });
    try {
      clock.setSystemTime(Date.now() + 600_000);
      expect(await oidcRefusal(server, sdk(server, CLIENT).getAccessTokenByCode(late))).toBe('invalid_grant');
    } finally {
      clock.uninstall();
    }
  });

  test.each(['S256', 'plain'] as const)('a public client needs PKCE: %s', async (method) => {
    const { server } = await startConfidential();
    const { id } = server.admin.createUser('public', { username: 'lin' });
    const client = sdk(server, { appId: 'public', redirectUri: BACK, tokenEndPointAuthMethod: 'none' });
    const token = server.admin.issueToken('public', id);
    const without = await followed(client.buildAuthorizeUrl(), token);
    expect(without.searchParams.get('error')).toBe('invalid_request');
    const verifier = client.generateCodeChallenge();
    const codeChallenge = client.getCodeChallengeDigest({ codeChallenge: verifier, method });
    const url = (): string => client.buildAuthorizeUrl({ codeChallenge, codeChallengeMethod: method });
    const code = async (): Promise<string> => (await followed(url(), token)).searchParams.get('code') ?? '';
    expect(await oidcRefusal(server, client.getAccessTokenByCode(await code(), { codeVerifier: `${verifier}x` }))).toBe('invalid_grant');
    expect(await oidcRefusal(server, client.getAccessTokenByCode(await code()))).toBe('invalid_grant');
    expect((await client.getAccessTokenByCode(await code(), { codeVerifier: verifier })).access_token).toEqual(expect.any(String));
  });

  test("what the authorization endpoint refuses: in place when the address is not the client's, else by redirect", async () => {
    const { server, user } = await startConfidential();
    const query = (changes: Record<string, string>) =>
      `/oidc/auth?${new URLSearchParams({ client_id: APP_ID, redirect_uri: BACK, response_type: 'code', ...changes }).toString()}`;
    expect(await get(server, query({ client_id: 'nobody' }))).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect(await get(server, query({ redirect_uri: 'https://evil.test/' }))).toMatchObject({
      status: 400,
      body: { error: 'invalid_request' },
    });
    const token = server.admin.issueToken(APP_ID, user.id);
    const error = async (changes: Record<string, string>, signedIn = true) =>
      (await followed(server.url + query(changes), signedIn ? token : undefined)).searchParams.get('error');
    expect(await error({}, false)).toBe('login_required');
    expect(await error({ response_type: 'id_token token' })).toBe('unsupported_response_type');
    expect(await error({ scope: 'openid secrets' })).toBe('invalid_scope');
    expect(await error({ code_challenge: 'x', code_challenge_method: 'md5' })).toBe('invalid_request');
    expect(await error({})).toBeNull();
  });
});

describe('client authentication', () => {
  test.each(['client_secret_post', 'client_secret_basic'] as const)('%s: the right secret only, and only this way', async (method) => {
    const other = method === 'client_secret_post' ? 'client_secret_basic' : 'client_secret_post';
    const server = await start({ apps: [{ appId: APP_ID, secret: CLIENT.secret, redirectUris: [BACK], tokenEndpointAuthMethod: method }] });
    const { id } = server.admin.createUser(APP_ID, { username: 'lin' });
    const code = () => server.admin.authorize(APP_ID, id, { redirectUri: BACK });
    const options = { ...CLIENT, tokenEndPointAuthMethod: method };
    expect((await sdk(server, options).getAccessTokenByCode(code())).access_token).toEqual(expect.any(String));
    for (const wrong of [{ secret: 'wrong' }, { tokenEndPointAuthMethod: other }, { tokenEndPointAuthMethod: 'none' }] as const) {
      expect(await oidcRefusal(server, sdk(server, { ...options, ...wrong }).getAccessTokenByCode(code()))).toBe('invalid_client');
    }
  });
});

test.each(['oidc', 'oauth'] as const)('refreshing, inspecting and revoking (%s)', async (protocol) => {
  const { server, user } = await startConfidential();
  const client = sdk(server, { ...CLIENT, protocol });
  const first = await client.getAccessTokenByCode(server.admin.authorize(APP_ID, user.id, { redirectUri: BACK, scope: SCOPE }));
  const second = await client.getNewAccessTokenByRefreshToken(first.refresh_token);
  expect(second.refresh_token).not.toBe(first.refresh_token);
  expect(await client.introspectToken(second.access_token)).toMatchObject({ active: true, sub: user.id, client_id: APP_ID, scope: SCOPE });
  expect(await client.introspectToken(second.refresh_token)).toMatchObject({ active: true, sub: user.id });
  expect(await client.revokeToken(second.access_token)).toBe(true);
  expect(await client.introspectToken(second.access_token)).toEqual({ active: false });
  expect(await oidcRefusal(server, client.getUserInfoByAccessToken(second.access_token))).toBe('invalid_token');
  await client.revokeToken(second.refresh_token);
  expect(await client.introspectToken(second.refresh_token)).toEqual({ active: false });
  expect(await client.introspectToken('nonsense')).toEqual({ active: false });
  expect(await client.revokeToken('nonsense')).toBe(true);
  const foreign = await postForm(server, '/oidc/token/introspection', { client_id: 'public', token: first.access_token });
  expect(foreign.body).toEqual({ active: false });
});

test('a refresh token that is used twice ends the whole family', async () => {
  const { server, user } = await startConfidential();
  const client = sdk(server, CLIENT);
  const first = await client.getAccessTokenByCode(server.admin.authorize(APP_ID, user.id, { redirectUri: BACK, scope: SCOPE }));
  const second = await client.getNewAccessTokenByRefreshToken(first.refresh_token);
  expect(await oidcRefusal(server, client.getNewAccessTokenByRefreshToken(first.refresh_token))).toBe('invalid_grant');
  expect(await oidcRefusal(server, client.getNewAccessTokenByRefreshToken(second.refresh_token))).toBe('invalid_grant');
});

test('a machine gets a token for the scopes it may have', async () => {
  const { server } = await startConfidential();
  const client = sdk(server, CLIENT);
  const access = { accessKey: 'machine', accessSecret: 'machine-secret' };
  const { access_token, ...rest } = await client.getAccessTokenByClientCredentials('user:read', access);
  expect(rest).toEqual({ scope: 'user:read', token_type: 'Bearer', expires_in: 1_209_600 });
  expect(jwt.decode(access_token)).toMatchObject({ sub: 'machine', scope: 'user:read' });
  expect(await oidcRefusal(server, client.getAccessTokenByClientCredentials('user:write', access))).toBe('invalid_scope');
  const wrong = { ...access, accessSecret: 'x' };
  expect(await oidcRefusal(server, client.getAccessTokenByClientCredentials('user:read', wrong))).toBe('invalid_client');
  expect(await oidcRefusal(server, client.getUserInfoByAccessToken(access_token))).toBe('invalid_token');
});

test('a sign-in token becomes an access token', async () => {
  const server = await start();
  const { client, id, token } = await signedInSdk(server);
  const tokens = await client.getAccessTokenByIdToken({ redirectUri: BACK, idToken: token, scope: 'openid email' });
  expect(await client.getUserInfoByAccessToken(tokens.access_token)).toEqual({ sub: id, email: null, email_verified: false });
  expect(await oidcRefusal(server, client.getAccessTokenByIdToken({ redirectUri: BACK, idToken: 'x' }))).toBe('invalid_grant');
  expect((await sdk(server).checkLoginStatus(tokens.access_token)).code).toBe(2207);
});

test('validateToken: the claims, or 400, never an HTTP error', async () => {
  const { server, user } = await startConfidential();
  const client = sdk(server, CLIENT);
  const { token } = await signedInSdk(server, 'wu');
  const tokens = await client.getAccessTokenByCode(server.admin.authorize(APP_ID, user.id, { redirectUri: BACK }));
  expect(await client.validateToken({ idToken: token })).toMatchObject({ aud: APP_ID });
  expect(await client.validateToken({ idToken: tokens.id_token })).toMatchObject({ sub: user.id });
  expect(await client.validateToken({ accessToken: tokens.access_token })).toMatchObject({ sub: user.id, scope: 'openid profile' });
  expect(await client.validateToken({ idToken: '1' })).toMatchObject({ code: 400 });
  expect(await client.validateToken({ accessToken: token })).toMatchObject({ code: 400 });
});

test('unknown grants, and the end of the browser session', async () => {
  const { server, user } = await startConfidential();
  const password = await postForm(server, '/oidc/token', { grant_type: 'password', client_id: APP_ID });
  expect(password).toMatchObject({ status: 400, body: { error: 'unsupported_grant_type' } });
  const token = server.admin.issueToken(APP_ID, user.id);
  const end = `/oidc/session/end?post_logout_redirect_uri=${encodeURIComponent(BACK)}`;
  expect((await get(server, end, { token })).status).toBe(302);
  expect((await sdk(server).checkLoginStatus(token)).code).toBe(2206);
  expect((await get(server, '/login/profile/logout?redirect_uri=https://evil.test/')).status).toBe(200);
});
