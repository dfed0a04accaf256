import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { AuthenticationClient } from '../../../lib/sdk/authentication-client';
import { formEncoded } from '../../../lib/sdk/addresses';
import type { AuthenticationClientOptions } from '../../../lib/sdk/options';
import { APP_ID, createWorld, EMAIL, PASSWORD } from './world';
import type { World } from './world';

const REDIRECT_URI = 'https://app.example.com/callback?x=1';
const SECRET = 'secret: é&=';

const invalid: Error = expect.objectContaining({ name: 'AuthingError', reason: 'invalid_argument' }) as Error;

let world: World;
let userId: string;
beforeEach(async () => {
  world = await createWorld({
    server: {
      apps: [
        { appId: APP_ID, secret: SECRET, redirectUris: [REDIRECT_URI] },
        { appId: 'public', userPoolId: `pool-${APP_ID}`, redirectUris: [REDIRECT_URI] },
      ],
    },
  });
  ({ id: userId } = world.server.admin.createUser(APP_ID, { email: EMAIL, password: PASSWORD }));
});
afterEach(() => world.close());

const clientWith = (options: Partial<AuthenticationClientOptions>): AuthenticationClient =>
  world.createClient({ secret: SECRET, redirectUri: REDIRECT_URI, ...options });

const codeFor = (appId: string, verifier?: string): string =>
  world.server.admin.authorize(appId, userId, {
    redirectUri: REDIRECT_URI,
    scope: 'openid offline_access',
    ...(verifier && { codeChallenge: { value: createHash('sha256').update(verifier).digest('base64url'), method: 'S256' as const } }),
  });

describe('formEncoded', () => {
  it('writes what URLSearchParams writes', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), (params) => {
        expect(formEncoded(params)).toBe(new URLSearchParams(params).toString());
      }),
    );
    const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).join('');
    expect(formEncoded({ [ascii]: ascii })).toBe(new URLSearchParams({ [ascii]: ascii }).toString());
  });

  it('leaves out what is undefined', () => {
    expect(formEncoded({ a: undefined, b: '', c: 'd' })).toBe('b=&c=d');
  });
});

