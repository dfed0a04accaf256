import type { AppOptions, AuthingServerOptions } from '../../src/authing';
import { SignInResponseType, SigninByCredentialsConnection, PasswordEncryptType } from 'authing-js-sdk/build/main/lib/authentication/types';
import { encrypt } from 'authing-js-sdk/build/main/lib/utils';
import { get, graphql, post, postForm } from './protocol-client';
import { APP_ID, MINI_PROGRAM, startedServers } from './started-server';
import { sdk } from './sdk-client';
import { phoneData, weChatBackEnd } from './wechat-back-end';

const start = startedServers();
const SIGN_IN = '/api/v3/signin-by-mobile';

async function startWithWeChat(options: Partial<AuthingServerOptions> = {}) {
  const wechat = weChatBackEnd();
  const phoneCodes = new Map([['phone-1', phoneData('10012340001')]]);
  const server = await start({
    exchangeCode: wechat.exchangeCode,
    exchangePhoneCode: async (code) => {
      const phone = phoneCodes.get(code);
      phoneCodes.delete(code);
      return phone ?? { errcode: 40029, errmsg: 'invalid code' };
    },
    ...options,
  });
  const codeAndPhone = (code: string, phoneCode: string, scope?: string) => ({
    connection: 'wechat_mini_program_code_and_phone',
    extIdpConnidentifier: 'wechat',
    wechatMiniProgramCodeAndPhonePayload: { wxLoginInfo: { encryptedData: '', iv: '', code }, wxPhoneInfo: { code: phoneCode } },
    ...(scope === undefined ? {} : { options: { scope } }),
  });
  return { wechat, server, codeAndPhone };
}

/** v3 sends its access token bare. */
const bare = (token: string) => ({ headers: { authorization: token } });

describe('signing in inside a mini program', () => {
  test('with a login code and a phone token: access token, profile, update', async () => {
    const { wechat, server, codeAndPhone } = await startWithWeChat();
    const { body } = await post(server, SIGN_IN, codeAndPhone(wechat.login(wechat.user('open-lin')), 'phone-1'));
    expect(body).toMatchObject({ statusCode: 200, message: 'ok', requestId: expect.any(String) });
    expect(body.data).toEqual({
      scope: 'openid profile',
      token_type: 'Bearer',
      expires_in: 1_209_600,
      access_token: expect.any(String),
      id_token: expect.any(String),
    });
    const profile = await get(server, '/api/v3/get-profile?withIdentities=true', bare(body.data.access_token));
    expect(profile.body.data).toMatchObject({ phone: '10012340001', openid: 'open-lin', identities: [{ userIdInIdp: 'open-lin' }] });
    expect(profile.body.data.userId).toMatch(/^[0-9a-f]{24}$/);
    expect(profile.body.data).not.toHaveProperty('token');
    const update = await post(server, '/api/v3/update-profile', { nickname: 'Lin' }, bare(body.data.access_token));
    expect(update.body.data.nickname).toBe('Lin');
    const refused = await post(server, '/api/v3/update-profile', { phone: '10012340009' }, bare(body.data.access_token));
    expect(refused.body).toMatchObject({ statusCode: 400, apiCode: 2226 });
  });

  test('offline_access brings a refresh token that a public client can use, once, and revoke', async () => {
    const { wechat, server, codeAndPhone } = await startWithWeChat();
    const scope = 'openid profile offline_access';
    const { body } = await post(server, SIGN_IN, codeAndPhone(wechat.login(wechat.user('open-lin')), 'phone-1', scope));
    const refresh = (token: string) => postForm(server, '/oidc/token', { grant_type: 'refresh_token', refresh_token: token });
    const second = await refresh(body.data.refresh_token);
    expect(second.body).toMatchObject({ scope, access_token: expect.any(String), refresh_token: expect.any(String) });
    await postForm(server, '/oidc/token/revocation', { client_id: APP_ID, token: second.body.access_token });
    const revoked = await get(server, '/api/v3/get-profile', bare(second.body.access_token));
    expect(revoked.body).toMatchObject({ statusCode: 401, apiCode: 2207 });
    expect((await refresh(body.data.refresh_token)).body.error).toBe('invalid_grant');
  });

  test('with a code alone, and with the older iv/encryptedData phone', async () => {
    const { wechat, server } = await startWithWeChat();
    const lin = wechat.user('open-lin');
    const code = await post(server, SIGN_IN, {
      connection: 'wechat_mini_program_code',
      extIdpConnidentifier: 'wechat',
      wechatMiniProgramCodePayload: { code: wechat.login(lin), ...wechat.encrypt(lin, { openId: 'open-lin', nickName: 'Lin' }) },
    });
    expect(code.body.statusCode).toBe(200);
    const phone = await post(server, SIGN_IN, {
      connection: 'wechat_mini_program_phone',
      extIdpConnidentifier: 'wechat',
      wechatMiniProgramPhonePayload: { code: wechat.login(lin), ...wechat.encrypt(lin, phoneData('10012340001')) },
    });
    const { body } = await get(server, '/api/v3/get-profile', bare(phone.body.data.access_token));
    expect(body.data).toMatchObject({ nickname: 'Lin', phone: '10012340001' });
    expect(server.admin.users).toHaveLength(1);
  });

  test('what is refused: a spent phone token, an unknown connection or identifier, a missing code', async () => {
    const { wechat, server, codeAndPhone } = await startWithWeChat();
    const lin = wechat.user('open-lin');
    await post(server, SIGN_IN, codeAndPhone(wechat.login(lin), 'phone-1'));
    const spent = await post(server, SIGN_IN, codeAndPhone(wechat.login(lin), 'phone-1'));
    expect(spent.body).toMatchObject({ statusCode: 500, apiCode: 500, message: expect.stringContaining('40029'), data: null });
    const wrong = async (changes: object) => (await post(server, SIGN_IN, { ...codeAndPhone('x', 'y'), ...changes })).body.apiCode;
    expect(await wrong({ connection: 'sms' })).toBe(400);
    expect(await wrong({ extIdpConnidentifier: 'other' })).toBe(404);
    expect(await wrong({ extIdpConnidentifier: undefined })).toBe(2231);
    expect(await wrong({ wechatMiniProgramCodeAndPhonePayload: {} })).toBe(2231);
    expect(await wrong({ wechatMiniProgramCodeAndPhonePayload: 'x' })).toBe(400);
  });
});

test('an access token is not a v2 sign-in, and Bearer is fine, too', async () => {
  const { wechat, server, codeAndPhone } = await startWithWeChat();
  const { body } = await post(server, SIGN_IN, codeAndPhone(wechat.login(wechat.user('open-lin')), 'phone-1'));
  const { access_token: token } = body.data;
  expect((await get(server, '/api/v3/get-profile', { token })).body.statusCode).toBe(200);
  expect((await graphql(server, '{ checkLoginStatus { code } }', {}, { token })).body.data.checkLoginStatus.code).toBe(2207);
  expect((await get(server, '/api/v3/get-profile')).body).toMatchObject({ statusCode: 401, apiCode: 2020 });
});

test.each(['nested', 'flat', 'flat-international'] as const)('the number behind a phone token, %s', async (phoneInfo) => {
  const { server } = await startWithWeChat({ phoneInfo });
  const ask = (code: string) => post(server, '/api/v3/get-wechat-miniprogram-phone', { extIdpConnidentifier: 'wechat', code });
  const info = {
    countryCode: '86',
    phoneNumber: phoneInfo === 'flat-international' ? '+8610012340001' : '10012340001',
    purePhoneNumber: '10012340001',
    watermark: { appid: MINI_PROGRAM, timestamp: expect.any(Number) },
  };
  expect((await ask('phone-1')).body.data).toEqual(phoneInfo === 'nested' ? { phone_info: info } : info);
  expect((await ask('phone-1')).body.message).toMatch(/40029/);
  expect(server.admin.users).toHaveLength(0);
});