describe('the token endpoint', () => {
  const magic = { tokenEndPointAuthMethod: 'magic', introspectionEndPointAuthMethod: 'magic', revocationEndPointAuthMethod: 'magic' };

  it.each([
    ['client_secret_post', { client_id: APP_ID, client_secret: SECRET }, undefined],
    ['client_secret_basic', {}, `Basic ${Buffer.from(`${APP_ID}:${SECRET}`).toString('base64')}`],
  ] as const)('is shown the secret by %s', async (tokenEndPointAuthMethod, shown, authorization) => {
    const client = clientWith({ tokenEndPointAuthMethod });
    const code = codeFor(APP_ID);
    const tokens = await client.getAccessTokenByCode(code);
    const { method, path, headers, body } = world.server.requests.last;
    expect([method, path, headers['content-type'], headers.authorization]).toEqual([
      'POST',
      '/oidc/token',
      'application/x-www-form-urlencoded',
      authorization,
    ]);
    expect(body).toEqual({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI, ...shown });
    expect(tokens.access_token).toEqual(expect.any(String));
    const next = await client.getNewAccessTokenByRefreshToken(tokens.refresh_token!);
    expect(next.access_token).not.toBe(tokens.access_token);
  });

  it('is shown a PKCE verifier by a client without a secret', async () => {
    const client = world.createClient({ appId: 'public', redirectUri: REDIRECT_URI, tokenEndPointAuthMethod: 'none' });
    const codeVerifier = client.generateCodeChallenge();
    expect(client.getCodeChallengeDigest({ codeChallenge: codeVerifier, method: 'S256' })).toBe(
      createHash('sha256').update(codeVerifier).digest('base64url'),
    );
    const exchange = (verifier: string): Promise<unknown> =>
      client.getAccessTokenByCode(codeFor('public', codeVerifier), { codeVerifier: verifier });
    await expect(exchange('wrong')).rejects.toMatchObject({ reason: 'server' });
    await expect(exchange(codeVerifier)).resolves.toMatchObject({ token_type: 'Bearer' });
    expect(world.server.requests.last.body).not.toHaveProperty('client_secret');
  });

  it('is asked under /oauth where the protocol is OAuth', async () => {
    await clientWith({ protocol: 'oauth' }).getAccessTokenByCode(codeFor(APP_ID));
    expect(world.server.requests.last.path).toBe('/oauth/token');
  });

  it('says why it refuses', async () => {
    const onError = jest.fn();
    await expect(clientWith({ onError }).getAccessTokenByCode('nonsense')).rejects.toMatchObject({
      name: 'AuthingError',
      reason: 'server',
      code: 400,
      data: { error: 'invalid_grant' },
      retryable: false,
    });
    expect(onError.mock.calls).toEqual([[400, expect.any(String), expect.objectContaining({ error: 'invalid_grant' })]]);
  });

  it.each([
    ['badGateway', 'http'],
    ['drop', 'network'],
  ] as const)('%s rejects with reason %s', async (fault, reason) => {
    world.server.faults[fault]();
    await expect(clientWith({}).getAccessTokenByCode(codeFor(APP_ID))).rejects.toMatchObject({ name: 'AuthingError', reason });
  });

  it("never hears of the signed-in user's token", async () => {
    const client = clientWith({});
    await client.loginByEmail(EMAIL, PASSWORD);
    await client.getAccessTokenByCode(codeFor(APP_ID));
    expect(world.server.requests.last.headers).not.toHaveProperty('authorization');
  });

  it.each([
    [{ protocol: 'saml' }, 'protocol'],
    [{ protocol: 'cas' }, 'protocol'],
    [{ secret: '' }, 'secret'],
    [magic, 'EndPointAuthMethod'],
  ])('is not asked with %p', async (options, about) => {
    const client = clientWith(options as never);
    const calls = [
      () => client.getAccessTokenByCode('c'),
      () => client.getNewAccessTokenByRefreshToken('t'),
      () => client.introspectToken('t'),
      () => client.revokeToken('t'),
    ];
    for (const call of calls) {
      await expect(call()).rejects.toMatchObject({ reason: 'invalid_argument', message: expect.stringContaining(about) as string });
    }
    expect(world.server.requests).toHaveLength(0);
  });

  it.each([
    [{ error: 'invalid_grant' }, { reason: 'server', code: 400, message: 'invalid_grant' }],
    [
      { error: 'invalid_grant', error_description: 'used up' },
      { reason: 'server', code: 400, message: 'used up' },
    ],
    [
      { code: 2031, message: 'closed' },
      { reason: 'server', code: 2031, message: 'closed' },
    ],
    [{ code: 2031 }, { reason: 'http', data: { status: 400 } }],
    [{}, { reason: 'http', data: { status: 400 } }],
  ])('that answers 400 with %j says it in the error', async (answer, told) => {
    world.server.faults.edit({ path: '/oidc/token' }, () => answer);
    await expect(clientWith({}).getAccessTokenByCode('nonsense')).rejects.toMatchObject({ ...told, stage: 'request' });
  });

  it('revocation by client_secret_basic is not part of OAuth 2.0 at Authing', async () => {
    const [post, basic] = ['client_secret_post', 'client_secret_basic'] as const;
    const about = { reason: 'invalid_argument', stage: 'request', message: expect.stringContaining('client_secret_basic') as string };
    await expect(clientWith({ protocol: 'oauth', revocationEndPointAuthMethod: basic }).revokeToken('t')).rejects.toMatchObject(about);
    await expect(clientWith({ protocol: 'oauth', revocationEndPointAuthMethod: post }).revokeToken('t')).resolves.toBe(true);
    await expect(clientWith({ protocol: 'oidc', revocationEndPointAuthMethod: basic }).revokeToken('t')).resolves.toBe(true);
  });

  it('client credentials need a scope and a key', async () => {
    const client = clientWith({});
    const key = { accessKey: 'a', accessSecret: 'b' };
    const about = (words: string): object => ({ reason: 'invalid_argument', message: expect.stringContaining(words) as string });
    await expect(client.getAccessTokenByClientCredentials('', key)).rejects.toMatchObject(about('scope'));
    await expect(client.getAccessTokenByClientCredentials('read')).rejects.toMatchObject(about('accessSecret'));
    expect(world.server.requests).toHaveLength(0);
    await client.getAccessTokenByClientCredentials('read', key).catch(() => undefined);
    expect(world.server.requests.last.body).toEqual({
      client_id: 'a',
      client_secret: 'b',
      grant_type: 'client_credentials',
      scope: 'read',
    });
  });
});