test.each([
  ['expires_in', { expires_in: 1_209_600 }],
  ['expire_in', { expire_in: 1_209_600 }],
  ['both', { expires_in: 1_209_600, expire_in: 1_209_600 }],
] as const)('the lifetime of a sign-in is called %s; the token endpoint keeps expires_in', async (lifetimeField, lifetime) => {
  const { wechat, server, codeAndPhone } = await startWithWeChat({ lifetimeField });
  const lifetimes = (data: object) => Object.fromEntries(Object.entries(data).filter(([name]) => name.startsWith('expire')));
  const request = codeAndPhone(wechat.login(wechat.user('open-lin')), 'phone-1', 'openid offline_access');
  const {
    body: { data },
  } = await post(server, SIGN_IN, request);
  expect(lifetimes(data)).toEqual(lifetime);
  server.admin.createUser(APP_ID, { username: 'wu', password: 'passw0rd' });
  const byPassword = { connection: 'PASSWORD', passwordPayload: { username: 'wu', password: 'passw0rd' } };
  expect(lifetimes((await post(server, '/api/v3/signin', byPassword)).body.data)).toEqual(lifetime);
  const refreshed = await postForm(server, '/oidc/token', { grant_type: 'refresh_token', refresh_token: data.refresh_token });
  expect(lifetimes(refreshed.body)).toEqual({ expires_in: 1_209_600 });
});

test('a scope without openid is refused before a code is spent or a password looked at', async () => {
  const { wechat, server, codeAndPhone } = await startWithWeChat();
  const code = wechat.login(wechat.user('open-lin'));
  const refused = { statusCode: 400, apiCode: 400, message: expect.stringContaining('openid'), data: null };
  expect((await post(server, SIGN_IN, codeAndPhone(code, 'phone-1', 'profile offline_access'))).body).toMatchObject(refused);
  expect(server.admin.users).toHaveLength(0);
  expect((await post(server, SIGN_IN, codeAndPhone(code, 'phone-1', 'offline_access openid'))).body.statusCode).toBe(200);
  const byPassword = { connection: 'PASSWORD', passwordPayload: { username: 'wu', password: 'passw0rd' }, options: { scope: 'profile' } };
  expect((await post(server, '/api/v3/signin', byPassword)).body).toMatchObject(refused);
});

describe("the secret of the application in a mini program's sign-in", () => {
  const signIn = async (auth: Pick<AppOptions, 'tokenEndpointAuthMethod'>, sent: object, basic?: string) => {
    const { wechat, server, codeAndPhone } = await startWithWeChat({
      apps: [{ appId: APP_ID, secret: 'right', wechat: { appId: MINI_PROGRAM }, ...auth }],
    });
    const headers = basic === undefined ? {} : { authorization: `Basic ${Buffer.from(basic).toString('base64')}` };
    const request = { ...codeAndPhone(wechat.login(wechat.user('open-lin')), 'phone-1'), ...sent };
    const { body } = await post(server, SIGN_IN, request, { headers });
    return body.apiCode ?? body.statusCode;
  };
  const byPost = { tokenEndpointAuthMethod: 'client_secret_post' } as const;
  const byBasic = { tokenEndpointAuthMethod: 'client_secret_basic' } as const;

  test('may be left out, and not be wrong', async () => {
    for (const auth of [{}, { tokenEndpointAuthMethod: 'none' } as const]) {
      expect(await signIn(auth, {})).toBe(200);
      expect(await signIn(auth, { client_id: APP_ID, client_secret: 'right' })).toBe(200);
      expect(await signIn(auth, { client_secret: 'wrong' })).toBe(1001);
      expect(await signIn(auth, { client_id: 'other' })).toBe(2011);
    }
  });

  test('must come the way the application is set up for', async () => {
    expect(await signIn(byPost, { client_secret: 'right' })).toBe(200);
    expect(await signIn(byPost, {})).toBe(1001);
    expect(await signIn(byPost, {}, `${APP_ID}:right`)).toBe(1001);
    expect(await signIn(byBasic, {}, `${APP_ID}:right`)).toBe(200);
    expect(await signIn(byBasic, {}, `${APP_ID}:wrong`)).toBe(1001);
    expect(await signIn(byBasic, { client_secret: 'right' })).toBe(1001);
  });
});

test('decrypting data without signing in', async () => {
  const { wechat, server } = await startWithWeChat();
  const lin = wechat.user('open-lin');
  const ask = (pair: object) =>
    post(server, '/api/v3/decrypt-wechat-miniprogram-data', {
      extIdpConnidentifier: 'wechat',
      code: wechat.login(lin),
      ...pair,
    });
  const { body } = await ask(wechat.encrypt(lin, { stepInfoList: [] }));
  expect(body.data).toMatchObject({ stepInfoList: [], watermark: { appid: MINI_PROGRAM } });
  expect((await ask({})).body.apiCode).toBe(2231);
});

describe('signinByCredentials', () => {
  const BACK = 'https://app.test/back';
  async function withUser() {
    const server = await start({
      apps: [{ appId: APP_ID, secret: 'app-secret', redirectUris: [BACK] }],
      ldap: [{ username: 'dora', password: 'directory-pw' }],
      ad: [{ username: 'adam', password: 'directory-pw' }],
    });
    server.admin.createUser(APP_ID, { username: 'lin', email: 'lin@example.test', phone: '10012340001', password: 'passw0rd' });
    return { server, client: sdk(server, { redirectUri: BACK }) };
  }
  const { PASSWORD, PASSCODE, LDAP, AD } = SigninByCredentialsConnection;

  test('a password: plain, under RSA and SM2; by any name', async () => {
    const { server, client } = await withUser();
    const rsa = await encrypt('passw0rd', server.publicKeys.password);
    const sm2 = await encrypt('passw0rd', '', { type: 'sm2', publicKey: server.publicKeys.sm2 });
    const { NONE, RSA, SM2 } = PasswordEncryptType;
    const signIn = (passwordPayload: { password: string; username?: string }, passwordEncryptType = NONE) =>
      client.signinByCredentials({ connection: PASSWORD, passwordPayload, options: { passwordEncryptType } });
    for (const [password, type] of [
      ['passw0rd', NONE],
      [rsa, RSA],
      [sm2, SM2],
    ] as const) {
      expect(await signIn({ username: 'lin', password }, type)).toMatchObject({
        access_token: expect.any(String),
        id_token: expect.any(String),
        token_type: 'Bearer',
        state: expect.any(String),
      });
    }
    const names = [
      { account: 'lin' },
      { account: 'lin@example.test' },
      { account: '10012340001' },
      { email: 'lin@example.test' },
      { phone: '10012340001' },
    ];
    for (const name of names) expect((await signIn({ ...name, password: 'passw0rd' })).access_token).toEqual(expect.any(String));
  });

  test('a code by SMS, and directories', async () => {
    const { server, client } = await withUser();
    await client.sendSmsCode('10012340001');
    const passCodePayload = { phone: '10012340001', passCode: server.outbox.last('10012340001').code };
    expect((await client.signinByCredentials({ connection: PASSCODE, passCodePayload, options: {} })).access_token).toBeDefined();
    const ldapPayload = { sAMAccountName: 'dora', password: 'directory-pw' };
    expect((await client.signinByCredentials({ connection: LDAP, ldapPayload, options: {} })).access_token).toBeDefined();
    const adPayload = { sAMAccountName: 'adam', password: 'directory-pw' };
    expect((await client.signinByCredentials({ connection: AD, adPayload, options: {} })).access_token).toBeDefined();
  });

  test('a code for the server side, which trades it with its secret', async () => {
    const { server, client } = await withUser();
    const passwordPayload = { username: 'lin', password: 'passw0rd' };
    const options = { responseType: SignInResponseType.Code };
    const { code } = await client.signinByCredentials({ connection: PASSWORD, passwordPayload, options });
    const tokens = await sdk(server, { secret: 'app-secret', redirectUri: BACK }).getAccessTokenByCode(code ?? '');
    expect(tokens.access_token).toEqual(expect.any(String));
  });

  test.each([
    ['a wrong password', { passwordPayload: { username: 'lin', password: 'x' } }, 2006],
    ['an unknown name', { passwordPayload: { username: 'wu', password: 'x' } }, 2004],
    ['no name', { passwordPayload: { password: 'x' } }, 2004],
    ['another client', { client_id: 'other' }, 2011],
    ['a wrong secret', { client_secret: 'x' }, 1001],
    ['a connection that is none', { connection: 'MAGIC' as SigninByCredentialsConnection }, 400],
  ])('%s is refused', async (_name, changes, apiCode) => {
    const { client } = await withUser();
    const right = { connection: PASSWORD, passwordPayload: { username: 'lin', password: 'passw0rd' }, options: {} };
    const call = client.signinByCredentials({ ...right, ...changes });
    const error = (await call.catch((thrown: unknown) => thrown)) as Error;
    expect(JSON.parse(error.message)).toMatchObject({ apiCode });
  });
});