describe('tokens', () => {
  it('are inspected, used and revoked', async () => {
    const client = clientWith({});
    const { access_token: token } = await client.getAccessTokenByCode(codeFor(APP_ID));
    await expect(client.introspectToken(token)).resolves.toMatchObject({ active: true, sub: userId });
    await expect(client.getUserInfoByAccessToken(token)).resolves.toMatchObject({ sub: userId });
    await expect(client.revokeToken(token)).resolves.toBe(true);
    await expect(client.introspectToken(token)).resolves.toMatchObject({ active: false });
    await expect(client.getUserInfoByAccessToken(token)).rejects.toMatchObject({ name: 'AuthingError', reason: 'unauthenticated' });
  });

  it('show themselves where they are told to', async () => {
    const client = clientWith({});
    const { access_token: token } = await client.getAccessTokenByCode(codeFor(APP_ID));
    const seen = async (options?: object): Promise<unknown[]> => {
      await client.getUserInfoByAccessToken(token, options);
      const { method, query, headers, body } = world.server.requests.last;
      return [method, query.access_token, headers.authorization, (body as { access_token?: string } | undefined)?.access_token];
    };
    expect(await seen()).toEqual(['GET', token, undefined, undefined]);
    expect(await seen({ tokenPlace: 'header' })).toEqual(['GET', undefined, `Bearer ${token}`, undefined]);
    expect(await seen({ method: 'POST', tokenPlace: 'body' })).toEqual(['POST', undefined, undefined, token]);
    expect(await seen(Object.freeze({ method: 'POST' }))).toEqual(['POST', token, undefined, undefined]);
    for (const options of [{ method: 'PUT' }, { tokenPlace: 'cookie' }, { method: 'GET', tokenPlace: 'body' }]) {
      await expect(client.getUserInfoByAccessToken(token, options as never)).rejects.toMatchObject({ reason: 'invalid_argument' });
    }
  });
});

describe('signinByCredentials', () => {
  const signIn = (more: object = {}): Promise<unknown> =>
    clientWith({}).signinByCredentials({ connection: 'PASSWORD', passwordPayload: { email: EMAIL, password: PASSWORD }, ...more } as never);

  it("resolves with tokens and changes nobody's sign-in", async () => {
    await expect(signIn()).resolves.toMatchObject({
      access_token: expect.any(String) as string,
      state: expect.stringMatching(/^\w{8}$/) as string,
    });
    expect(world.stored()).toBeUndefined();
  });

  it("resolves with a code where one is asked for, at the client's redirect URI", async () => {
    const options = Object.freeze({ responseType: 'code', state: 'mine' });
    await expect(signIn({ options })).resolves.toMatchObject({ code: expect.any(String) as string, state: 'mine' });
    expect(world.server.requests.last.body).toMatchObject({ options: { redirectUri: REDIRECT_URI } });
    await signIn({ options: { responseType: 'code', redirectUri: 'https://other.example' } }).catch(() => undefined);
    expect(world.server.requests.last.body).toMatchObject({ options: { redirectUri: 'https://other.example' } });
    await signIn({ options: { responseType: 'token' } }).catch(() => undefined);
    expect((world.server.requests.last.body as { options: object }).options).toEqual({ responseType: 'token' });
  });

  it('cannot redirect: there is no window', async () => {
    await expect(signIn({ options: { autoRedirect: true } })).rejects.toMatchObject({
      reason: 'unsupported',
      stage: 'request',
      message: expect.stringContaining('autoRedirect') as string,
    });
    expect(world.server.requests).toHaveLength(0);
  });

  it('rejects when Authing says no', async () => {
    await expect(signIn({ passwordPayload: { email: EMAIL, password: 'wrong' } })).rejects.toMatchObject({
      name: 'AuthingError',
      reason: 'server',
      code: 2006,
      message: expect.stringContaining('密码') as string,
    });
  });
});

describe('addresses', () => {
  it('for authorization carry what was asked for, and nothing undefined', () => {
    const asked = { scope: 'openid offline_access', responseMode: 'query', tenantId: 'tenant', nonce: 'n', state: 's' } as const;
    const url = new URL(world.createClient().buildAuthorizeUrl(asked));
    expect(url.origin + url.pathname).toBe(`${world.server.url}/oidc/auth`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: APP_ID,
      scope: 'openid offline_access',
      prompt: 'consent',
      response_type: 'code',
      response_mode: 'query',
      tenant_id: 'tenant',
      nonce: 'n',
      state: 's',
    });
    const oauth = new URL(clientWith({ protocol: 'oauth' }).buildAuthorizeUrl({ state: 's' }));
    expect(oauth.pathname).toBe('/oauth/auth');
    expect(Object.fromEntries(oauth.searchParams)).toEqual({
      client_id: APP_ID,
      scope: 'user',
      response_type: 'code',
      redirect_uri: REDIRECT_URI,
      state: 's',
    });
    const plain = new URL(clientWith({}).buildAuthorizeUrl({ state: 's', nonce: 'n' })).searchParams;
    expect([plain.get('scope'), plain.get('prompt')]).toEqual(['openid profile email phone address', null]);
  });

  it('of CAS and SAML', () => {
    const { url } = world.server;
    const service = 'https://service.example.com/?a=b&c=d';
    const encoded = 'https%3A%2F%2Fservice.example.com%2F%3Fa%3Db%26c%3Dd';
    expect(clientWith({ protocol: 'cas' }).buildAuthorizeUrl({ service })).toBe(`${url}/cas-idp/${APP_ID}?service=${encoded}`);
    expect(clientWith({ protocol: 'cas' }).buildAuthorizeUrl()).toBe(`${url}/cas-idp/${APP_ID}`);
    expect(clientWith({ protocol: 'saml' }).buildAuthorizeUrl()).toBe(`${url}/api/v2/saml-idp/${APP_ID}`);
    expect(clientWith({ protocol: 'cas' }).buildLogoutUrl({ redirectUri: service })).toBe(`${url}/cas-idp/logout?url=${encoded}`);
  });

  it('for signing out encode where to go then', () => {
    const client = clientWith({});
    const back = encodeURIComponent(REDIRECT_URI);
    const { url } = world.server;
    expect(client.buildLogoutUrl()).toBe(`${url}/login/profile/logout`);
    expect(client.buildLogoutUrl({ redirectUri: REDIRECT_URI })).toBe(`${url}/login/profile/logout?redirect_uri=${back}`);
    expect(client.buildLogoutUrl({ expert: true })).toBe(`${url}/oidc/session/end`);
    expect(client.buildLogoutUrl({ expert: true, redirectUri: REDIRECT_URI, idToken: 'a.b.c' })).toBe(
      `${url}/oidc/session/end?id_token_hint=a.b.c&post_logout_redirect_uri=${back}`,
    );
    for (const half of [{ redirectUri: REDIRECT_URI }, { idToken: 'a.b.c' }]) {
      expect(() => client.buildLogoutUrl({ expert: true, ...half })).toThrow(invalid);
      expect(() => client.buildLogoutUrl({ expert: true, ...half })).toThrow(/idToken \+ redirectUri/);
    }
    expect(clientWith({ protocol: 'oauth' }).buildLogoutUrl({ expert: true })).toBe(`${url}/login/profile/logout`);
  });

  it('get a new state and nonce each time', () => {
    const client = clientWith({});
    const queries = Array.from({ length: 20 }, () => new URL(client.buildAuthorizeUrl()).searchParams);
    const values = queries.flatMap((query) => [query.get('state'), query.get('nonce')]);
    expect(new Set(values).size).toBe(40);
    for (const value of values) expect(value).toMatch(/^[A-Za-z0-9]{16}$/);
  });

  it('need a protocol that has any', () => {
    expect(() => clientWith({ protocol: 'magic' as never }).buildAuthorizeUrl()).toThrow(invalid);
    expect(() => clientWith({ protocol: 'magic' as never }).buildAuthorizeUrl()).toThrow(/oidc \| oauth \| saml \| cas/);
  });
});

describe('a code challenge digest', () => {
  it('is a hash, unless the challenge itself is asked for', () => {
    const digest = (options: object): string => world.createClient().getCodeChallengeDigest({ codeChallenge: 'x', ...options } as never);
    const hash = createHash('sha256').update('x').digest('base64url');
    expect([digest({}), digest({ method: 'S256' }), digest({ method: 'plain' })]).toEqual([hash, hash, 'x']);
  });

  it('needs a challenge, and a method that exists', () => {
    const client = world.createClient();
    for (const options of [undefined, {}, { codeChallenge: '' }, { codeChallenge: 'x', method: 'MD5' }]) {
      expect(() => client.getCodeChallengeDigest(options as never)).toThrow(invalid);
    }
  });
});
